#include "sim/mechanism/session/conversation.hpp"

#include <algorithm>
#include <cmath>

namespace burncast {

namespace {
// More than it holds would change nothing: limits of calls and of contexts are far below.
std::int32_t narrow(std::int64_t n) {
    return static_cast<std::int32_t>(std::min<std::int64_t>(n, std::numeric_limits<std::int32_t>::max()));
}
}  // namespace

ConversationLaw::ConversationLaw(const SessionParams& session, const AutomaticRetryParams& retry)
    : SessionLaw(session, retry), law_(session.conversation.value()) {
    hit_ = caching_ ? law_.cache_hit * (1 - miss_) : 0;
    roles_ = roles_of(law_);
    levels_ = law_.sub_agents > 0 ? 1 + law_.depth : 1;
}

// ---------------------------------------------------------------- its laws

double ConversationLaw::replies(const Session& s, const TalkLink& link, double liveliness) const {
    return link.agents * law_.confirm * (1 - (s.unclosed ? 0 : law_.closure)) * liveliness;
}

double ConversationLaw::liveliness(const Session& s) const {
    return law_.decay < 1 ? std::pow(law_.decay, s.talk.round) : 1;
}

std::int64_t ConversationLaw::useful_rounds(const Session& s) const {
    return s.calls_planned * static_cast<std::int64_t>(levels_);
}

std::int64_t ConversationLaw::useful_messages(const Session& s) const {
    if (s.talk.round >= useful_rounds(s)) return 0;
    const int level = s.talk.round / s.calls_planned;
    return level == 0 ? 1 : static_cast<std::int64_t>(std::min(1e9, std::pow(law_.sub_agents, level)));
}

// ---------------------------------------------------------------- its life

Session ConversationLaw::open(const TaskNeed& need, Instant when, Stream chance, const PriceCard& card,
                              double ability) const {
    Session s = SessionLaw::begin(need, when, chance, card.tokens, ability);
    s.unclosed = s.chance.chance(law_.unclosed);
    s.sound = s.will_succeed;
    return s;
}

Session ConversationLaw::begin(const TaskNeed& need, Instant when, Stream chance, const PriceCard& card,
                               double ability) const {
    Session s = open(need, when, chance, card, ability);
    foresee(s, card);
    return s;
}

std::pair<Played, bool> ConversationLaw::whole(const TaskNeed& need, Stream chance, const PriceCard& card,
                                               double ability) const {
    Session s = open(need, Instant(), chance, card, ability);
    Pricer pricer(card, caching_);
    const bool succeeds = s.over() ? s.will_succeed : go_on(s, pricer);
    return {pricer.total(), succeeds};
}

void ConversationLaw::take_over(Session& s, const ConversationLaw& from) const {
    s.talk.waiting = carried_over(s.talk.waiting, from.roles_, roles_);
}

void ConversationLaw::foresee(Session& s, const PriceCard& card) const {
    if (s.over()) return;
    Session ahead = s;
    Pricer meter(card, caching_);
    s.will_succeed = go_on(ahead, meter);
    s.calls_total = ahead.calls_made;
}

bool ConversationLaw::go_on(Session& s, Pricer& pricer) const {
    Round last;
    while (last.whole && !last.done && !stopped(s) &&
           !(law_.money_limit && s.spent + pricer.money() >= *law_.money_limit))
        last = round(s, pricer);
    return s.sound && last.whole && last.done;
}

bool ConversationLaw::stopped(const Session& s) const {
    const bool repeats =
        law_.repeat_limit && static_cast<double>(s.talk.round - useful_rounds(s)) >= *law_.repeat_limit;
    return repeats || s.calls_made >= std::llround(params_.call_limit) || s.call_time * s.talk.round >= law_.wall_clock;
}

ConversationLaw::Round ConversationLaw::round(Session& s, Pricer& pricer) const {
    const std::int64_t room = std::llround(params_.call_limit) - s.calls_made;
    const std::int64_t wanted = useful_messages(s);
    const std::int64_t useful = std::min(wanted, room);
    std::array<std::int64_t, most_roles> waiting{};  // after this round
    std::int64_t said = 0;
    double heard = 0;
    const auto speak = [&](Pocket pocket, const TalkRole& role, std::int64_t n) {
        const Said words = say(s, pocket, role, n, pricer);
        for (const TalkLink& link : role.links) waiting[link.to] += words.replies[link.to];
        said += n;
        heard += role.reach * static_cast<double>(words.written);
        return words.lost;
    };
    const std::size_t turn = static_cast<std::size_t>(s.talk.round) % roles_.size();
    const std::int64_t lost = speak(Pocket::base, roles_[turn], useful);
    for (std::size_t r = 0; r < roles_.size(); ++r) {
        const std::int64_t free = std::max<std::int64_t>(0, roles_[r].agents - (r == turn ? useful : 0));
        const std::int64_t idle = std::min({std::int64_t{s.talk.waiting[r]}, free, room - said});
        (void)speak(Pocket::loop, roles_[r], idle);
        waiting[r] += s.talk.waiting[r] - idle;
    }

    const auto idle = static_cast<double>(said - useful);
    if (idle > 0 && law_.human > 0 && s.chance.chance(1 - std::pow(1 - law_.human, idle))) waiting = {};
    std::transform(waiting.begin(), waiting.end(), s.talk.waiting.begin(), narrow);
    s.calls_made += static_cast<std::int32_t>(said);
    s.next = s.next + s.call_time;
    s.talk.round += 1;
    const double others = static_cast<double>(said - 1) / static_cast<double>(std::max<std::int64_t>(1, said));
    lengthen(s, std::llround(law_.hears * others * heard));
    return {useful == wanted && lost == 0, s.talk.round >= useful_rounds(s) && s.talk.waiting == Talk{}.waiting};
}

// The prompt of the next round: longer by what was said and heard, or a fresh one when the work is handed down.
void ConversationLaw::lengthen(Session& s, std::int64_t heard) const {
    const std::int64_t most = params_.context_limit.count();
    s.prompt += s.growth + heard;
    s.talk.news = narrow(s.growth + heard);
    s.cold = s.prompt > most;
    if (s.cold) s.prompt = compacted_;
    if (s.talk.round < useful_rounds(s) && s.talk.round % s.calls_planned == 0) {
        s.prompt = first_prompt(s.tokens, s.chance);
        s.cold = true;
    }
}

Played ConversationLaw::play(Session& s, Instant until, const PriceCard& card, std::int32_t most_rounds) const {
    Pricer pricer(card, caching_);
    for (; s.next < until && !s.over() && most_rounds > 0; --most_rounds) (void)round(s, pricer);
    Played played = pricer.total();
    s.base += played[Pocket::base];
    for (const Spend& pocket : played.pockets) s.spent += pocket.money;
    return played;
}

// ---------------------------------------------------------------- what is said in a round

bool ConversationLaw::survives(Session& s, std::int64_t failed, bool warm, Pricer& pricer) const {
    return !fail(s, failed, std::nullopt, s.talk.news, warm, pricer).given_up;
}

ConversationLaw::Said Conversation::say(Session& s, Pocket pocket, const TalkRole& role, std::int64_t n,
                                        Pricer& pricer) const {
    Said said;
    if (n == 0) return said;
    const std::int64_t troubled = s.chance.binomial(n, retry_.error_rate);
    std::int64_t warm = s.cold ? 0 : s.chance.binomial(n - troubled, hit_);
    std::int64_t cold = n - troubled - warm;
    for (std::int64_t i = 0; i < troubled; ++i) {
        const bool hit = !s.cold && s.chance.chance(hit_);
        if (survives(s, failed_attempts(s.chance), hit, pricer))
            (hit ? warm : cold) += 1;
        else
            said.lost += 1;
    }
    const std::int64_t sent = warm + cold;
    if (sent == 0) return said;
    said.written = std::llround(s.tokens * output(static_cast<double>(sent), s.chance));
    pricer.add_alike(pocket, warm, s.prompt, s.talk.news, said.written);
    pricer.add_alike(pocket, cold, s.prompt, s.prompt, 0);
    const double lively = liveliness(s);
    for (const TalkLink& link : role.links)
        said.replies[link.to] = s.chance.poisson(static_cast<double>(sent) * replies(s, link, lively));
    return said;
}

}  // namespace burncast

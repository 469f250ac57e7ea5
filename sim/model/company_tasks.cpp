// The life of a task: it is made, tried, and played call by call or in long strides.
#include <algorithm>
#include <limits>
#include <utility>

#include "sim/model/company.hpp"
#include "sim/world/ability.hpp"

namespace burncast {

OpenTask Company::new_task(const Actor& actor, std::size_t source, std::uint64_t key, Instant when) const {
    const SourceRule& rule = rule_of(actor, source);
    OpenTask task;
    task.source = static_cast<std::uint32_t>(source);
    task.purpose = rule.purpose;
    task.key = key;
    Stream need = chance_.stream(Aspect::need, key);
    task.need = draw_need(rule.difficulty, rule.vague, rule.impossible, need);
    task.session.next = when;
    return task;
}

bool Company::play(std::size_t i, OpenTask& task, Instant until, Mode mode) {
    while (task.session.next < until) {
        Attempt attempt;
        attempt.model = task.model;
        if (task.waiting) {  // a policy may have ended such work, and people leave
            if (!works(actors_[i], task.source) || persons_[i].leaves <= task.session.next) return true;
            attempt = attempt_at(i, task);
        }
        Instant served_until = until;
        const Passage passage = ask_limits(i, task, attempt.model, served_until);
        if (passage == Passage::never) return true;
        if (passage == Passage::later) continue;
        if (task.waiting) begin_try(i, task, attempt);
        play_calls(i, task, served_until, mode);
        if (!task.session.over()) {
            if (mode != Mode::straight) return false;
            continue;
        }
        const bool accepted = task.will_succeed();
        settle(actors_[i], task, accepted);
        if (accepted || !try_again(actors_[i], task)) {
            end_task(i, task, accepted);
            return true;
        }
        if (mode != Mode::straight) return false;
    }
    return false;
}

// How the next try of a task would be done.
Attempt Company::attempt_at(std::size_t i, const OpenTask& task) const {
    const Actor& actor = actors_[i];
    const SourceRule& rule = rule_of(actor, task.source);
    Attempt attempt{task.purpose, task.need, rule.session, rule.model, rule.lane};
    attempt.when = task.session.next;
    attempt.number = task.tries + 1;
    attempt.prices = std::span(usual_prices_).subspan(actor.team.index() * cards_.size(), cards_.size());
    for (const std::size_t k : steps_) {
        if (actor.background && !rules_->mechanisms[k]->reaches_agents()) continue;
        Stream chance = chance_.stream(Aspect::step, task.key, static_cast<std::uint64_t>(task.tries + 1), k);
        rules_->mechanisms[k]->before(attempt, persons_[i], memories_[k].get(), chance);
    }
    return attempt;
}

void Company::begin_try(std::size_t i, OpenTask& task, Attempt attempt) {
    const Actor& actor = actors_[i];
    task.waiting = false;
    task.tries += 1;
    task.used = {};
    task.stopped = Instant::never();
    if (task.more > 0) go_on_with_errand(actor, task);
    if (task.tries == 1 && attempt.portion != 1) {
        task.need.human_minutes *= attempt.portion;
        attempt.need.human_minutes *= attempt.portion;
    }
    task.model = attempt.model;
    task.lane = attempt.lane;
    task.kind = static_cast<std::uint32_t>(attempt.session);
    task.gain = attempt.gain;
    task.verdict = attempt.verdict;
    task.checked = task.checked || attempt.verdict;
    attempt.ability *= ability(rules_->qualities[task.model.index()], attempt.need.human_minutes);
    const Stream chance = chance_.stream(Aspect::play, task.key, static_cast<std::uint64_t>(task.tries));
    const SessionRule& law = law_of(task, *rules_, troubled_);
    task.session = law.begin(attempt, task.session.next, chance, card_of(task, law), engine_);
    Ledger::Page& page = ledger_.page(month_, actor.team);
    page.sessions[task.kind].begun += 1;
    if (task.tries == 1) page.tasks.begun[index(task.purpose)] += 1;
    records_[i].sessions += 1;
}

void Company::go_on_with_errand(const Actor& actor, OpenTask& task) {
    const Instant when = task.session.next + task.apart;
    if (when < end_) {
        OpenTask& next = born_.emplace_back(new_task(actor, task.source, mix(task.key), when));
        next.more = task.more - 1;
        next.apart = task.apart;
    }
    task.more = 0;
}

void Company::play_calls(std::size_t i, OpenTask& task, Instant until, Mode mode) {
    const SessionRule& law = law_of(task, *rules_, troubled_);
    const Instant from = task.session.next;
    const std::int32_t most = mode == Mode::straight ? std::numeric_limits<std::int32_t>::max() : 1;
    const Played played = play_until_limit(actors_[i], task, law, until, most);
    task.idle_since = Instant::never();
    task.in_vain = 0;
    Spend all = played[Pocket::base];
    Ledger::Page& page = ledger_.page(month_, actors_[i].team);  // base is booked when the try's end tells the cause
    for (const auto& [pocket, cause] :
         {std::pair(Pocket::loop, Cause::loop), std::pair(Pocket::auto_retry, Cause::auto_retry)}) {
        if (played[pocket].calls == 0) continue;
        Ledger::book(page, task.model, cause_for(task.purpose, cause), played[pocket]);
        all += played[pocket];
    }
    page.sessions[task.kind].all += all;
    page.tasks.unbilled += played.unbilled;
    const bool failed_loop = played[Pocket::loop].calls > 0 && !task.will_succeed();
    if (failed_loop) page.sessions[task.kind].failed_loop += played[Pocket::loop];
    Duration& time = page.tasks.time[index(task.purpose)];
    time = time + (task.session.next - from);
    if (tale_) {
        tale_->add(Part::loop, played[Pocket::loop]);
        tale_->add(Part::auto_retry, played[Pocket::auto_retry]);
        if (failed_loop) tale_->add(Part::failed_loop, played[Pocket::loop]);
        tale_->unbilled += played.unbilled;
        tale_->long_prompts = tale_->long_prompts || played.long_prompts;
        tale_->working = tale_->working + (task.session.next - from);
    }
    records_[i].loops += played[Pocket::loop].money;
    count_spend(i, task.model, task.purpose, all, from, mode);
}

// A limit on a single session is found as those of persons are: played in one stride, and call by call once it is met.
Played Company::play_until_limit(const Actor& actor, OpenTask& task, const SessionRule& law, Instant until,
                                 std::int32_t most) {
    const PriceCard& card = card_of(task, law);
    if (!limits_.limits_sessions()) return law.play(task.session, until, card, most, engine_);
    const Session before = task.session;
    const Spend used_before = task.used;
    const auto meets_a_limit = [&](const Played& played, Instant when) {
        for (const Spend& spend : played.pockets) task.used += spend;
        if (task.stopped < Instant::never()) return false;  // by the one that it has met already
        const LimitBook::Refusal met = limits_.met_by_session(task, actor, task.model, when);
        task.stopped = met.from;
        task.stopped_by = static_cast<std::uint32_t>(met.limit);
        return met.from < Instant::never();
    };
    Played played = law.play(task.session, until, card, most, engine_);
    if (!meets_a_limit(played, before.next) || most == 1) return played;
    task.session = before;
    task.used = used_before;
    task.stopped = Instant::never();
    played = {};
    while (task.session.next < std::min(until, task.stopped) && !task.session.over()) {
        const Instant when = task.session.next;
        const Played call = law.play(task.session, until, card, 1, engine_);
        meets_a_limit(call, when);
        played += call;
    }
    return played;
}

void Company::count_spend(std::size_t i, ModelId model, Purpose purpose, const Spend& spend, Instant when, Mode mode) {
    spent_ += spend.money;
    Record& record = records_[i];
    const Tokens tokens = spend.all_tokens();
    record.bill += spend.money;
    record.tokens += tokens;
    record.calls += spend.calls;
    if (purpose == Purpose::own_work) record.own_tokens += tokens;
    if (!meter_.empty()) meter_of(i)[model.index()] += spend;
    if (limits_.empty()) return;
    using enum LimitBook::Watch;
    limits_.add(actors_[i], i, model, spend, when, mode == Mode::straight ? none : mode == Mode::own_steps ? own : all);
}

// What the base spend of a task's current try is, if the try ends so.
static Part part_of(const OpenTask& task, bool accepted) {
    return accepted ? Part::useful : task.asked() == 1 ? Part::failed : Part::manual_retry;
}

void Company::settle(const Actor& actor, OpenTask& task, bool accepted) {
    Ledger::Page& page = ledger_.page(month_, actor.team);
    const Part part = part_of(task, accepted);
    Ledger::book(page, task.model, cause_for(task.purpose, cause_of(part)), task.session.base);
    if (tale_) tale_->add(part, task.session.base);
    if (!accepted) page.sessions[task.kind].failed += task.session.base;
    task.session.base = Spend{};
}

const PriceCard& Company::card_of(const OpenTask& task, const SessionRule& law) const {
    return law.card_of(cards_[task.model.index()], task.lane);
}

const SessionRule& Company::law_of(const OpenTask& task, const Rules& rules, const Troubled& troubled) {
    const std::unique_ptr<SessionRule>& own = troubled[task.model.index() * rules.sessions.size() + task.kind];
    return own ? *own : rules.sessions[task.kind];
}

}  // namespace burncast

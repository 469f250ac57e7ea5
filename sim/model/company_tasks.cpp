// The life of a task: it is made, tried, played call by call or in long strides, accepted or given up, and followed up.
#include <limits>
#include <utility>

#include "sim/model/company.hpp"

namespace burncast {

OpenTask Company::new_task(const Actor& actor, std::size_t source, std::uint64_t key, Instant when,
                           double difficulty) const {
    const SourceRule& rule = rule_of(actor, source);
    OpenTask task;
    task.source = static_cast<std::uint32_t>(source);
    task.purpose = rule.purpose;
    task.key = key;
    Stream need = chance_.stream(Aspect::need, key);
    task.need = draw_need(rule.difficulty, rule.vague, rule.impossible, need);
    task.need.human_minutes *= difficulty;
    task.session.next = when;
    return task;
}

bool Company::play(std::size_t i, OpenTask& task, Instant until, Mode mode) {
    Actor& actor = actors_[i];
    while (task.session.next < until) {
        if (caps_.refuses(actor, i)) {
            if (!task.waiting) settle(actor, task, false);
            ledger_.page(month_, actor.team).counts.refused += 1;
            return true;
        }
        if (task.waiting) {  // a policy may have ended such work, and people leave
            if (!works(actor, task.source) || persons_[i].leaves <= task.session.next) return true;
            begin_try(i, task);
        }
        play_calls(i, task, until, mode);
        if (!task.session.over()) {
            if (mode != Mode::straight) return false;
            continue;
        }
        const bool accepted = task.session.will_succeed;
        settle(actor, task, accepted);
        if (accepted || !try_again(task)) {
            end_task(i, task, accepted);
            return true;
        }
        if (mode != Mode::straight) return false;
    }
    return false;
}

void Company::begin_try(std::size_t i, OpenTask& task) {
    const Actor& actor = actors_[i];
    const SourceRule& rule = rule_of(actor, task.source);
    task.waiting = false;
    task.tries += 1;
    Attempt attempt{task.purpose, task.tries, task.need, rule.session, rule.model, rule.lane};
    if (!actor.background) {
        for (const std::size_t k : steps_) {
            Stream chance = chance_.stream(Aspect::step, task.key, static_cast<std::uint64_t>(task.tries), k);
            rules_->mechanisms[k]->before(attempt, persons_[i], memories_[k].get(), chance);
        }
    }
    task.model = attempt.model;
    task.lane = attempt.lane;
    task.kind = static_cast<std::uint32_t>(attempt.session);
    const Stream chance = chance_.stream(Aspect::play, task.key, static_cast<std::uint64_t>(task.tries));
    const SessionRule& law = law_of(task, *rules_, troubled_);
    const Instant when = task.session.next;
    task.session = engine_ == EngineKind::calls ? law.by_call.begin(attempt.need, when, chance)
                                                : law.collapsed.begin(attempt.need, when, chance);
    ledger_.page(month_, actor.team).counts.sessions += 1;
    records_[i].sessions += 1;
}

void Company::play_calls(std::size_t i, OpenTask& task, Instant until, Mode mode) {
    const SessionRule& law = law_of(task, *rules_, troubled_);
    const PriceList::Cards& cards = cards_[task.model.index()];
    const PriceCard& card =
        (law.collapsed.params().cache == CacheLife::one_hour ? cards.one_hour
                                                             : cards.five_minutes)[static_cast<std::size_t>(task.lane)];
    const std::int32_t most = mode == Mode::straight ? std::numeric_limits<std::int32_t>::max() : 1;
    const Played played = engine_ == EngineKind::calls ? law.by_call.play(task.session, until, card, most)
                                                       : law.collapsed.play(task.session, until, card, most);
    Spend all = played[Pocket::base];
    Ledger::Page& page = ledger_.page(month_, actors_[i].team);  // base is booked when the try's end tells the cause
    for (const auto& [pocket, cause] :
         {std::pair(Pocket::loop, Cause::loop), std::pair(Pocket::auto_retry, Cause::auto_retry)}) {
        if (played[pocket].calls == 0) continue;
        Ledger::book(page, task.model, cause_for(task.purpose, cause), played[pocket]);
        all += played[pocket];
    }
    count_spend(i, task.purpose, all, mode);
}

void Company::count_spend(std::size_t i, Purpose purpose, const Spend& spend, Mode mode) {
    spent_ += spend.money;
    Record& record = records_[i];
    const Tokens tokens = spend.all_tokens();
    record.bill += spend.money;
    record.tokens += tokens;
    record.calls += spend.calls;
    if (purpose == Purpose::own_work) record.own_tokens += tokens;
    caps_.add(actors_[i], i, spend.money);
    if (mode == Mode::straight) return;
    caps_.mark_own(actors_[i], i);
    if (mode == Mode::steps) caps_.mark_shared();
}

// What the base spend of a task's current try is called, if the try ends so.
static Cause cause_of(const OpenTask& task, bool accepted) {
    return cause_for(task.purpose, accepted ? Cause::useful : task.tries == 1 ? Cause::failed : Cause::manual_retry);
}

void Company::settle(const Actor& actor, OpenTask& task, bool accepted) {
    Ledger::book(ledger_.page(month_, actor.team), task.model, cause_of(task, accepted), task.session.base);
    task.session.base = Spend{};
}

bool Company::try_again(OpenTask& task) const {
    if (task.purpose == Purpose::gaming) return false;  // nobody needs its result
    Stream patience = chance_.stream(Aspect::patience, task.key, static_cast<std::uint64_t>(task.tries));
    const std::optional<Duration> pause = rules_->manual_retry.after(task.tries, patience);
    if (!pause) return false;
    task.waiting = true;
    task.session.next = task.session.next + *pause;
    return true;
}

void Company::end_task(std::size_t i, const OpenTask& task, bool accepted) {
    const Actor& actor = actors_[i];
    if (accepted && task.purpose == Purpose::own_work) {
        const Duration saved = Duration::seconds(task.need.human_minutes * 60);
        ledger_.page(month_, actor.team).counts.accept(saved);
        records_[i].accepted += 1;
        records_[i].accepted_work = records_[i].accepted_work + saved;
    }
    if (actor.background || steps_.empty()) return;
    const Ended ended{task.purpose, accepted, task.tries, task.need};
    for (const std::size_t k : steps_) {
        Stream chance = chance_.stream(Aspect::follow_up, task.key, k);
        follow_ups_.clear();
        rules_->mechanisms[k]->after(ended, persons_[i], memories_[k].get(), follow_ups_, chance);
        for (std::size_t n = 0; n < follow_ups_.size(); ++n) {
            const FollowUp& next = follow_ups_[n];
            const Instant when = task.session.next + next.after;
            if (!(when < end_)) continue;
            const std::size_t source = rules_->extra_sources[k][actor.team.index()].at(next.work);
            born_.push_back(new_task(actor, source, mix(mix(task.key + k) + n), when, next.difficulty));
        }
    }
}

const SessionRule& Company::law_of(const OpenTask& task, const Rules& rules, const Troubled& troubled) {
    const std::unique_ptr<SessionRule>& own = troubled[task.model.index() * rules.sessions.size() + task.kind];
    return own ? *own : rules.sessions[task.kind];
}

}  // namespace burncast

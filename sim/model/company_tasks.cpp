// The life of a task: it is made, tried, played call by call or in long strides, accepted or given up, and followed up.
#include <algorithm>
#include <limits>
#include <utility>

#include "sim/model/company.hpp"

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
    Actor& actor = actors_[i];
    while (task.session.next < until) {
        if (caps_.refuses(actor, i)) {
            if (!task.waiting) settle(actor, task, false);
            ledger_.page(month_, actor.team).tasks.refused += 1 + task.more;
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
        if (accepted || !try_again(actor, task)) {
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
    if (task.more > 0) go_on_with_errand(actor, task);
    Attempt attempt{task.purpose, task.need, rule.session, rule.model, rule.lane};
    if (!actor.background) {
        for (const std::size_t k : steps_) {
            Stream chance = chance_.stream(Aspect::step, task.key, static_cast<std::uint64_t>(task.tries), k);
            rules_->mechanisms[k]->before(attempt, persons_[i], memories_[k].get(), chance);
        }
    }
    if (task.tries == 1 && attempt.portion != 1) {
        task.need.human_minutes *= attempt.portion;
        attempt.need.human_minutes *= attempt.portion;
    }
    task.model = attempt.model;
    task.lane = attempt.lane;
    task.kind = static_cast<std::uint32_t>(attempt.session);
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
    const Played played = law.play(task.session, until, card_of(task, law), most, engine_);
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
    const bool failed_loop = played[Pocket::loop].calls > 0 && !task.session.will_succeed;
    if (failed_loop) page.sessions[task.kind].failed_loop += played[Pocket::loop];
    Duration& time = page.tasks.time[index(task.purpose)];
    time = time + (task.session.next - from);
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
    Ledger::Page& page = ledger_.page(month_, actor.team);
    Ledger::book(page, task.model, cause_of(task, accepted), task.session.base);
    if (!accepted) page.sessions[task.kind].failed += task.session.base;
    task.session.base = Spend{};
}

bool Company::try_again(const Actor& actor, OpenTask& task) const {
    if (task.purpose == Purpose::gaming) return false;  // nobody needs its result
    Stream patience = chance_.stream(Aspect::patience, task.key, static_cast<std::uint64_t>(task.tries));
    const std::optional<Duration> pause = rules_->manual_retry.after(task.tries, patience);
    if (!pause) return false;
    task.waiting = true;
    const ActivityClock& clock = rules_->clocks[rule_of(actor, task.source).clock];
    task.session.next =
        rules_->manual_retry.in_working_time() ? clock.after(task.session.next, *pause) : task.session.next + *pause;
    return true;
}

// Soon enough to be counted as rework of it, as those who measure churn do (L111).
static constexpr Duration two_weeks = Duration::days(14);

void Company::end_task(std::size_t i, const OpenTask& task, bool accepted) {
    const Actor& actor = actors_[i];
    if (accepted && task.purpose == Purpose::own_work) {
        const Duration saved = Duration::seconds(task.need.human_minutes * 60);
        ledger_.page(month_, actor.team).tasks.accept(saved);
        records_[i].accepted += 1;
        records_[i].accepted_work = records_[i].accepted_work + saved;
    }
    if (actor.background || steps_.empty()) return;
    const Ended ended{task.purpose, accepted, task.kind, task.model};
    bool reworked = false;
    for (const std::size_t k : steps_) {
        Stream chance = chance_.stream(Aspect::follow_up, task.key, k);
        follow_ups_.clear();
        rules_->mechanisms[k]->after(ended, persons_[i], memories_[k].get(), follow_ups_, chance);
        for (std::size_t n = 0; n < follow_ups_.size(); ++n) {
            const FollowUp& next = follow_ups_[n];
            const std::size_t source = rules_->extra_sources[k][actor.team.index()].at(next.work);
            const Purpose purpose = rule_of(actor, source).purpose;
            records_[i].due[index(purpose)] += std::max<std::int64_t>(1, next.undone);
            if (next.undone > 0) continue;
            reworked = reworked || (purpose == Purpose::rework && next.after <= two_weeks);
            const Instant when = task.session.next + next.after;
            if (!(when < end_)) continue;
            born_.push_back(new_task(actor, source, mix(mix(task.key + k) + n), when));
        }
    }
    const bool counts = reworked && accepted && task.purpose == Purpose::own_work;
    if (counts) ledger_.page(month_, actor.team).tasks.reworked += 1;
}

const PriceCard& Company::card_of(const OpenTask& task, const SessionRule& law) const {
    return law.card_of(cards_[task.model.index()], task.lane);
}

const SessionRule& Company::law_of(const OpenTask& task, const Rules& rules, const Troubled& troubled) {
    const std::unique_ptr<SessionRule>& own = troubled[task.model.index() * rules.sessions.size() + task.kind];
    return own ? *own : rules.sessions[task.kind];
}

}  // namespace burncast

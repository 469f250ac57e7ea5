// What becomes of tasks that meet a limit.
#include <algorithm>
#include <utility>

#include "sim/model/company.hpp"

namespace burncast {

static constexpr int most_answers = 8;  // of one task at one moment, after which it is dropped

Company::Passage Company::ask_limits(std::size_t i, OpenTask& task, ModelId& model, Instant& until) {
    if (task.session.next < persons_[i].stopped_until) {
        ledger_.page(month_, actors_[i].team).tasks.refused += 1 + task.more;
        if (!task.waiting) settle(actors_[i], task, false);
        return Passage::never;
    }
    if (limits_.empty()) return Passage::free;
    for (int n = 0; n < most_answers; ++n) {
        const LimitBook::Refusal refusal = refusal_of(i, task, model);
        if (refusal.from > task.session.next) {
            until = std::min(until, refusal.from);
            if (!task.waiting && model != task.model) change_model(actors_[i], task, model);
            return Passage::free;
        }
        const Passage passage = answer(i, task, refusal, model);
        if (passage == Passage::later) return passage;
        if (passage == Passage::free) continue;
        if (!task.waiting) settle(actors_[i], task, false);
        return passage;
    }
    // Limits that send it to each other's models.
    ledger_.page(month_, actors_[i].team).tasks.refused += 1 + task.more;
    if (!task.waiting) settle(actors_[i], task, false);
    return Passage::never;
}

LimitBook::Refusal Company::refusal_of(std::size_t i, const OpenTask& task, ModelId model) const {
    const LimitBook::Refusal refusal = limits_.refusal(actors_[i], i, model, task.spared, task.session.next);
    if (task.waiting) return refusal;
    if (model != task.model) {  // what it has used may be too much for where it is sent, too
        const Instant now = task.session.next;
        const LimitBook::Refusal met = limits_.met_by_session(task, actors_[i], model, now);
        return met.from < Instant::never() ? LimitBook::Refusal{now, met.limit} : refusal;
    }
    return task.stopped < refusal.from ? LimitBook::Refusal{task.stopped, task.stopped_by} : refusal;
}

Answer Company::answer_of(std::size_t i, const OpenTask& task, const Limit& limit, Stream& chance) const {
    if (actors_[i].background) return limit.of_agents;
    if (task.purpose == Purpose::gaming || task.purpose == Purpose::side_job)  // nobody waits or asks for these
        return limit.of_agents == Answer::cheaper ? Answer::cheaper : Answer::drop;
    double left = chance.uniform();
    for (std::size_t a = 0; a + 1 < answer_count; ++a) {
        if (left < limit.answers[a]) return static_cast<Answer>(a);
        left -= limit.answers[a];
    }
    return Answer::drop;
}

// Free when another limit is to be asked next.
Company::Passage Company::answer(std::size_t i, OpenTask& task, const LimitBook::Refusal& refusal, ModelId& model) {
    tale_.reset();  // it did not go as others' will
    const Limit& limit = limits_.limit(refusal.limit);
    TaskCounts& tasks = ledger_.page(month_, actors_[i].team).tasks;
    const auto time = static_cast<std::uint64_t>(task.tries) + (static_cast<std::uint64_t>(task.waits) << 32);
    Stream chance = chance_.stream(Aspect::answer, task.key, time, limit.key);
    const Instant now = task.session.next;
    switch (answer_of(i, task, limit, chance)) {
        case Answer::cheaper:
            if (!limit.open || *limit.open == model) break;
            model = *limit.open;
            return Passage::free;
        case Answer::wait: {
            const bool ever = limit.by != Limit::By::session && limit.amount > 0;
            const Instant anew =
                !ever ? Instant::never() : limit.resumes.value_or(next_reset(limit.period, now, start_));
            if (!(now < anew && anew < end_)) break;
            const Instant back = back_again(i, task, limit, anew, chance.uniform());
            if (!(back < end_) || !may_wait(task, refusal.limit)) break;
            task.in_vain += 1;
            put_off(task, back);
            return Passage::later;
        }
        case Answer::ask: {
            tasks.asked += 1;
            const Instant decided = now + Duration::seconds(std::min(limit.decision.draw(chance), 1e9));
            if (!chance.chance(limit.granted)) break;
            tasks.granted += 1;
            task.spared |= std::uint64_t{1} << (refusal.limit % 64);
            task.stopped = Instant::never();
            if (!(decided > now)) return Passage::free;
            put_off(task, decided);
            return Passage::later;
        }
        case Answer::elsewhere:
            tasks.elsewhere += 1 + task.more;
            return Passage::never;
        case Answer::drop:
            break;
    }
    tasks.refused += 1 + task.more;
    return Passage::never;
}

// Whoever throttles lets a task wait as often as that; people wait once for each limit.
bool Company::may_wait(OpenTask& task, std::size_t l) const {
    if (limits_.limit(l).most_waits > 1) return task.waits++ < limits_.limit(l).most_waits;
    const std::uint64_t bit = std::uint64_t{1} << (l % 64);
    return (std::exchange(task.waited_for, task.waited_for | bit) & bit) == 0;
}

// Those who wait for a reset come back some time after it, so that nobody is always the first. Software does within a
// hundredth of the period, a minute at most; people who then have waited for over an hour, within an hour of their
// activity. Each further wait in vain may take twice as long as the one before, up to a day, or to a day's work of
// people: the exponential backoff with full jitter that providers ask of their clients (all guesses).
Instant Company::back_again(std::size_t i, const OpenTask& task, const Limit& limit, Instant anew, double luck) const {
    constexpr double minute = 60, hour = 60 * minute, day = 24 * hour, working_day = 8 * hour;
    const Instant since = std::min(task.idle_since, task.session.next);
    const bool later = !actors_[i].background && anew - since > Duration::seconds(hour);
    double within = later ? hour : minute;
    if (!later && !limit.resumes)
        within = std::min(minute, 0.01 * (next_reset(limit.period, anew, start_) - anew).in_seconds());
    const double most = later ? working_day : day;
    for (std::int32_t n = 0; n < task.in_vain && within < most; ++n) within *= 2;
    const Duration pause = Duration::seconds(std::min(within, most) * luck);
    return later ? rules_->clocks[rule_of(actors_[i], task.source).clock].after(anew, pause) : anew + pause;
}

// What a session has in the cache outlives a short pause.
void Company::put_off(OpenTask& task, Instant when) const {
    const bool long_lived = law_of(task, *rules_, troubled_).params().cache == CacheLife::one_hour;
    task.idle_since = std::min(task.idle_since, task.session.next);
    if (when - task.idle_since > (long_lived ? Duration::hours(1) : Duration::seconds(300))) task.session.cold = true;
    task.session.next = when;
}

// A session goes on with another model, which has nothing of it in its cache. What it has spent so far is booked as it is
// going to end. Its prompts stay as long as they are, even where the other model cuts a text into more or fewer tokens,
// and a limit on single sessions goes on counting what it has used of both.
void Company::change_model(const Actor& actor, OpenTask& task, ModelId model) {
    settle(actor, task, task.will_succeed());
    const SessionRule& before = law_of(task, *rules_, troubled_);
    task.model = model;
    task.session.cold = true;
    task.stopped = Instant::never();  // by a limit on what the other model uses; met again if this one is meant, too
    const SessionRule& law = law_of(task, *rules_, troubled_);
    law.take_over(task.session, before);
    law.foresee(task.session, card_of(task, law), engine_);
}

}  // namespace burncast

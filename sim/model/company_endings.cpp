// What comes after a try at a task: another one, or its end and what follows from it.
#include <algorithm>

#include "sim/model/company.hpp"

namespace burncast {

bool Company::try_again(const Actor& actor, OpenTask& task) const {
    if (task.verdict && (task.session.will_succeed || task.verdict->notices)) {  // at once
        task.again += 1;
        task.waiting = true;
        return true;
    }
    if (task.purpose == Purpose::gaming) return false;  // nobody needs its result
    Stream patience = chance_.stream(Aspect::patience, task.key, static_cast<std::uint64_t>(task.tries));
    const std::optional<Duration> pause = rules_->manual_retry.after(task.asked(), patience);
    if (!pause) return false;
    task.waiting = true;
    const ActivityClock& clock = rules_->clocks[rule_of(actor, task.source).clock];
    task.session.next =
        rules_->manual_retry.in_working_time() ? clock.after(task.session.next, *pause) : task.session.next + *pause;
    return true;
}

// People's time for a task that has been done. Their gain is that of all tasks together, so that what was given up is
// in the time of what was accepted.
static void count_labour(Purpose purpose, std::optional<double> gain, Duration alone, TaskCounts& tasks) {
    const bool own = purpose == Purpose::own_work;
    if (!own && purpose != Purpose::bug_fix && purpose != Purpose::rework) return;
    if (!gain) {
        tasks.untimed += 1;
        return;
    }
    const Duration saved = Duration::seconds(alone.in_seconds() * *gain / (1 + *gain));
    if (own) tasks.save(saved);
    tasks.spend(purpose, alone - saved);
}

void Company::count_accepted(std::size_t i, Purpose purpose, Duration alone, std::optional<double> gain) {
    TaskCounts& tasks = ledger_.page(month_, actors_[i].team).tasks;
    if (purpose == Purpose::own_work) {
        tasks.accept(alone);
        records_[i].accepted += 1;
        records_[i].accepted_work = records_[i].accepted_work + alone;
    }
    if (!actors_[i].background) count_labour(purpose, gain, alone, tasks);
}

// Soon enough to be counted as rework of it, as those who measure churn do (L111).
static constexpr Duration two_weeks = Duration::days(14);

void Company::end_task(std::size_t i, const OpenTask& task, bool accepted) {
    const Actor& actor = actors_[i];
    if (tale_) {
        tale_->ended = true;
        tale_->accepted = accepted;
    }
    const Duration alone = Duration::seconds(task.need.human_minutes * 60);  // of people
    TaskCounts& tasks = ledger_.page(month_, actor.team).tasks;
    if (accepted) count_accepted(i, task.purpose, alone, task.gain);
    if (actor.background || steps_.empty()) return;
    const Ended ended{task.purpose, accepted, task.kind, task.model, task.checked};
    bool reworked = false, thrown_away = false;
    for (const std::size_t k : steps_) {
        Stream chance = chance_.stream(Aspect::follow_up, task.key, k);
        follow_ups_.clear();
        rules_->mechanisms[k]->after(ended, persons_[i], memories_[k].get(), follow_ups_, chance);
        for (std::size_t n = 0; n < follow_ups_.size(); ++n) {
            const FollowUp& next = follow_ups_[n];
            const std::size_t source = rules_->extra_sources[k][actor.team.index()].at(next.work);
            const Purpose purpose = rule_of(actor, source).purpose;
            if (next.due) records_[i].due[index(purpose)] += std::max<std::int64_t>(1, next.undone);
            thrown_away = thrown_away || purpose == Purpose::rework;
            if (next.undone > 0) continue;
            if (next.due && purpose == Purpose::review) tasks.spend(purpose, alone);
            reworked = reworked || (purpose == Purpose::rework && next.after <= two_weeks);
            const Instant when = task.session.next + next.after;
            if (!(when < end_)) continue;
            born_.push_back(new_task(actor, source, mix(mix(task.key + k) + n), when));
        }
    }
    if (!accepted || task.purpose != Purpose::own_work) return;
    if (reworked) tasks.reworked += 1;
    if (thrown_away) tasks.reworked_work = tasks.reworked_work + alone;
}

}  // namespace burncast

// When the tasks of a company's people and agents arrive.
#include <algorithm>

#include "sim/model/company.hpp"

namespace burncast {

const SourceRule& Company::rule_of(const Actor& actor, std::size_t source) const {
    const TeamRules& team = rules_->teams[actor.team.index()];
    return actor.background ? team.agents[actor.kind] : team.work[source];
}

bool Company::works(const Actor& actor, std::size_t source) const {
    if (!rule_of(actor, source).active) return false;
    return !actor.background ||
           actor.number < static_cast<std::uint64_t>(rules_->teams[actor.team.index()].agent_count[actor.kind]);
}

double Company::speed_of(std::size_t i, std::size_t source, Instant now) const {
    const Actor& actor = actors_[i];
    const Person& person = persons_[i];
    if (!works(actor, source) || person.starts == Instant::never() || person.leaves <= now) return 0;
    const SourceRule& rule = rule_of(actor, source);
    return rule.rate * person.intensity * (rule.driven ? drives_[i][index(rule.purpose)] : 1);
}

// The next arrival of a source whose speed, clock or beginning may have changed. `old_clock` is null when the clock has not.
void Company::replan(std::size_t i, std::size_t s, const ActivityClock* old_clock, Instant now) {
    Source& source = sources_[actors_[i].first_source + s];
    const SourceRule& rule = rule_of(actors_[i], s);
    const ActivityClock& clock = rules_->clocks[rule.clock];
    const Instant starts = persons_[i].starts;
    const double speed = speed_of(i, s, now);
    // Not a bit of what nobody changed may move.
    if (speed == source.speed && !old_clock && (speed == 0 || source.since == starts)) return;
    if (source.speed > 0) {
        const double done = (old_clock ? *old_clock : clock).at(std::max(now, source.since));
        source.left = std::max(0.0, source.due - done) * source.speed;
    }
    source.speed = speed;
    source.since = starts;
    if (!(speed > 0)) {
        source.next = Instant::never();
        return;
    }
    if (source.left < 0) source.left = rule.gaps.first(source.arrivals);
    source.due = clock.at(std::max(now, starts)) + source.left / speed;
    schedule(source, rule);
}

void Company::replan_all_of(std::size_t i, Instant now) {
    for (std::size_t s = 0; s < actors_[i].sources; ++s) replan(i, s, nullptr, now);
    find_next(i);
}

void Company::replan_all(Instant now) {
    for (std::size_t i = 0; i < actors_.size(); ++i) replan_all_of(i, now);
}

void Company::schedule(Source& source, const SourceRule& rule) {
    source.next = rules_->clocks[rule.clock].when(source.due);
    if (!(source.next < end_)) source.next = Instant::never();
}

void Company::arrive(Source& source, const SourceRule& rule) {
    source.due += rule.gaps.next(source.arrivals) / source.speed;
    source.tasks += 1;
    schedule(source, rule);
}

}  // namespace burncast

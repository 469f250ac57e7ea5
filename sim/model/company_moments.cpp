// What happens to a company at moments that everybody shares: prices move, a policy's rules begin to hold, books close.
#include <algorithm>
#include <utility>
#include <vector>

#include "sim/model/company.hpp"

namespace burncast {

void Company::refresh_prices(Instant now) {
    cards_.clear();
    for (std::size_t m = 0; m < rules_->prices.size(); ++m) cards_.push_back(rules_->prices.cards(ModelId(m), now));
}

void Company::adopt_rules(const Rules& rules, Instant now) {
    const Rules& old = *rules_;
    std::vector<char> same_clock;
    for (std::size_t c = 0; c < rules.clocks.size(); ++c) same_clock.push_back(rules.clocks[c] == old.clocks[c]);
    for (std::size_t i = 0; i < actors_.size(); ++i) {
        Actor& actor = actors_[i];
        const double old_intensity = actor.intensity;
        std::vector<std::pair<SourceRule, bool>> before;
        for (std::size_t s = 0; s < actor.sources; ++s) before.emplace_back(rule_of(actor, s), works(actor, s));
        rules_ = &rules;
        const bool waiting = now < actor.starts;  // for adoption, which the new rules may hasten or delay
        const Instant old_start = actor.starts;
        if (waiting) actor.starts = std::max(now, adoption_of(actor));
        actor.intensity = intensity_of(actor);
        for (std::size_t s = 0; s < actor.sources; ++s) {
            const auto& [was, worked] = before[s];
            const double old_speed = worked && actor.starts == old_start ? was.rate * old_intensity : 0;
            const bool same = same_clock[actor.background ? same_clock.size() - 1 : actor.team.index()] != 0;
            replan(actor, s, old_speed, same ? nullptr : &old.clock(actor.team, actor.background), now);
        }
        rules_ = &old;
    }
    rules_ = &rules;
    for (std::size_t i = 0; i < actors_.size(); ++i) {
        for (OpenTask& task : actors_[i].open)
            if (!task.waiting) rules.sessions[task.kind].take_over(task.session, old.sessions[task.kind]);
        find_next(i);
    }
    install_caps(&old);
    refresh_prices(now);
}

// The next arrival of a source under new rules. `old_speed` is its rate so far, in tasks per unit of the old clock; 0
// when it begins anew. `old_clock` is null when the clock has not changed.
void Company::replan(const Actor& actor, std::size_t s, double old_speed, const ActivityClock* old_clock, Instant now) {
    Source& source = sources_[actor.first_source + s];
    const ActivityClock& clock = rules_->clock(actor.team, actor.background);
    const SourceRule& rule = rule_of(actor, s);
    const double speed = rule.rate * actor.intensity;
    if (!works(actor, s) || actor.starts == Instant::never()) {
        source.next = Instant::never();
        return;
    }
    if (speed == old_speed && !old_clock) return;  // not a bit of what nobody changed may move
    const Instant since = std::max(now, actor.starts);
    const double left = old_speed > 0
                            ? std::max(0.0, source.due - (old_clock ? old_clock : &clock)->at(since)) * old_speed
                            : rule.gaps.first(source.arrivals);
    source.due = clock.at(since) + left / speed;
    source.hour = 0;
    schedule(actor, source);
}

void Company::settle_open_tasks() {
    for (Actor& actor : actors_)
        for (OpenTask& task : actor.open)
            if (!task.waiting) settle(actor, task, task.session.will_succeed);
}

void Company::close_personal_books() {
    for (Actor& actor : actors_) {
        actor.year.add(actor.month);
        actor.total.add(actor.month);
    }
}

void Company::forget_month() {
    for (Actor& actor : actors_) actor.month = PersonTotals{};
}

void Company::forget_year() {
    for (Actor& actor : actors_) actor.year = PersonTotals{};
}

}  // namespace burncast

#include "sim/mechanism/incentive/habits.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace burncast {

Habits::Habits(std::size_t people, std::size_t teams)
    : now(people), best(people), most(people), tasks(people), parts(teams, 1), most_parts(teams, 1) {}

void Habits::meet(std::span<const IncentiveRule> rules, Instant when) {
    std::vector<KnownRule> met;
    for (const IncentiveRule& rule : rules) {
        const auto at = std::find_if(known.begin(), known.end(), [&](const KnownRule& each) {
            return each.rule.name == rule.name && each.rule.params.shows_the_same(rule.params) &&
                   each.rule.holds(when) && rule.within(each.rule);
        });
        if (at == known.end()) {
            met.push_back({rule, when, {}});
        } else {  // for fewer, it is read again
            const bool for_all = at->rule.within(rule);
            met.push_back({rule, at->since, for_all ? at->pull : std::vector<double>()});
        }
    }
    known = std::move(met);
}

bool Habits::forget_ended(Instant when) {
    bool any = false;
    for (KnownRule& each : known) {
        if (each.pull.empty() || each.rule.holds(when)) continue;
        each.pull.clear();
        any = true;
    }
    return any;
}

void Habits::move(double days, const EffortParams& effort) {
    const double up = 1 - std::exp(-days / effort.inertia.in_days());
    const double down = 1 - std::exp(-days / effort.decay.in_days());
    for (std::size_t i = 0; i < now.size(); ++i) {
        const double gaming = std::max(best[i].gaming, effort.habit * most[i]);
        const double real = std::max(0.0, best[i].real - effort.substitution * (gaming - best[i].gaming));
        const double share = gaming < now[i].gaming ? down : up;
        now[i].gaming += share * (gaming - now[i].gaming);
        now[i].real += share * (real - now[i].real);
        most[i] = std::max(most[i], now[i].gaming);
    }
    for (std::size_t t = 0; t < parts.size(); ++t) {
        double wanted = 1 + effort.habit * (most_parts[t] - 1);
        for (const KnownRule& each : known)
            if (each.rule.is_for(TeamId(t)) && each.rule.holds(last))
                wanted = std::max(wanted, each.rule.params.splits);
        parts[t] += (wanted < parts[t] ? down : up) * (wanted - parts[t]);
        most_parts[t] = std::max(most_parts[t], parts[t]);
    }
}

double Habits::gaming_of(std::size_t i, const Person& person, double pace) const {
    const double a_day = tasks[i] * person.intensity;
    return now[i].gaming * a_day > pace ? pace / a_day : now[i].gaming;
}

}  // namespace burncast

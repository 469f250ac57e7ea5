// Gaps that people fill with gaming tasks at the end of a day or a week: mandates, KPIs on active weeks, quotas.
//
//   mandate           on Fridays, as long as fewer than the share `target` of people have begun a session since
//                     Monday, those who have not and have the tools do one task each with probability `compliance`,
//                     lowered so that the target is met on the mean
//   kpi, active_weeks on Fridays those who have not do one task each with probability 1 − e^(−max(0, w·t − D)),
//                     whoever else is active: w the weight, t the person's leverage, D the detection
//   quota             from Monday to Friday those below the `amount` fill it up with probability `compliance`, one task
//                     after another, as far as two hours at their `pace` (effort.hpp) go: 7200 tasks
//
// The probability of the KPI: to be active is a yes or no, and one task makes it a yes. That costs 1/t of the effort
// that real work for the same show would take; let it differ from person to person and from week to week, exponentially
// (a guess): then the share to whom it is less than the weight is 1 − e^(−w·t). The penalty D is taken off what the
// hour earns, as in effort.hpp: under any other KPI gaming's first hour is worth w·t/r − D − s·r, r the real effort.
// With r = 1 and without s·r, as one task takes nothing from the week's work, that is w·t − D. At t = 25 and D = 0.1 a
// weight of 0.02 moves a third of those who would miss the week, one of 0.1 nine in ten.
//
// All in the two hours from 22:00 UTC, afternoon in America. A week is asked for when the incentive has held since its
// Monday: one that comes in mid-week, or is changed by a policy so that it shows something else (habits.hpp), asks from
// the next week on, and so does a scenario that starts in mid-week. Whoever fills a week for one incentive, or a day's
// quota in it, has filled it for all; of several quotas the largest that somebody obeys is filled, which suffices for
// all. When an incentive ends so does the filling.
//
// Leaves out: that mandates wear off slowly; hours of other time zones; those who would still have begun on Friday
// evening or at the weekend: a mandate overshoots its target by as many, 1 to 2 points of a company in America.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/mechanism/incentive/incentive_rule.hpp"
#include "sim/role/mechanism.hpp"

namespace burncast {

// What people had done when the week and the day began, by person.
struct Begun {
    std::vector<std::int64_t> sessions;  // on Monday
    std::vector<Tokens> tokens;          // today

    void take(std::span<const Record> records, bool week);
};

// 22:00 on Mondays to Fridays: the first of them after t.
[[nodiscard]] Instant next_filling(Instant t);

// Adds to the errands what people do about the gaps that these rules leave at this moment. `knacks` are what
// people make of a leverage, by person; `pace` is the most tasks that somebody begins, a day.
void fill_gaps(std::span<const KnownRule> rules, const Begun& begun, std::span<const double> knacks, double pace,
               const Chance& chance, Scene& scene);

}  // namespace burncast

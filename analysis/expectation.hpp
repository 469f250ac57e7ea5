// Expectations: what was really observed, beside what the scenario makes of it.
//
// Two judgements, kept apart: an expectation passes when the median of the simulated values (or the statistic that it
// names) lies in observed ± within, ends included, which is as near as its author asked for; the fact is inside when it
// lies between the P05 and P95 over replications, which is as near as the model itself claims to be. Where another
// statistic than the median is asked, the fact is itself about a spread, and inside says nothing. `predicted` facts
// were not used to set a parameter of the scenario, `calibrated` ones were; the page keeps them apart.
//
// A share of what two policies save is Shapley's, in each replication:
//   ½ · ((B − B1) + (B2 − B12)) / (B − B12)     B the value in the base, under the first, the second, and both
// What only one of them saves is its own, what either would save is halved; no value where both together save nothing.
#pragma once

#include <chrono>
#include <span>
#include <string_view>

#include "sim/stats/expectation.hpp"
#include "sim/stats/report.hpp"
#include "sim/stats/rows.hpp"

namespace burncast {

// Whether these policies, of which the first is the base, are all that it asks about.
[[nodiscard]] bool answerable(const Expectation& expectation, std::span<const PolicyRows> policies);

// Throws std::invalid_argument when it is not answerable or the rows lack what is asked.
[[nodiscard]] ExpectationReport evaluate_expectation(const Expectation& expectation,
                                                     std::span<const PolicyRows> policies, std::chrono::sys_days start,
                                                     std::string_view currency);

}  // namespace burncast

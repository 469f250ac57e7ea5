// Expectations: what was really observed, beside what the scenario makes of it.
//
// Two judgements, kept apart: an expectation passes when the median of the simulated values (or the statistic that it
// names) lies in observed ± within, ends included, which is as near as its author asked for; the fact is inside when it
// lies between the P05 and P95 over replications, which is as near as the model itself claims to be. Where another
// statistic than the median is asked, the fact is itself about a spread, and inside says nothing. `predicted` facts were not used to set a parameter
// of the scenario, `calibrated` ones were; the page keeps them apart.
#pragma once

#include <chrono>
#include <string_view>

#include "sim/stats/expectation.hpp"
#include "sim/stats/report.hpp"
#include "sim/stats/rows.hpp"

namespace burncast {

// Throws std::invalid_argument when the rows lack what is asked.
[[nodiscard]] ExpectationReport evaluate_expectation(const Expectation& expectation, const Rows& rows,
                                                     std::chrono::sys_days start, std::string_view currency);

}  // namespace burncast

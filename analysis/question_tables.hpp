// Gates and expectations answered, as tables for a terminal: of a run, and of each case of `burncast cases`.
#pragma once

#include <chrono>
#include <span>
#include <string_view>

#include "analysis/text_layout.hpp"
#include "sim/stats/report.hpp"

namespace burncast {

// `year` is that of the run; days of other years are told with theirs.
[[nodiscard]] TextTable expectation_table(std::span<const ExpectationReport> expectations, std::string_view currency,
                                          std::chrono::year year);
// What stands below one.
inline constexpr std::string_view expectation_legend =
    "✓: the simulated median is as near as was asked for. Inside: the fact lies in the simulated 90%. Predicted facts "
    "were not used in setting up the scenario, nor were those known to be missed; calibrated ones were.";
// `several`: gates of more than one policy stand together, so each names its own.
[[nodiscard]] TextTable gate_table(std::span<const GateReport> gates, std::string_view currency, std::chrono::year year,
                                   bool several = false);

}  // namespace burncast

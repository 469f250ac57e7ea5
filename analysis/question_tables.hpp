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
// `several`: gates of more than one policy stand together, so each names its own.
[[nodiscard]] TextTable gate_table(std::span<const GateReport> gates, std::string_view currency, std::chrono::year year,
                                   bool several = false);

}  // namespace burncast

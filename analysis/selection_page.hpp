// What a selection found, for a terminal: the answer, who went out and why, what it took, and what is not promised.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "analysis/text_layout.hpp"
#include "sim/stats/selection.hpp"

namespace burncast {

[[nodiscard]] std::string selection_answer(const SelectionReport& selection, std::string_view currency,
                                           std::chrono::year year);
[[nodiscard]] TextTable selection_table(const SelectionReport& selection, std::string_view currency,
                                        std::chrono::year year);
[[nodiscard]] std::string selection_effort(const SelectionReport& selection);
// `common`: the replications that all policies have.
[[nodiscard]] std::string selection_limits(const SelectionReport& selection, std::size_t common,
                                           std::string_view currency, std::chrono::year year);

}  // namespace burncast

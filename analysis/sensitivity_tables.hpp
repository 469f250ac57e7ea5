// The tables of `burncast sensitivity`, largest first; nothing where a method was not played.
#pragma once

#include <cstddef>
#include <optional>

#include "analysis/text_layout.hpp"
#include "sim/stats/sensitivity.hpp"

namespace burncast {

// The answer as the page writes it, with its unit's word.
[[nodiscard]] std::string answer_text(const SensitivityReport& report, double answer);

[[nodiscard]] std::optional<TextTable> index_table(const SensitivityReport& report, std::size_t width);
[[nodiscard]] std::optional<TextTable> tornado_table(const SensitivityReport& report, std::size_t width);
[[nodiscard]] std::optional<TextTable> effect_table(const SensitivityReport& report, std::size_t width);
// What it is worth to know all inputs, and those alone that are worth anything.
[[nodiscard]] std::optional<TextTable> information_table(const SensitivityReport& report, std::size_t width);

}  // namespace burncast

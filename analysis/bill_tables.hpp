// The bill by month and by cause, and what it bought, as tables for a terminal of some width, with bars where there is room.
#pragma once

#include <cstddef>
#include <optional>

#include "analysis/text_layout.hpp"
#include "sim/stats/report.hpp"

namespace burncast {

// Whether anybody but agents ever used a model under this policy.
[[nodiscard]] bool has_people(const PolicyReport& policy);

// Of the first policy. Nothing when there is nothing to show.
[[nodiscard]] std::optional<TextTable> period_table(const Report& report, std::size_t width);
[[nodiscard]] std::optional<TextTable> cause_table(const Report& report, std::size_t width);
[[nodiscard]] std::optional<TextTable> contract_table(const Report& report);
// Of every policy what results are worth, where they are valued: what lasts and is absorbed, what people's time for own
// work, reviews and repairs costs, and the return on the bill.
[[nodiscard]] std::optional<TextTable> value_table(const Report& report);

}  // namespace burncast

// The name of one reported number, measure and period: bill.total, person_bill.p90.2026-03, bill.year.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/reading.hpp"
#include "sim/stats/measure.hpp"
#include "sim/stats/rows.hpp"

namespace burncast {

struct ValueName {
    std::string measure;
    std::string period;  // total, 2026, 2026-03, year (each of them) or month (each of them)
    UnitKind unit{};
};

[[nodiscard]] Reading<ValueName> parse_value_name(std::string_view text);

// The columns of the whole company that it stands for: several for `year` and `month`, none when the run has it not.
[[nodiscard]] std::vector<std::size_t> matching_columns(const ValueName& name, std::span<const Column> columns);

// Why there are none, and what there is.
[[nodiscard]] std::string missing_value_text(const ValueName& name, std::span<const Column> columns);

}  // namespace burncast

// The name of one reported number, measure and period: bill.total, person_bill.p90.2026-03, bill.year.
#pragma once

#include <string>
#include <string_view>

#include "sim/config/quantity.hpp"
#include "sim/stats/measure.hpp"

namespace burncast {

struct ValueName {
    std::string measure;
    std::string period;  // total, 2026, 2026-03, year (each of them) or month (each of them)
    UnitKind unit{};
};

// Faults are whole sentences, with a suggestion where a name is near.
[[nodiscard]] Parsed<ValueName> parse_value_name(std::string_view text);

}  // namespace burncast

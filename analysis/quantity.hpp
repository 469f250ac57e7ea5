// Quantities inside gates and expectations: $14M, USD 3k, 603bn tok, 7.6M calls, 30%, $3/task, 2026-10-01, 4 months.
//
// k is a thousand, M a million, bn (or B) a thousand million, tn (or T) a million million. A plain number is taken in
// the unit that is due; for a share 0.3 is 30%. (Scenario fields are stricter and read by sim/config.)
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "analysis/reading.hpp"
#include "analysis/scanner.hpp"
#include "sim/stats/measure.hpp"

namespace burncast {

// $, €, £, ¥ for USD, EUR, GBP, CNY and JPY; the code and a space for any other.
[[nodiscard]] std::string currency_symbol(std::string_view code);

// An amount of this unit; days since 1970-01-01 for a date.
[[nodiscard]] Reading<double> read_quantity(Scanner& text, UnitKind unit, std::string_view currency);

// 30%; nothing when no percentage is next.
[[nodiscard]] std::optional<double> read_percentage(Scanner& text);

// 2026-10-01; nothing when no calendar day is next.
[[nodiscard]] std::optional<std::chrono::sys_days> read_date(Scanner& text);

// 10 days, 2 weeks, 4 months, 1 year: in days.
[[nodiscard]] Reading<double> read_days(Scanner& text);

// "a share such as 10%": what a fault says is allowed.
[[nodiscard]] std::string allowed_text(UnitKind unit, std::string_view currency);

}  // namespace burncast

// Amounts of what a measure counts, as gates and expectations write them:
//
//   money $14M · money a task $3/task · tokens 603bn tok · 7.6M calls, 20k sessions, 20k tasks, 20k hours, 20k minutes ·
//   share 10% · ratio 2.5 or 10% · date 2026-10-01
//
// Numbers, money, shares and dates are those of every quantity (sim/config): a plain number where a unit is due is a
// fault, and so is an amount that the measure cannot have. A date is in days since 1970-01-01.
#pragma once

#include <string>
#include <string_view>

#include "sim/config/quantity.hpp"
#include "sim/stats/measure.hpp"

namespace burncast {

struct Amount {
    double value = 0;
    UnitKind unit = UnitKind::share;  // as written: a ratio written as 10% is a share, of any size
};

// Faults follow the text: has an unknown unit “tok” (an amount of money like $14M). A difference may be below 0.
[[nodiscard]] Parsed<Amount> parse_amount(std::string_view text, UnitKind unit, const Currency& currency,
                                          bool is_difference = false);

// "an amount of money like $14M"
[[nodiscard]] std::string example(UnitKind unit, const Currency& currency);

}  // namespace burncast

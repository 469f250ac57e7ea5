// Working weeks and daily hours: `Mon-Fri 9:00-18:00 America/Los_Angeles`, `13:00-19:00 UTC Mon-Fri`, `24/7`.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "sim/config/quantity.hpp"
#include "sim/config/zone.hpp"

namespace burncast {

struct WorkingWeek {
    std::array<bool, 7> day{true, true, true, true, true, true, true};  // Monday first
    double open_hour = 0;
    double close_hour = 24;  // after open_hour; beyond 24 it runs into the next morning (22:00-6:00 is 22 … 30)
    Zone zone;               // UTC when none is named

    friend bool operator==(const WorkingWeek&, const WorkingWeek&) = default;
};

// Days (Mon-Fri, Sat,Sun, Fri-Mon; all seven when none are named), hours (the whole day when none are named) and zone
// (UTC when none is named), in any order.
// `suggest` looks for the zone that was meant, which takes a while.
[[nodiscard]] Parsed<WorkingWeek> parse_working_week(std::string_view text, bool suggest = true);
[[nodiscard]] std::string to_text(const WorkingWeek& week);

}  // namespace burncast

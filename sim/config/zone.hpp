// Time zones from the system's tz database: how far a local clock is ahead of UTC at an instant.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sim/base/time.hpp"

namespace burncast {

[[nodiscard]] bool is_zone(std::string_view zone);
// The known zone that the text resembles most; empty when none is near.
[[nodiscard]] std::string nearest_zone(std::string_view text);
// Local clock minus UTC, daylight saving included. The zone must be known (is_zone); "UTC" always is.
[[nodiscard]] std::int64_t utc_offset_seconds(const std::string& zone, Instant t);

}  // namespace burncast

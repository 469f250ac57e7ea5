// What drives a bill, as `burncast explain` tells its drivers apart.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace burncast {

// Whose it is: of those who set goals, rules and contracts; of those who build and run the platform; of neither, such as
// prices and growth that was wanted.
enum class DriverKind : unsigned char { management, technical, neither };

[[nodiscard]] constexpr std::string_view driver_kind_text(DriverKind kind) {
    return kind == DriverKind::management ? "management" : kind == DriverKind::technical ? "technical" : "neither";
}

// Every one more takes two more lives a replication.
inline constexpr std::size_t most_drivers = 20;

struct Driver {
    std::string name;
    DriverKind kind = DriverKind::neither;
    std::string without;  // what the company is like without it
};

}  // namespace burncast

// Time zones: how far a local clock is ahead of UTC at an instant, daylight saving included.
//
// A Zone is a value that holds all its clock changes. They are taken from the system's tz database when a scenario is
// read, so that a replication opens no file and asks nobody. The changes reach from 1970 to 2230, beyond every date
// that a scenario can name; where the database ends sooner (2037 on many systems) the last offset goes on.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/time.hpp"

namespace burncast {

class Zone {
public:
    Zone() = default;  // UTC
    // Nothing when there is no such zone, or no tz database on this machine; "UTC" always is.
    [[nodiscard]] static std::optional<Zone> named(std::string_view name);

    [[nodiscard]] const std::string& name() const { return name_; }
    // Local clock minus UTC.
    [[nodiscard]] Duration offset(Instant t) const;

    friend bool operator==(const Zone& a, const Zone& b) { return a.name_ == b.name_; }

private:
    struct Change {
        Instant from;
        Duration offset;
    };
    using Changes = std::vector<Change>;  // in order; the first holds for all time before it as well
    [[nodiscard]] static std::shared_ptr<const Changes> read_changes(const std::string& name);

    std::string name_ = "UTC";
    std::shared_ptr<const Changes> changes_;  // null: always UTC
};

// The known zone that the text resembles most; empty when none is near.
[[nodiscard]] std::string nearest_zone(std::string_view text);

}  // namespace burncast

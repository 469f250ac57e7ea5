// Instants and durations in whole milliseconds, and the dates people write. Everything inside a replication is UTC;
// local clocks exist only in the working-day profiles that the border prepares.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <limits>
#include <string>

namespace burncast {

// Where the calendar does not say which: a rate by the month, four months after the start.
inline constexpr double days_per_year = 365.25;
inline constexpr double days_per_month = days_per_year / 12;

class Duration {
public:
    constexpr Duration() = default;
    static constexpr Duration milliseconds(std::int64_t n) {
        Duration d;
        d.ms_ = n;
        return d;
    }
    // The nearest millisecond.
    static constexpr Duration seconds(double s) {
        return milliseconds(static_cast<std::int64_t>(s * 1e3 + (s < 0 ? -0.5 : 0.5)));
    }
    static constexpr Duration hours(double h) { return seconds(h * 3600); }
    static constexpr Duration days(double d) { return hours(d * 24); }

    [[nodiscard]] constexpr std::int64_t in_milliseconds() const { return ms_; }
    [[nodiscard]] constexpr double in_seconds() const { return static_cast<double>(ms_) / 1e3; }
    [[nodiscard]] constexpr double in_hours() const { return in_seconds() / 3600; }
    [[nodiscard]] constexpr double in_days() const { return in_hours() / 24; }
    friend constexpr Duration operator+(Duration a, Duration b) { return milliseconds(a.ms_ + b.ms_); }
    friend constexpr Duration operator-(Duration a, Duration b) { return milliseconds(a.ms_ - b.ms_); }
    friend constexpr Duration operator*(Duration a, std::int64_t n) { return milliseconds(a.ms_ * n); }
    friend constexpr auto operator<=>(Duration, Duration) = default;

private:
    std::int64_t ms_ = 0;
};

// Milliseconds since 1970-01-01T00:00Z.
class Instant {
public:
    constexpr Instant() = default;
    static constexpr Instant from_epoch(std::int64_t ms) {
        Instant t;
        t.ms_ = ms;
        return t;
    }
    static constexpr Instant never() { return from_epoch(std::numeric_limits<std::int64_t>::max()); }
    static constexpr Instant at(std::chrono::sys_days day) {
        return from_epoch(std::int64_t{day.time_since_epoch().count()} * 86'400'000);
    }

    [[nodiscard]] constexpr std::int64_t since_epoch() const { return ms_; }
    [[nodiscard]] constexpr std::chrono::sys_days day() const {
        return std::chrono::sys_days(std::chrono::floor<std::chrono::days>(std::chrono::milliseconds(ms_)));
    }
    friend constexpr Instant operator+(Instant t, Duration d) { return from_epoch(t.ms_ + d.in_milliseconds()); }
    friend constexpr Duration operator-(Instant a, Instant b) { return Duration::milliseconds(a.ms_ - b.ms_); }
    friend constexpr auto operator<=>(Instant, Instant) = default;

private:
    std::int64_t ms_ = 0;
};

// 2026-03-01
[[nodiscard]] std::string iso_date(Instant t);
// 2026-03-01T09:30:00Z
[[nodiscard]] std::string iso_time(Instant t);

}  // namespace burncast

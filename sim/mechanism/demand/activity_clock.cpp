#include "sim/mechanism/demand/activity_clock.hpp"

#include <algorithm>

namespace burncast {

ActivityClock::ActivityClock(Instant start, const std::vector<double>& hourly, double undisturbed)
    : start_(start), undisturbed_(undisturbed) {
    until_.reserve(hourly.size() + 1);
    until_.push_back(0);
    for (const double activity : hourly) until_.push_back(until_.back() + activity);
}

double ActivityClock::at(Instant t) const {
    const std::int64_t passed = (t - start_).in_milliseconds();
    if (passed <= 0) return 0;
    const auto hour = static_cast<std::size_t>(passed / hour_ms);
    if (hour + 1 >= until_.size()) return until_.back();
    const double into = static_cast<double>(passed % hour_ms) / static_cast<double>(hour_ms);
    return until_[hour] + into * (until_[hour + 1] - until_[hour]);
}

Instant ActivityClock::when(double amount, std::uint32_t& hour) const {
    if (!(amount < until_.back())) return Instant::never();
    std::size_t low = hour, stride = 1;
    while (low + stride < until_.size() && until_[low + stride] <= amount) {
        low += stride;
        stride *= 2;
    }
    const auto first = until_.begin() + static_cast<std::ptrdiff_t>(low);
    const auto last = until_.begin() + static_cast<std::ptrdiff_t>(std::min(low + stride + 1, until_.size()));
    const auto above = std::upper_bound(first, last, amount);
    const auto k = static_cast<std::size_t>(above - until_.begin()) - 1;
    hour = static_cast<std::uint32_t>(k);
    const double into = (amount - until_[k]) / (until_[k + 1] - until_[k]);
    return start_ + Duration::milliseconds(
                        static_cast<std::int64_t>(k) * hour_ms +
                        std::min(hour_ms - 1, static_cast<std::int64_t>(into * static_cast<double>(hour_ms))));
}

Instant ActivityClock::after(Instant t, Duration undisturbed) const {
    auto hour = static_cast<std::uint32_t>(std::max<std::int64_t>(0, (t - start_).in_milliseconds()) / hour_ms);
    if (hour + 1 >= until_.size()) return Instant::never();
    return std::max(t, when(at(t) + undisturbed.in_hours() * undisturbed_, hour));
}

}  // namespace burncast

#include "sim/mechanism/demand/activity_clock.hpp"

#include <algorithm>

namespace burncast {

ActivityClock::ActivityClock(Instant start, const std::vector<double>& hourly, double undisturbed)
    : start_(start), undisturbed_(undisturbed) {
    until_.reserve(hourly.size() + 1);
    until_.push_back(0);
    for (const double activity : hourly) until_.push_back(until_.back() + activity);
    if (!(until_.back() > 1e-200)) return;  // so little that it never comes to a task
    parts_per_activity_ = static_cast<double>(hourly.size()) / until_.back();
    std::uint32_t hour = 0;
    for (std::size_t part = 0; part <= hourly.size(); ++part) {
        while (hour + 1 < hourly.size() && until_[hour + 1] * parts_per_activity_ <= static_cast<double>(part)) ++hour;
        hour_of_part_.push_back(hour);
    }
}

double ActivityClock::at(Instant t) const {
    const std::int64_t passed = (t - start_).in_milliseconds();
    if (passed <= 0) return 0;
    const auto hour = static_cast<std::size_t>(passed / hour_ms);
    if (hour + 1 >= until_.size()) return until_.back();
    const double into = static_cast<double>(passed % hour_ms) / static_cast<double>(hour_ms);
    return until_[hour] + into * (until_[hour + 1] - until_[hour]);
}

Instant ActivityClock::when(double amount) const {
    if (!(amount < until_.back()) || hour_of_part_.empty()) return Instant::never();
    std::size_t k = hour_of_part_[static_cast<std::size_t>(amount * parts_per_activity_)];
    while (until_[k] > amount) --k;  // by rounding alone
    while (until_[k + 1] <= amount) ++k;
    const double into = (amount - until_[k]) / (until_[k + 1] - until_[k]);
    return start_ + Duration::milliseconds(
                        static_cast<std::int64_t>(k) * hour_ms +
                        std::min(hour_ms - 1, static_cast<std::int64_t>(into * static_cast<double>(hour_ms))));
}

Instant ActivityClock::after(Instant t, Duration undisturbed) const {
    if (t - start_ >= Duration::milliseconds(hour_ms * static_cast<std::int64_t>(until_.size() - 1)))
        return Instant::never();
    return std::max(t, when(at(t) + undisturbed.in_hours() * undisturbed_));
}

}  // namespace burncast

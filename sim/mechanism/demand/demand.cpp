#include "sim/mechanism/demand/demand.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace burncast {

namespace {

// Hours of [from, from + 1) that lie in [low, high) of any day: what runs past midnight counts in the small hours, and
// an hour that straddles midnight belongs to both days.
double overlap(double from, double low, double high) {
    const auto within = [=](double h) { return std::max(0.0, std::min(h + 1, high) - std::max(h, low)); };
    return within(from) + within(from + 24) + within(from - 24);
}

// Activity of the hour that begins at local hour `h`, before it is divided by a working day's sum.
double shape(const DemandParams& demand, const WorkingWeek& week, double h) {
    const double length = week.close_hour - week.open_hour;
    const double open = overlap(h, week.open_hour, week.close_hour);
    const double lunch = overlap(h, week.open_hour + 0.4 * length, week.open_hour + 0.6 * length);
    return open - lunch + demand.lunch * lunch + demand.night * (1 - open);
}

// Hour by hour: `of_hour(h)` is the activity of the hour that begins at local hour h of a working day, before it is
// divided by the whole day's; `on_day_off` is what a day off has of that.
template <class OfHour>
std::vector<double> hourly(const WorkingWeek& week, Instant start, Instant end, double on_day_off, OfHour of_hour) {
    std::array<double, 96> by_quarter{};  // activity of the hour that begins at each local quarter of an hour
    double working_day = 0;
    for (std::size_t q = 0; q < by_quarter.size(); ++q) {
        by_quarter[q] = of_hour(static_cast<double>(q) / 4);
        if (q % 4 == 0) working_day += by_quarter[q];
    }
    std::vector<double> activity;
    Duration offset;
    std::size_t hours = 0;
    for (Instant t = start; t < end; t = t + Duration::hours(1), ++hours) {
        if (hours % 24 == 0) offset = week.zone.offset(t);  // a clock change takes effect within the day
        const Instant local = t + offset;
        const std::int64_t into = (local - Instant::at(local.day())).in_milliseconds();
        const bool works = week.day[std::chrono::weekday(local.day()).iso_encoding() - 1];
        activity.push_back(by_quarter[static_cast<std::size_t>(into / 900'000)] / working_day *
                           (works ? 1 : on_day_off));
    }
    return activity;
}

}  // namespace

std::vector<double> hourly_activity(const DemandParams& demand, const WorkingWeek& week, Instant start, Instant end,
                                    const std::vector<double>& day_factor) {
    std::vector<double> activity =
        hourly(week, start, end, demand.weekend, [&](double h) { return shape(demand, week, h); });
    for (std::size_t k = 0; k < activity.size(); ++k)
        if (k / 24 < day_factor.size()) activity[k] *= day_factor[k / 24];
    return activity;
}

std::vector<double> off_peak_activity(const WorkingWeek& week, Instant start, Instant end) {
    DemandParams busy;
    busy.lunch = busy.night = 0;
    return hourly(week, start, end, 1, [&](double h) { return 1 - shape(busy, week, h); });
}

std::vector<double> flat_activity(Instant start, Instant end) {
    const auto hours = static_cast<std::size_t>((end - start).in_hours() + 0.999);
    return std::vector<double>(hours, 1.0 / 24);
}

}  // namespace burncast

#include "sim/mechanism/demand/demand.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <numeric>

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

// What people do beside their work is the rest of such hours.
DemandParams busy_hours() {
    DemandParams busy;
    busy.lunch = busy.night = 0;
    return busy;
}

template <class OfHour>
double sum_of_day(OfHour of_hour) {
    double sum = 0;
    for (int h = 0; h < 24; ++h) sum += of_hour(h);
    return sum;
}

// Hour by hour: `of_hour(h, works)` is the activity of the hour that begins at local hour h of a working day or of a day
// off, before it is divided by the whole working day's; a day off has `on_day_off` of that.
template <class OfHour>
std::vector<double> hourly(const WorkingWeek& week, Instant start, Instant end, double on_day_off, OfHour of_hour) {
    std::array<std::array<double, 96>, 2> by_quarter{};  // of the hour that begins at each local quarter of an hour
    for (std::size_t q = 0; q < by_quarter[0].size(); ++q)
        for (const bool works : {false, true}) by_quarter[works][q] = of_hour(static_cast<double>(q) / 4, works);
    const double working_day = sum_of_day([&](double h) { return of_hour(h, true); });
    std::vector<double> activity;
    Duration offset;
    std::size_t hours = 0;
    for (Instant t = start; t < end; t = t + Duration::hours(1), ++hours) {
        if (hours % 24 == 0) offset = week.zone.offset(t);  // a clock change takes effect within the day
        const Instant local = t + offset;
        const std::int64_t into = (local - Instant::at(local.day())).in_milliseconds();
        const bool works = week.day[std::chrono::weekday(local.day()).iso_encoding() - 1];
        activity.push_back(by_quarter[works][static_cast<std::size_t>(into / 900'000)] / working_day *
                           (works ? 1 : on_day_off));
    }
    return activity;
}

}  // namespace

std::vector<double> hourly_activity(const DemandParams& demand, const WorkingWeek& week, Instant start, Instant end,
                                    const std::vector<double>& day_factor) {
    std::vector<double> activity =
        hourly(week, start, end, demand.weekend, [&](double h, bool) { return shape(demand, week, h); });
    for (std::size_t k = 0; k < activity.size(); ++k)
        if (k / 24 < day_factor.size()) activity[k] *= day_factor[k / 24];
    return activity;
}

std::vector<double> off_peak_activity(const DemandParams& demand, const WorkingWeek& week, Instant start, Instant end) {
    std::vector<double> activity =
        hourly(week, start, end, 1, [&](double h, bool works) { return works ? 1 - shape(busy_hours(), week, h) : 1; });
    const double own = std::accumulate(activity.begin(), activity.end(), 0.0);
    const std::vector<double> working = hourly_activity(demand, week, start, end, {});
    const double scale = own > 0 ? std::accumulate(working.begin(), working.end(), 0.0) / own : 0;
    for (double& hour : activity) hour *= scale;
    return activity;
}

std::vector<double> flat_activity(Instant start, Instant end) {
    const auto hours = static_cast<std::size_t>((end - start).in_hours() + 0.999);
    return std::vector<double>(hours, 1.0 / 24);
}

double undisturbed_hour(const DemandParams& demand, const WorkingWeek& week) {
    return 1 / sum_of_day([&](double h) { return shape(demand, week, h); });
}

}  // namespace burncast

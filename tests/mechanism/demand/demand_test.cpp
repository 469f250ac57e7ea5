// The shape of the working day, week and zone: what one unit of activity is, and where in the day it lies.
#include "sim/mechanism/demand/demand.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "tests/statistical/sample.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

Instant day(int year, unsigned month, unsigned day) {
    using namespace std::chrono;
    return Instant::at(sys_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)));
}

// Mon-Fri 9-18.
WorkingWeek office(const std::string& zone = "UTC") {
    return {{true, true, true, true, true, false, false}, 9, 18, Zone::named(zone).value()};
}

const DemandParams shape{0, 1, 0.5, 0.05, 0.15};  // no day factor; lunch 0.5, night 0.05, weekend 0.15

// Activity between two local times of a day, in whole hours of UTC. `monday` is that day's midnight on the local clock.
double activity_of_local_day(const DemandParams& demand, const WorkingWeek& week, Instant local_midnight) {
    const Instant from = local_midnight + Duration::days(-3), until = local_midnight + Duration::days(4);
    const std::vector<double> hourly = hourly_activity(demand, week, from, until, {});
    double sum = 0;
    Instant t = from;
    for (const double hour : hourly) {
        const Instant local = t + week.zone.offset(t);
        if (local.day() == local_midnight.day()) sum += hour;
        t = t + Duration::hours(1);
    }
    return sum;
}

}  // namespace

TEST_CASE("the hours of an ordinary working day", "[mechanism][demand]") {
    const std::vector<double> hourly =
        hourly_activity(shape, office(), day(2026, 1, 5), day(2026, 1, 6), {});  // a Monday
    REQUIRE(hourly.size() == 24);
    // 15 h of night; 9 open hours of which 12:36-14:24 is lunch: 7.2 · 1 + 1.8 · 0.5 + 15 · 0.05.
    const double unit = 7.2 + 0.9 + 0.75;
    CHECK(hourly[3] == Approx(0.05 / unit));
    CHECK(hourly[8] == Approx(0.05 / unit));
    CHECK(hourly[9] == Approx(1 / unit));
    CHECK(hourly[12] == Approx((0.6 + 0.4 * 0.5) / unit));
    CHECK(hourly[13] == Approx(0.5 / unit));
    CHECK(hourly[14] == Approx((0.4 * 0.5 + 0.6) / unit));
    CHECK(hourly[17] == Approx(1 / unit));
    CHECK(hourly[18] == Approx(0.05 / unit));
}

TEST_CASE("a working day is one unit, a day off its share of it, in every zone", "[mechanism][demand]") {
    struct Case {
        std::string zone;
        Instant monday;
    };
    for (const Case& c :
         {Case{"UTC", day(2026, 1, 5)}, Case{"Asia/Kolkata", day(2026, 1, 5)},  // + 5:30
          Case{"Asia/Kathmandu", day(2026, 1, 5)},                              // + 5:45
          Case{"Australia/Lord_Howe", day(2026, 6, 1)},                         // a clock change of half an hour
          Case{"America/St_Johns", day(2026, 1, 5)},                            // − 3:30
          Case{"Pacific/Kiritimati", day(2026, 1, 5)}, Case{"Pacific/Pago_Pago", day(2026, 1, 5)},  // + 14, − 11
          Case{"America/Los_Angeles", day(2026, 2, 23)},
          Case{"America/Los_Angeles", day(2026, 3, 9)}}) {  // around a change
        INFO(c.zone << " " << iso_date(c.monday));
        for (int d = 0; d < 5; ++d)
            CHECK(activity_of_local_day(shape, office(c.zone), c.monday + Duration::days(d)) ==
                  Approx(1).epsilon(1e-12));
        for (int d = 5; d < 7; ++d)
            CHECK(activity_of_local_day(shape, office(c.zone), c.monday + Duration::days(d)) ==
                  Approx(0.15).epsilon(1e-12));
    }
}

TEST_CASE("who works around the clock has one unit a day in every zone", "[mechanism][demand]") {
    for (const std::string zone : {"UTC", "Asia/Kolkata", "Asia/Kathmandu", "America/St_Johns"}) {
        INFO(zone);
        WorkingWeek always;
        always.zone = Zone::named(zone).value();
        CHECK(activity_of_local_day(shape, always, day(2026, 1, 5)) == Approx(1).epsilon(1e-12));
    }
}

TEST_CASE("people keep their local hours when the clock changes", "[mechanism][demand]") {
    // Los Angeles: 9:00 is 17:00 UTC in winter and 16:00 UTC from 2026-03-08 on.
    for (const auto& [monday, opening] : {std::pair(day(2026, 3, 2), 17), std::pair(day(2026, 3, 9), 16)}) {
        const std::vector<double> hourly =
            hourly_activity(shape, office("America/Los_Angeles"), monday, monday + Duration::days(1), {});
        const auto first = static_cast<std::size_t>(opening);
        CHECK(hourly[first] > 10 * hourly[first - 1]);
    }
}

TEST_CASE("hours may run past midnight", "[mechanism][demand]") {
    WorkingWeek night_shift = office();
    night_shift.day.fill(true);
    night_shift.open_hour = 22;
    night_shift.close_hour = 30;
    DemandParams demand = shape;
    demand.lunch = 1;
    const std::vector<double> hourly = hourly_activity(demand, night_shift, day(2026, 1, 5), day(2026, 1, 6), {});
    const double unit = 8 + 16 * 0.05;
    for (const std::size_t h : {22u, 23u, 0u, 5u}) CHECK(hourly[h] == Approx(1 / unit));
    for (const std::size_t h : {6u, 12u, 21u}) CHECK(hourly[h] == Approx(0.05 / unit));
}

TEST_CASE("the day factor scales every hour of its UTC day", "[mechanism][demand]") {
    const Instant start = day(2026, 1, 5), end = day(2026, 1, 8);
    const std::vector<double> plain = hourly_activity(shape, office("Asia/Tokyo"), start, end, {});
    const std::vector<double> factors{2, 0.5, 3};
    const std::vector<double> scaled = hourly_activity(shape, office("Asia/Tokyo"), start, end, factors);
    REQUIRE(plain.size() == 72);
    for (std::size_t h = 0; h < 72; ++h) CHECK(scaled[h] == Approx(plain[h] * factors[h / 24]));
}

TEST_CASE("background agents have no working day", "[mechanism][demand]") {
    const std::vector<double> hourly = flat_activity(day(2026, 1, 3), day(2026, 1, 10));
    CHECK(hourly.size() == 7 * 24);
    CHECK(std::accumulate(hourly.begin(), hourly.end(), 0.0) == Approx(7));
    CHECK(hourly.front() == hourly.back());
}

TEST_CASE("gaps between tasks have mean 1 and the variance of their shape", "[mechanism][demand][statistical]") {
    for (const double clustering : {0.3, 0.5, 1.0, 2.0}) {
        const Gaps law{false, clustering};
        Stream arrivals(mix(11));
        Sample gaps, first;
        for (int i = 0; i < 100'000; ++i) {
            gaps.add(law.next(arrivals));
            first.add(law.first(arrivals));
        }
        INFO(clustering);
        CHECK(errors_off(gaps, 1) <= most_errors);
        CHECK(variance_errors_off(gaps, 1 / clustering, 6 / clustering) <= most_errors);
        CHECK(errors_off(first, (1 + 1 / clustering) / 2) <= most_errors);  // E[G²]/(2 E[G]), from any moment on
    }
}

TEST_CASE("regular tasks have equal gaps and a uniform first one", "[mechanism][demand][statistical]") {
    const Gaps law{true, 0.3};
    Stream arrivals(mix(13));
    Sample first;
    for (int i = 0; i < 20'000; ++i) {
        CHECK(law.next(arrivals) == 1);
        first.add(law.first(arrivals));
    }
    CHECK(ks_one_sample(first, [](double x) { return std::clamp(x, 0.0, 1.0); }) <= most_ks);
}

TEST_CASE("needs follow their laws", "[mechanism][demand][statistical]") {
    Stream need(mix(12));
    Sample log_minutes;
    int vague = 0, impossible = 0;
    const int n = 50'000;
    for (int i = 0; i < n; ++i) {
        const TaskNeed task = draw_need(Law::lognormal(1200, 0.9), 0.3, 0.03, need);
        log_minutes.add(std::log(task.human_minutes / 20));
        vague += task.vague ? 1 : 0;
        impossible += task.impossible ? 1 : 0;
    }
    CHECK(errors_off(log_minutes, 0) <= most_errors);
    CHECK(variance_errors_off(log_minutes, 0.81, 0) <= most_errors);
    CHECK(share_errors_off(vague, n, 0.3) <= most_errors);
    CHECK(share_errors_off(impossible, n, 0.03) <= most_errors);
}

TEST_CASE("an undisturbed hour is the fullest of a working day", "[mechanism][demand]") {
    const Instant monday = day(2026, 1, 5), tuesday = day(2026, 1, 6);
    const std::vector<double> open = hourly_activity(shape, office(), monday, tuesday, {});
    CHECK(undisturbed_hour(shape, office()) == Approx(*std::max_element(open.begin(), open.end())));
    CHECK(undisturbed_hour(shape, office()) == Approx(1 / (9 - 0.9 + 15 * 0.05)));
}

TEST_CASE("off-peak hours are those that are not for work, and as much in all", "[mechanism][demand]") {
    const WorkingWeek week{{true, true, true, true, true, false, false}, 9, 19, {}};
    const Instant monday = day(2026, 1, 5), end = monday + Duration::days(14);
    DemandParams demand;
    demand.lunch = demand.night = demand.weekend = 0;
    const std::vector<double> off = off_peak_activity(demand, week, monday, end),
                              working = hourly_activity(demand, week, monday, end, {});
    double all = 0;
    for (std::size_t h = 0; h < off.size(); ++h) {
        INFO(h);
        CHECK((off[h] > 0) == (working[h] == 0));
        CHECK((off[h] == 0 || off[h] == Approx(off[0])));  // evenly
        all += off[h];
    }
    CHECK(all == Approx(10));  // working days
    demand.weekend = 0.5;
    for (const double hour : off_peak_activity(demand, week, monday, end))
        CHECK((hour == 0 || hour == Approx(off[0] * 1.2)));
}

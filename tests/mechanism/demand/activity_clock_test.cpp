// Operational time by hand, and that its inverse is its inverse.
#include "sim/mechanism/demand/activity_clock.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>

#include "sim/random/stream.hpp"

using namespace burncast;

namespace {

const Instant start = Instant::from_epoch(1'767'225'600'000);  // 2026-01-01
Instant after_hours(double hours) { return start + Duration::hours(hours); }

}  // namespace

TEST_CASE("activity adds up over the hours and is even within one", "[mechanism][demand]") {
    const ActivityClock clock(start, {1, 0, 2});
    CHECK(clock.at(after_hours(-5)) == 0);
    CHECK(clock.at(start) == 0);
    CHECK(clock.at(after_hours(0.25)) == Approx(0.25));
    CHECK(clock.at(after_hours(1)) == 1);
    CHECK(clock.at(after_hours(1.7)) == 1);
    CHECK(clock.at(after_hours(2.5)) == Approx(2));
    CHECK(clock.at(after_hours(3)) == 3);
    CHECK(clock.at(after_hours(99)) == 3);
}

TEST_CASE("an amount of activity is reached within the hour that brings it", "[mechanism][demand]") {
    const ActivityClock clock(start, {1, 0, 0, 2});
    CHECK(clock.when(0.5) == after_hours(0.5));
    CHECK(clock.when(1) == after_hours(3));  // idle hours bring nothing
    CHECK(clock.when(2) == after_hours(3.5));
    CHECK(clock.when(3) == Instant::never());
    CHECK(clock.when(1e9) == Instant::never());
}

TEST_CASE("no activity at all: nothing ever happens", "[mechanism][demand]") {
    CHECK(ActivityClock(start, {0, 0, 0}).when(0) == Instant::never());
    CHECK(ActivityClock(start, {}).when(0) == Instant::never());
    CHECK(ActivityClock(start, {1e-310, 0}).when(0) == Instant::never());  // next to none
}

TEST_CASE("undisturbed time passes as the clock runs: slower in slack hours, not in idle ones", "[mechanism][demand]") {
    const ActivityClock clock(start, {1, 0, 0.5, 2}, 1);
    CHECK(clock.after(after_hours(0.25), Duration::hours(0.5)) == after_hours(0.75));
    CHECK(clock.after(after_hours(0.5), Duration::hours(0.75)) == after_hours(2.5));
    CHECK(clock.after(after_hours(1.5), Duration()) == after_hours(2));
    CHECK(clock.after(after_hours(3), Duration::hours(1)) == after_hours(3.5));
    CHECK(clock.after(after_hours(3.5), Duration::hours(2)) == Instant::never());
    CHECK(clock.after(after_hours(9), Duration()) == Instant::never());
    const ActivityClock flat(start, std::vector<double>(24, 1.0 / 24));
    CHECK(std::abs((flat.after(after_hours(3.3), Duration::hours(5)) - after_hours(8.3)).in_milliseconds()) <= 1);
}

TEST_CASE("the inverse of the clock is its inverse", "[mechanism][demand]") {
    Stream any(mix(1));
    for (int round = 0; round < 30; ++round) {
        std::vector<double> hourly;
        for (int h = 0; h < 2000; ++h) hourly.push_back(any.chance(0.4) ? 0 : any.gamma(0.5));
        const ActivityClock clock(start, hourly);
        const double all = clock.at(after_hours(2000));
        for (double amount = 0; amount < all; amount += any.exponential() * 0.3) {
            const Instant when = clock.when(amount);
            const auto hour = static_cast<std::size_t>((when - start).in_milliseconds() / 3'600'000);
            const double speed = hourly[hour] / 3.6e6;  // a millisecond's worth: instants are whole ones
            REQUIRE(clock.at(when) <= amount * (1 + 1e-14));
            REQUIRE(clock.at(when + Duration::milliseconds(1)) >= amount - speed * 1e-3 - amount * 1e-14);
        }
    }
}

TEST_CASE("time never runs backwards", "[mechanism][demand]") {
    Stream any(mix(2));
    std::vector<double> hourly;
    for (int h = 0; h < 500; ++h) hourly.push_back(any.chance(0.5) ? 0 : any.uniform());
    const ActivityClock clock(start, hourly);
    Instant last = start;
    const double all = clock.at(after_hours(500));
    for (double amount = 0; amount < all; amount += 1e-3) {
        const Instant when = clock.when(amount);
        REQUIRE(when >= last);
        last = when;
    }
}

#include "sim/base/time.hpp"

#include <catch2/catch.hpp>

using namespace burncast;
using namespace std::chrono;

namespace {
Instant on(int y, unsigned m, unsigned d) { return Instant::at(sys_days(year(y) / month(m) / day(d))); }
std::string two_digits(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }
const Duration one_day = Duration::days(1);
const Duration one_millisecond = Duration::milliseconds(1);
}  // namespace

TEST_CASE("a duration is whole milliseconds, whatever the unit it was written in", "[base]") {
    CHECK(Duration::seconds(1.5).in_milliseconds() == 1'500);
    CHECK(Duration::seconds(0.0004).in_milliseconds() == 0);
    CHECK(Duration::seconds(0.0006).in_milliseconds() == 1);
    CHECK(Duration::hours(1).in_milliseconds() == 3'600'000);
    CHECK(Duration::days(1).in_milliseconds() == 86'400'000);
    CHECK(Duration::days(365).in_days() == 365);
    CHECK(Duration::hours(0.5).in_seconds() == 1'800);
    CHECK(Duration::seconds(90).in_hours() == 0.025);
    CHECK(Duration::seconds(20) + Duration::seconds(40) == Duration::seconds(60));
    CHECK(Duration::seconds(20) * 3 == Duration::seconds(60));
    CHECK(Duration::seconds(59) < Duration::hours(1));
}

TEST_CASE("an ISO date knows its leap years", "[base]") {
    CHECK(iso_date(Instant()) == "1970-01-01");
    CHECK(iso_date(on(2026, 2, 28) + one_day) == "2026-03-01");
    CHECK(iso_date(on(2024, 2, 28) + one_day) == "2024-02-29");
    CHECK(iso_date(on(2024, 2, 29) + one_day) == "2024-03-01");
    CHECK(iso_date(on(2000, 2, 28) + one_day) == "2000-02-29");  // every 400th year is one
    CHECK(iso_date(on(2100, 2, 28) + one_day) == "2100-03-01");  // every other 100th is not
    CHECK(iso_date(on(2027, 12, 31) + one_day) == "2028-01-01");
    CHECK(on(2024, 12, 31) - on(2024, 1, 1) == Duration::days(365));
    CHECK(on(2026, 12, 31) - on(2026, 1, 1) == Duration::days(364));
}

TEST_CASE("every day of four hundred years has the date of a plain count", "[base]") {
    int y = 1900;
    int m = 1;
    int d = 1;
    Instant t = on(y, 1, 1);
    const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    while (y < 2300) {
        REQUIRE(iso_date(t) == std::to_string(y) + "-" + two_digits(m) + "-" + two_digits(d));
        const bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
        if (++d > lengths[m - 1] + (m == 2 && leap ? 1 : 0)) {
            d = 1;
            if (++m > 12) {
                m = 1;
                ++y;
            }
        }
        t = t + one_day;
    }
}

TEST_CASE("an ISO time is UTC to the second, rounded down", "[base]") {
    CHECK(iso_time(Instant()) == "1970-01-01T00:00:00Z");
    CHECK(iso_time(on(2026, 3, 1) + Duration::hours(9.5)) == "2026-03-01T09:30:00Z");
    CHECK(iso_time(on(2026, 3, 1) + Duration::milliseconds(86'399'999)) == "2026-03-01T23:59:59Z");
    CHECK(iso_time(on(2026, 3, 1) + one_day) == "2026-03-02T00:00:00Z");
    CHECK(iso_time(Instant::from_epoch(-1)) == "1969-12-31T23:59:59Z");
    CHECK(Instant::from_epoch(1'767'225'600'000) == on(2026, 1, 1));
}

TEST_CASE("the day of an instant begins at midnight, before the epoch too", "[base]") {
    CHECK(Instant::at(on(2026, 5, 4).day()) == on(2026, 5, 4));
    CHECK((on(2026, 5, 5) + Duration::milliseconds(-1)).day() == on(2026, 5, 4).day());
    CHECK((on(2026, 5, 4) + one_millisecond).day() == on(2026, 5, 4).day());
    CHECK(Instant::from_epoch(-1).day() == on(1969, 12, 31).day());
}

TEST_CASE("never is after everything", "[base]") {
    CHECK(Instant::never() > on(9999, 12, 31));
    CHECK(Instant::never() == Instant::never());
}

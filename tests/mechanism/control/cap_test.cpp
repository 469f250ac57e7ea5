// When caps begin anew, at the edges of calendars.
#include "sim/mechanism/control/cap.hpp"

#include <catch2/catch.hpp>
#include <chrono>

using namespace burncast;

namespace {

Instant day(int year, unsigned month, unsigned day) {
    using namespace std::chrono;
    return Instant::at(sys_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)));
}

}  // namespace

TEST_CASE("the next reset of every period", "[mechanism][control]") {
    struct Case {
        CapPeriod period;
        Instant t, reset;
    };
    const Instant last_second = day(2024, 12, 31) + Duration::seconds(86'399);
    for (const Case& c : {
             Case{CapPeriod::day, day(2024, 2, 28), day(2024, 2, 29)},  // a leap year
             Case{CapPeriod::day, day(2024, 2, 29), day(2024, 3, 1)},
             Case{CapPeriod::day, day(2025, 2, 28), day(2025, 3, 1)},
             Case{CapPeriod::day, last_second, day(2025, 1, 1)},
             Case{CapPeriod::week, day(2026, 1, 5), day(2026, 1, 12)},  // a Monday: the next one, not this one
             Case{CapPeriod::week, day(2026, 1, 4), day(2026, 1, 5)},   // a Sunday
             Case{CapPeriod::week, day(2026, 1, 1), day(2026, 1, 5)},   // a Thursday
             Case{CapPeriod::week, last_second, day(2025, 1, 6)},
             Case{CapPeriod::month, day(2024, 2, 1), day(2024, 3, 1)},
             Case{CapPeriod::month, day(2024, 1, 31), day(2024, 2, 1)},
             Case{CapPeriod::month, last_second, day(2025, 1, 1)},
             Case{CapPeriod::quarter, day(2024, 1, 1), day(2024, 4, 1)},
             Case{CapPeriod::quarter, day(2024, 3, 31), day(2024, 4, 1)},
             Case{CapPeriod::quarter, day(2024, 4, 1), day(2024, 7, 1)},
             Case{CapPeriod::quarter, day(2024, 11, 30), day(2025, 1, 1)},
             Case{CapPeriod::year, day(2024, 1, 1), day(2025, 1, 1)},
             Case{CapPeriod::year, last_second, day(2025, 1, 1)},
             Case{CapPeriod::total, day(2024, 1, 1), Instant::never()},
         }) {
        INFO(iso_time(c.t) << " → " << iso_time(c.reset));
        CHECK(next_reset(c.period, c.t) == c.reset);
    }
}

TEST_CASE("resets follow each other without a gap over many years", "[mechanism][control]") {
    struct Case {
        CapPeriod period;
        int resets;  // in the 28 years from 2001 to 2028, seven of them leap years; the first and last are whole weeks
    };
    for (const Case& c :
         {Case{CapPeriod::day, 28 * 365 + 7}, Case{CapPeriod::week, (28 * 365 + 7) / 7},
          Case{CapPeriod::month, 28 * 12}, Case{CapPeriod::quarter, 28 * 4}, Case{CapPeriod::year, 28}}) {
        int resets = 0;
        for (Instant t = day(2001, 1, 1); t < day(2029, 1, 1); t = next_reset(c.period, t)) ++resets;
        CHECK(resets == c.resets);
    }
}

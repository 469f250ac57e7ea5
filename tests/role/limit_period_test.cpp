// When caps begin anew, at the edges of calendars.
#include "sim/role/limit_period.hpp"

#include <catch2/catch.hpp>
#include <chrono>

using namespace burncast;

namespace {

Instant day(int year, unsigned month, unsigned day) {
    using namespace std::chrono;
    return Instant::at(sys_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)));
}

}  // namespace

TEST_CASE("the next reset of every period", "[role]") {
    struct Case {
        LimitPeriod period;
        Instant t, reset;
    };
    const Instant last_second = day(2024, 12, 31) + Duration::seconds(86'399);
    for (const Case& c : {
             Case{LimitPeriod::day, day(2024, 2, 28), day(2024, 2, 29)},  // a leap year
             Case{LimitPeriod::day, day(2024, 2, 29), day(2024, 3, 1)},
             Case{LimitPeriod::day, day(2025, 2, 28), day(2025, 3, 1)},
             Case{LimitPeriod::day, last_second, day(2025, 1, 1)},
             Case{LimitPeriod::week, day(2026, 1, 5), day(2026, 1, 12)},  // a Monday: the next one, not this one
             Case{LimitPeriod::week, day(2026, 1, 4), day(2026, 1, 5)},   // a Sunday
             Case{LimitPeriod::week, day(2026, 1, 1), day(2026, 1, 5)},   // a Thursday
             Case{LimitPeriod::week, last_second, day(2025, 1, 6)},
             Case{LimitPeriod::month, day(2024, 2, 1), day(2024, 3, 1)},
             Case{LimitPeriod::month, day(2024, 1, 31), day(2024, 2, 1)},
             Case{LimitPeriod::month, last_second, day(2025, 1, 1)},
             Case{LimitPeriod::quarter, day(2024, 1, 1), day(2024, 4, 1)},
             Case{LimitPeriod::quarter, day(2024, 3, 31), day(2024, 4, 1)},
             Case{LimitPeriod::quarter, day(2024, 4, 1), day(2024, 7, 1)},
             Case{LimitPeriod::quarter, day(2024, 11, 30), day(2025, 1, 1)},
             Case{LimitPeriod::year, day(2024, 1, 1), day(2025, 1, 1)},
             Case{LimitPeriod::year, last_second, day(2025, 1, 1)},
             Case{LimitPeriod::total, day(2024, 1, 1), Instant::never()},
         }) {
        INFO(iso_time(c.t) << " → " << iso_time(c.reset));
        CHECK(next_reset(c.period, c.t, day(2024, 1, 1)) == c.reset);
    }
}

TEST_CASE("resets follow each other without a gap over many years", "[role]") {
    struct Case {
        LimitPeriod period;
        int resets;  // in the 28 years from 2001 to 2028, seven of them leap years; the first and last are whole weeks
    };
    for (const Case& c :
         {Case{LimitPeriod::day, 28 * 365 + 7}, Case{LimitPeriod::week, (28 * 365 + 7) / 7},
          Case{LimitPeriod::month, 28 * 12}, Case{LimitPeriod::quarter, 28 * 4}, Case{LimitPeriod::year, 28}}) {
        int resets = 0;
        for (Instant t = day(2001, 1, 1); t < day(2029, 1, 1); t = next_reset(c.period, t, day(2001, 1, 1))) ++resets;
        CHECK(resets == c.resets);
    }
}

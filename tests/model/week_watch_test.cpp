// Active people, week by week, by hand.
#include "sim/model/week_watch.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "tests/model/company_builder.hpp"

using namespace burncast;
using burncast::testing::date;

namespace {

// Lives through the days after `start` up to `until`; on each a person calls who is named for it.
WeekWatch watched(Instant start, Instant until, std::vector<std::pair<Instant, std::size_t>> calls,
                  std::size_t people) {
    WeekWatch watch;
    std::vector<Record> records(people);
    watch.end_of_day(start, records);
    for (Instant day = start; day < until; day = day + Duration::days(1)) {
        for (const auto& [when, who] : calls)
            if (when == day) records[who].calls += 1;
        watch.end_of_day(day + Duration::days(1), records);
    }
    return watch;
}

}  // namespace

TEST_CASE("a person counts once in every week with a call", "[model]") {
    const Instant monday = date(2026, 3, 2);
    const WeekWatch watch = watched(monday, date(2026, 3, 30),
                                    {{monday, 0},
                                     {date(2026, 3, 3), 0},
                                     {date(2026, 3, 8), 1},   // Sunday: still the first week
                                     {date(2026, 3, 9), 1},   // the second
                                     {date(2026, 3, 23), 0},  // the fourth
                                     {date(2026, 3, 24), 1},
                                     {date(2026, 3, 25), 2}},
                                    4);
    CHECK(watch.active_share(monday, date(2026, 3, 9)) == 0.5);
    CHECK(watch.active_share(date(2026, 3, 9), date(2026, 3, 16)) == 0.25);
    CHECK(watch.active_share(date(2026, 3, 16), date(2026, 3, 23)) == 0);
    CHECK(watch.active_share(monday, date(2026, 3, 30)) == (0.5 + 0.25 + 0 + 0.75) / 4);
}

TEST_CASE("only weeks that lie wholly in a period count for it", "[model]") {
    const Instant thursday = date(2026, 1, 1);
    const WeekWatch watch = watched(thursday, date(2026, 3, 1), {{thursday, 0}, {date(2026, 1, 28), 0}}, 1);
    // 5 Jan to 1 Feb: four whole weeks, the last with a call; the days before the first Monday are none.
    CHECK(watch.active_share(thursday, date(2026, 2, 1)) == 0);  // 26 Jan to 1 Feb is cut at the end of January
    CHECK(watch.active_share(thursday, date(2026, 2, 2)) == 0.25);
    CHECK(watch.active_share(date(2026, 2, 2), date(2026, 3, 1)) == 0);
    CHECK(std::isnan(watch.active_share(date(2026, 1, 27), date(2026, 2, 2))));
    CHECK(std::isnan(watched(thursday, date(2026, 1, 6), {}, 3).active_share(thursday, date(2026, 1, 6))));
    CHECK(std::isnan(watched(thursday, date(2026, 3, 1), {}, 0).active_share(thursday, date(2026, 3, 1))));
}

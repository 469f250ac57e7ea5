// Retries by hand inside a company: when the pause before the next try passes.
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/model/company_builder.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

// People who work from nine to six and never otherwise, with tasks that cannot be done and that nobody gives up.
Scenario hopeless(Instant start, Span horizon) {
    Scenario s = quiet_scenario(start, horizon);
    s.demand.night = s.demand.weekend = 0;
    s.retries.manual = {0, 1, 1e9, Law::constant(3600)};
    s.company.front().value.people = 50;
    s.company.front().value.work.push_back({"work", {}, work(0.2, "quiet", "dollar")});
    s.company.front().value.work.front().value.impossible = 1;
    return s;
}

}  // namespace

TEST_CASE("in working time nobody tries again on a day off", "[model]") {
    // A Friday in October, then a Saturday and a Sunday in November.
    Scenario day_and_night = hopeless(date(2025, 10, 31), {.months = 0, .days = 3});
    Scenario working = day_and_night;
    working.retries.manual.in_working_time = true;
    const Trial trial({always("day and night", day_and_night), always("working", working)});
    const std::vector<double> always_on = trial.row(0, 0), nine_to_six = trial.row(0, 1);
    CHECK(trial.at(always_on, "sessions", "2025-11") > 100);
    CHECK(trial.at(nine_to_six, "sessions", "2025-10") > 10);
    CHECK(trial.at(nine_to_six, "sessions", "2025-11") == 0);
}

TEST_CASE("an hourly retry happens nine times a working day instead of twenty-four", "[model]") {
    Scenario day_and_night = hopeless(date(2026, 2, 2), {.months = 0, .days = 28});  // four weeks from a Monday
    Scenario working = day_and_night;
    working.retries.manual.in_working_time = true;
    const Trial trial({always("day and night", day_and_night), always("working", working)});
    const double all = trial.at(trial.row(0, 0), "sessions"), open = trial.at(trial.row(0, 1), "sessions");
    // A task comes in the middle of a week's open hours, Wednesday at half past one, of the four weeks on average: 90 open
    // hours before the end, and 14 days and 22.5 hours in all. Each task has one try more than these.
    CHECK(open / all == Approx(91.0 / 359.5).epsilon(0.05));
    CHECK(open > 10'000);
}

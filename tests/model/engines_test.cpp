// The fast engine against the interleaved one: the same rows, bit for bit, for whatever scenario and policy.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/model/any_scenario.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

// What the engines disagree on; and how many calls and refusals there were to disagree on.
struct Meeting {
    std::string difference;
    double calls = 0, refused = 0;
};

Meeting meet(const Policy& policy, std::uint64_t seed) {
    const Trial fast({policy}, EngineKind::fast, seed), interleaved({policy}, EngineKind::interleaved, seed);
    const std::vector<double> row = fast.row(seed % 3);
    return {first_difference(fast.columns(), row, interleaved.row(seed % 3)), fast.at(row, "calls"),
            fast.at(row, "refused_tasks")};
}

void meet_often(std::uint64_t first, std::uint64_t last) {
    double calls = 0, refused = 0;
    for (std::uint64_t seed = first; seed < last; ++seed) {
        Stream any(mix(seed));
        const Meeting meeting = meet(any_policy(any), seed);
        INFO("seed " << seed << ": " << meeting.difference);
        CHECK(meeting.difference.empty());
        calls += meeting.calls;
        refused += meeting.refused;
    }
    CHECK(calls > 1000.0 * static_cast<double>(last - first));  // the cases are not empty ones
    CHECK(refused > 10.0 * static_cast<double>(last - first));
}

}  // namespace

TEST_CASE("fast and interleaved play give the same rows", "[model]") { meet_often(0, 100); }

TEST_CASE("fast and interleaved play give the same rows, a thousand times", "[model][slow]") { meet_often(1000, 2000); }

TEST_CASE("fast and interleaved play agree when every scope of cap trips in the same days", "[model]") {
    Scenario s = lively_scenario(date(2026, 1, 26), {.months = 0, .days = 14});
    controls(s) = {{"person", {}, cap(CapScope::person, LimitPeriod::day, 2)},
                   {"team", {}, cap(CapScope::team, LimitPeriod::week, 30)},
                   {"company", {}, cap(CapScope::company, LimitPeriod::month, 60)}};
    const Scenario uncapped = lively_scenario(s.start, s.horizon);
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const Meeting meeting = meet(since("p", uncapped, date(2026, 1, 28), s), seed);
        INFO("seed " << seed << ": " << meeting.difference);
        CHECK(meeting.difference.empty());
        CHECK(meeting.refused > 0);
    }
}

TEST_CASE("fast and interleaved play agree with every control on", "[model]") {
    double refused = 0;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        Stream any(mix(seed + 4000));
        Scenario s = any_scenario(any);
        s.horizon = {.months = 0, .days = 10};  // by the minute, everything is played in time order
        Scenario controlled = s;
        add_every_control(controlled, any);
        const Meeting meeting = meet(since("p", s, s.start + Duration::days(2), controlled), seed);
        INFO("seed " << seed << ": " << meeting.difference);
        CHECK(meeting.difference.empty());
        refused += meeting.refused;
    }
    CHECK(refused > 20 * 10);
}

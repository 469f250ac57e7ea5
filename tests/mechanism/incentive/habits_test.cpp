#include "sim/mechanism/incentive/habits.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/mechanism/incentive/stage.hpp"

using namespace burncast;
using namespace burncast::testing::incentive;

namespace {

using Rules = std::vector<IncentiveRule>;

const Instant tuesday = monday + Duration::days(1);

// Habits of one person of one team who has read this rule on Monday.
Habits used_to(const IncentiveRule& rule) {
    Habits habits(1, 1);
    habits.meet(Rules{rule}, monday);
    habits.known.front().pull = {7};
    return habits;
}

}  // namespace

TEST_CASE("an incentive that shows the same under the same name is the same", "[mechanism][incentive]") {
    IncentiveParams audited = kpi(1), dearer = kpi(2);
    audited.detection = 3;
    Habits habits = used_to({"it", kpi(1), {}});
    habits.meet(Rules{{"new", kpi(1), {}}, {"it", audited, {}}}, tuesday);
    REQUIRE(habits.known.size() == 2);
    CHECK(habits.known[0].since == tuesday);
    CHECK(habits.known[0].pull.empty());
    CHECK(habits.known[1].since == monday);
    CHECK(habits.known[1].pull == std::vector<double>{7});
    CHECK(habits.known[1].rule.params.detection == 3);
    habits.meet(Rules{{"it", dearer, {}}}, tuesday);
    REQUIRE(habits.known.size() == 1);
    CHECK(habits.known[0].since == tuesday);
    CHECK(habits.known[0].pull.empty());
}

TEST_CASE("an incentive that has ended is forgotten once", "[mechanism][incentive]") {
    IncentiveParams brief = kpi(1);
    brief.until = tuesday;
    Habits habits = used_to({"it", brief, {}});
    CHECK_FALSE(habits.forget_ended(monday));
    CHECK(habits.known[0].pull == std::vector<double>{7});
    CHECK(habits.forget_ended(tuesday));
    CHECK(habits.known[0].pull.empty());
    CHECK_FALSE(habits.forget_ended(tuesday));
    habits.meet(Rules{{"it", kpi(1), {}}}, tuesday);  // brought back
    CHECK(habits.known[0].since == tuesday);
}

TEST_CASE("gaming takes no more effort than its pace lets be done", "[mechanism][incentive]") {
    Habits habits(1, 1);
    Person person;
    person.intensity = 2;
    habits.now[0].gaming = 0.5;
    CHECK(habits.gaming_of(0, person, 10) == 0.5);  // no size of a task is known yet
    habits.tasks[0] = 100;
    CHECK(habits.gaming_of(0, person, 1000) == 0.5);
    CHECK(habits.gaming_of(0, person, 50) == 0.25);
}

TEST_CASE("efforts and parts move with inertia upwards and with decay downwards", "[mechanism][incentive]") {
    IncentiveParams output = of_kind(IncentiveKind::output_kpi);
    output.splits = 3;
    Habits habits = used_to({"it", output, {}});
    habits.best[0] = {1.5, 0.4};
    const EffortParams effort;
    const double up = 1 - std::exp(-10.0 / 20), down = std::exp(-7.0 / 14);
    habits.last = monday;
    habits.move(10, effort);
    CHECK(habits.now[0].real == Approx(1 + 0.5 * up));
    CHECK(habits.now[0].gaming == Approx(0.4 * up));
    CHECK(habits.parts[0] == Approx(1 + 2 * up));
    habits.best[0] = {};
    habits.meet({}, tuesday);
    habits.move(7, effort);
    CHECK(habits.now[0].gaming == Approx(0.4 * up * (0.1 + 0.9 * down)));
    CHECK(habits.parts[0] == Approx(1 + 2 * up * (0.1 + 0.9 * down)));
}

// What results are worth, by hand and at the limits.
#include "sim/mechanism/value/value.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "sim/mechanism/routing/skill.hpp"
#include "tests/mechanism/quality/quality_builder.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

constexpr double a_year = 12 * 168 * 100 / 1.35;  // $100 an hour

// Tasks of 20 human minutes at $1, by people who need three quarters of the time with the model.
Scenario valued(Span horizon, const QualityParams& quality) {
    Scenario s = quiet_quality(20, 6, horizon, quality);
    TeamParams& team = s.company.front().value;
    team.salary = a_year;
    params_of<Skill>(team).skill = SkillParams{0, 0};
    params_of<Skill>(s).gain.novice = 1.0 / 3;
    s.value = ValueParams{};
    return s;
}

TaskCounts ten_hours() {
    TaskCounts tasks;
    tasks.accept(Duration::hours(10));
    return tasks;
}

}  // namespace

TEST_CASE("what a month was worth, by hand", "[mechanism][value]") {
    Yardstick yardstick;
    yardstick.add_team(a_year, 2);
    TaskCounts tasks = ten_hours();
    tasks.reworked_work = Duration::hours(4);
    tasks.save(Duration::hours(3));
    tasks.spend(Purpose::own_work, Duration::hours(7));
    tasks.spend(Purpose::review, Duration::hours(8));
    tasks.spend(Purpose::bug_fix, Duration::hours(1));
    tasks.spend(Purpose::rework, Duration::hours(2));
    tasks.spend(Purpose::gaming, Duration::hours(100));  // nobody asks for it
    const Worth all = yardstick.measure(tasks, TeamId(0), 1);
    CHECK(all.lasting == Approx(6));
    CHECK(all.absorbed == Approx(6));
    CHECK(all.value == Approx(600));
    CHECK(all.saved == Approx(300));
    CHECK(all.work == Approx(700));
    CHECK(all.review == Approx(200));  // a quarter of what was reviewed
    CHECK(all.repair == Approx(300));

    yardstick.params.absorbs = Duration::hours(2);
    yardstick.params.lost_by_rework = 0.25;
    yardstick.params.worth = 3;
    const Worth some = yardstick.measure(tasks, TeamId(0), 0.5);  // two people, half a month
    CHECK(some.lasting == Approx(9));
    CHECK(some.absorbed == Approx(2));
    CHECK(some.value == Approx(600));
    CHECK(some.work == all.work);
}

TEST_CASE("limits of what results are worth", "[mechanism][value]") {
    Yardstick yardstick;
    yardstick.add_team(a_year, 2);
    yardstick.add_team(0, 2);
    yardstick.add_team(a_year, 0);
    TaskCounts gone = ten_hours();
    gone.reworked_work = gone.accepted_work;
    CHECK(yardstick.measure(gone, TeamId(0), 1).value == 0);
    CHECK(yardstick.measure(ten_hours(), TeamId(1), 1).value == 0);
    CHECK(yardstick.measure(ten_hours(), TeamId(2), 1).value == Approx(1000));  // agents alone
    yardstick.params.absorbs = Duration();
    const Worth nothing = yardstick.measure(ten_hours(), TeamId(0), 1);
    CHECK(nothing.absorbed == 0);
    CHECK(nothing.value == 0);
    CHECK(nothing.lasting == Approx(10));
    double before = 0;
    for (const double hours : {1.0, 2.0, 4.0, 5.0, 6.0, 100.0}) {  // more is never worth less
        yardstick.params.absorbs = Duration::hours(hours);
        const Worth worth = yardstick.measure(ten_hours(), TeamId(0), 1);
        CHECK(worth.absorbed == Approx(std::min(10.0, 2 * hours)));
        CHECK(worth.value >= before);
        before = worth.value;
    }
}

TEST_CASE("return on a bill, by hand, where nothing comes back", "[mechanism][value]") {
    const Trial trial(valued({.months = 2, .days = 0}, plain_quality(0, 0, 1)));
    const std::vector<double> row = trial.row();
    const double tasks = trial.at(row, "accepted_tasks");  // $1 each
    REQUIRE(tasks > 5000);
    CHECK(trial.at(row, "bill") == Approx(tasks));
    CHECK(trial.at(row, "value") == Approx(tasks * 100 / 3));
    CHECK(trial.at(row, "work_cost") == Approx(tasks * 25));
    CHECK(trial.at(row, "labour_saved") == Approx(tasks * 25 / 3));
    CHECK(trial.at(row, "value") - trial.at(row, "work_cost") == Approx(trial.at(row, "labour_saved")));
    CHECK(trial.at(row, "roi") == Approx(25.0 / 3 - 1));
    CHECK(trial.at(row, "durable_share") == 1);
    CHECK(trial.at(row, "absorbed_share") == 1);
    CHECK(trial.at(row, "review_cost") == 0);
    CHECK(trial.at(row, "value", "total", "team", "team") == trial.at(row, "value"));
    CHECK(trial.at(row, "value", "2026-01") + trial.at(row, "value", "2026-02") == Approx(trial.at(row, "value")));
}

TEST_CASE("a company absorbs so much a month, whatever is handed in", "[mechanism][value]") {
    Scenario s = valued({.months = 2, .days = 0}, plain_quality(0, 0, 1));
    s.value->absorbs = Duration::hours(10);
    const Trial trial(s);
    const std::vector<double> row = trial.row();
    CHECK(trial.at(row, "value", "2026-01") == Approx(20 * 10 * 100 * 31 / days_per_month));
    CHECK(trial.at(row, "value") == Approx(20 * 10 * 100 * 59 / days_per_month));
    const double absorbed = 20 * 10 * 59 / days_per_month;
    CHECK(trial.at(row, "absorbed_share") == Approx(absorbed / trial.at(row, "accepted_hours")));
    s.company.front().value.work.front().value.rate = 12;
    const Trial twice(s);  // twice the code, and not a dollar more
    CHECK(twice.at(twice.row(), "accepted_hours") > 1.9 * trial.at(row, "accepted_hours"));
    CHECK(twice.at(twice.row(), "value") == Approx(trial.at(row, "value")));
    CHECK(twice.at(twice.row(), "roi") < trial.at(row, "roi"));
}

TEST_CASE("reviews and repairs take people's time", "[mechanism][value]") {
    QualityParams quality = plain_quality(0.3, 0.2, 1);
    quality.review.coverage = 1;
    quality.review.difficulty = quality.repairs.difficulty = Law::constant(1200);
    const Trial trial(valued({.months = 1, .days = 0}, quality));
    const std::vector<double> row = trial.row();
    const double repairs = trial.at(row, "tasks.bug_fix") + trial.at(row, "tasks.rework");
    REQUIRE(repairs > 500);
    CHECK(trial.at(row, "review_cost") ==
          Approx((trial.at(row, "accepted_hours") + repairs / 3) * 100 / 4).epsilon(0.001));
    CHECK(trial.at(row, "repair_cost") == Approx(repairs * 25).epsilon(0.001));  // one may be under way at the end
    CHECK(trial.at(row, "durable_share") < 1);
    const double costs = trial.at(row, "work_cost") + trial.at(row, "review_cost") + trial.at(row, "repair_cost");
    const double bill = trial.at(row, "bill");
    CHECK(trial.at(row, "roi") == Approx((trial.at(row, "value") - costs - bill) / bill));
}

TEST_CASE("what nobody knows has no value", "[mechanism][value]") {
    Scenario s = valued({.months = 1, .days = 0}, plain_quality(0, 0, 1));
    params_of<Skill>(s.company.front().value).skill.reset();
    const Trial silent(s);
    const std::vector<double> row = silent.row();
    CHECK(silent.at(row, "value") > 0);
    for (const char* measure : {"labour_saved", "work_cost", "repair_cost", "roi"})
        CHECK(std::isnan(silent.at(row, measure)));
    s.company.front().value.work.clear();
    s.company.front().value.agents.push_back({"agent", {}, agents(1, Duration::hours(1), "quiet", "dollar")});
    const Trial unattended(s);  // takes nobody's time
    CHECK(unattended.at(unattended.row(), "work_cost") == 0);
    CHECK(unattended.at(unattended.row(), "roi") == Approx(100.0 / 3 - 1));
    s.value.reset();
    const Trial unasked(s);
    CHECK(unasked.columns().size() < unattended.columns().size());
    for (const Column& column : unasked.columns()) CHECK(column.measure != "value");
}

TEST_CASE("what software checks takes no reviewer's time", "[mechanism][value]") {
    const LoadedScenario loaded = load_scenario_text(R"(
scenario: A gateway checks what a small model does
start: 2026-03-02
horizon: 14 days
market: {models: {m: {input: $3/Mtok, output: $15/Mtok}, small: {input: $1/Mtok, output: $5/Mtok, quality: 70%}}}
company: {team: {people: 20, salary: $100k/year, work: {ask: {rate: 5/day, session: chat, model: m}}}}
routing: {rules: [{below: 1 h, model: small, checked: yes}], check: {session: chat, model: small}}
value: {}
)",
                                                     "checked.yaml");
    const Trial trial(loaded.base());
    const std::vector<double> row = trial.row();
    CHECK(trial.at(row, "tasks.review") > 100);
    CHECK(trial.at(row, "review_cost") == 0);
}

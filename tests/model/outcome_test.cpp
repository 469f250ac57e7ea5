// How measures are worked out from a company, by hand where nothing is left to chance.
#include "sim/model/outcome.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/model/company_builder.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

// People who do one thing only, a month of the same hours every day.
Scenario people_at(const SessionParams& session, std::int64_t people) {
    Scenario s = quiet_scenario(date(2026, 6, 1), {.months = 1, .days = 0});
    s.sessions.push_back({"own", {}, session});
    s.company.front().value.people = people;
    s.company.front().value.work.push_back({"work", {}, work(4, "own", "dollar")});
    return s;
}

}  // namespace

TEST_CASE("sessions take the time of their calls, and tasks are counted once however often they are tried", "[model]") {
    SessionParams session = quiet_session();
    session.calls = session.call_limit = 4;
    session.run_noise = 0;
    session.call_time = Law::constant(30);
    Scenario s = people_at(session, 10);
    s.company.front().value.work.front().value.impossible = 1;
    s.retries.manual = {0, 1, 3, Law::constant(0)};
    const Trial trial(s);
    const std::vector<double> row = trial.row();
    REQUIRE(trial.at(row, "tasks") > 500);
    CHECK(trial.at(row, "minutes") == Approx(0.5 * trial.at(row, "calls")));
    CHECK(trial.at(row, "minutes.own") == trial.at(row, "minutes"));
    CHECK(trial.at(row, "tasks.own") == trial.at(row, "tasks"));
    CHECK(trial.at(row, "sessions") <= 3 * trial.at(row, "tasks"));
    CHECK(trial.at(row, "sessions") > 2.9 * trial.at(row, "tasks"));
    CHECK(trial.at(row, "tasks", "total", "team", "team") == trial.at(row, "tasks"));
    CHECK(trial.at(row, "sessions", "total", "session", "own") == trial.at(row, "sessions"));
    CHECK(trial.at(row, "sessions", "total", "session", "quiet") == 0);
    CHECK(trial.at(row, "cost_per_session") == trial.at(row, "bill") / trial.at(row, "sessions"));
    CHECK(trial.at(row, "tokens_per_session") == trial.at(row, "tokens") / trial.at(row, "sessions"));
    CHECK(std::isnan(trial.at(row, "tokens_per_session", "total", "session", "quiet")));
    CHECK(std::isnan(trial.at(row, "rework_within_2_weeks")));  // of nothing accepted
}

TEST_CASE("own work is all of the bill, the tokens and the calls where there is no other", "[model]") {
    const Trial trial(lively_scenario(date(2026, 6, 1), {.months = 1, .days = 0}));
    const std::vector<double> row = trial.row();
    for (const std::string measure : {"bill", "tokens", "calls"}) {
        CHECK(trial.at(row, measure + ".own") == trial.at(row, measure));
        double causes = 0;
        for (const char* cause : {"useful", "failed", "auto_retry", "manual_retry", "loop"})
            causes += trial.at(row, measure + "." + cause);
        CHECK(causes == Approx(trial.at(row, measure)).epsilon(1e-12));
    }
}

TEST_CASE("calls in circles are a share of those that came to nothing", "[model]") {
    SessionParams session = quiet_session();
    session.calls = 8;
    session.call_limit = 100;
    session.stuck_hazard = 1;  // from the first call on
    const Trial stuck(people_at(session, 10));
    CHECK(stuck.at(stuck.row(), "loop_share_of_failed.calls") == 1);
    CHECK(stuck.at(stuck.row(), "loop_share_of_failed.tokens", "total", "session", "own") == 1);
    session.stuck_hazard = 0;
    session.success = 0;
    const Trial failing(people_at(session, 10));
    CHECK(failing.at(failing.row(), "loop_share_of_failed.calls") == 0);
    session.success = 1;
    const Trial fine(people_at(session, 10));
    CHECK(std::isnan(fine.at(fine.row(), "loop_share_of_failed.calls")));

    const Trial lively(lively_scenario(date(2026, 6, 1), {.months = 1, .days = 0}));
    const std::vector<double> row = lively.row();
    const double loop = lively.at(row, "calls.loop");
    REQUIRE(loop > 0);
    CHECK(lively.at(row, "loop_share_of_failed.calls") ==
          Approx(loop / (loop + lively.at(row, "calls.failed") + lively.at(row, "calls.manual_retry"))));
}

TEST_CASE("tokens of a person are over the active or over all people, as the name says", "[model]") {
    Scenario s = people_at(quiet_session(), 30);
    adoption(s.company.front().value) = ramp(0.5, 0, 1);  // half of them never start
    s.company.push_back({"idle", {}, team(10)});
    s.company.front().value.agents.push_back({"machine", {}, agents(1, Duration::hours(1), "quiet", "dollar")});
    const Trial trial(s);
    const std::vector<double> row = trial.row();
    const double of_people = trial.at(row, "tokens") - 30 * 24 * 1e6;  // the machine's are nobody's
    const double active = 40 * trial.at(row, "active_share");
    CHECK(active > 5);
    CHECK(active < 25);
    CHECK(trial.at(row, "tokens_per_person") == Approx(of_people / 40));
    CHECK(trial.at(row, "tokens_per_person", "total", "team", "team") == Approx(of_people / 30));
    CHECK(trial.at(row, "tokens_per_person", "total", "team", "idle") == 0);
    CHECK(trial.at(row, "person_tokens.mean") == Approx(of_people / active));
    CHECK(trial.at(row, "person_tokens.p50") > 0);
    CHECK(trial.at(row, "weekly_active_share") == Approx(active / 40));  // who has the tools, uses them every week
    CHECK(trial.at(row, "weekly_active_share", "2026-06") == trial.at(row, "weekly_active_share"));
}

TEST_CASE("where every token is an accepted one, the metric tells who delivers", "[model]") {
    Scenario s = people_at(quiet_session(), 40);
    s.company.front().value.intensity.spread = 1;
    const Trial honest(s);
    CHECK(honest.at(honest.row(), "metric_value_correlation") == Approx(1));
    s.company.front().value.work.front().value.impossible = 1;
    const Trial vain(s);
    CHECK(std::isnan(vain.at(vain.row(), "metric_value_correlation")));  // nobody delivers anything
}

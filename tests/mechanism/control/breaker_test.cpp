// Breakers and repeat detectors: by hand, where they bind and where they do not, and that they trip falsely.
#include "sim/mechanism/control/breaker.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "tests/model/company_builder.hpp"
#include "tests/statistical/sample.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

constexpr auto engines = {EngineKind::fast, EngineKind::interleaved, EngineKind::calls};

ControlParams breaker(CapScope scope, double least) {
    ControlParams control;
    control.kind = ControlKind::breaker;
    control.scope = scope;
    control.least = Money::from_units(least);
    control.pause = Law::constant(7200);
    return control;
}

// An agent that spends a dollar an hour, and from some day on one that spends so many.
Scenario machine(Duration every) {
    Scenario s = quiet_scenario(date(2026, 1, 1), {.months = 0, .days = 20});
    s.company.front().value.agents.push_back({"machine", {}, agents(1, every, "quiet", "dollar")});
    return s;
}

double total(const Scenario& s, const std::string& measure = "bill", EngineKind engine = EngineKind::fast) {
    const Trial trial(s, engine);
    return trial.at(trial.row(), measure);
}

}  // namespace

TEST_CASE("an hour trips beyond so many times the usual, and is usual unless it went in circles",
          "[control][breaker]") {
    const bool circling = true, sound = false;
    ControlParams control = breaker(CapScope::person, 1);
    Breaker::Watched watched;
    CHECK_FALSE(Breaker::trips(control, watched, 3, sound));  // exactly three times the least
    CHECK(watched.usual == 3);
    CHECK(Breaker::trips(control, watched, 9.01, circling));
    CHECK(watched.usual == 3);
    CHECK_FALSE(Breaker::trips(control, watched, 9, circling));  // nobody noticed
    CHECK(watched.usual == 6);
    CHECK_FALSE(Breaker::trips(control, watched, 0, sound));  // nights do not count
    CHECK(watched.usual == 6);
    CHECK(Breaker::trips(control, watched, 30, sound));  // found to be well
    CHECK(watched.usual == 14);
    control.memory = 2;
    CHECK_FALSE(Breaker::trips(control, watched, 2, sound));
    CHECK(watched.usual == 8);
    control.least = Money::from_units(100);
    CHECK_FALSE(Breaker::trips(control, watched, 299, sound));
}

TEST_CASE("a breaker stops a machine that begins to run ten times as fast, until that is usual",
          "[model][control][breaker]") {
    Scenario slow = machine(Duration::hours(1)), fast = machine(Duration::seconds(360));
    for (Scenario* s : {&slow, &fast}) controls(*s) = {{"breaker", {}, breaker(CapScope::person, 1)}};
    for (const EngineKind engine : engines) {
        const Trial trial({since("runs away", slow, date(2026, 1, 11), fast)}, engine);
        const std::vector<double> row = trial.row();
        // u = 10 - 9·(39/40)^n passes 10/3 with the twelfth hour; each trip stops it for two, of $20.
        CHECK(trial.at(row, "breaker_trips") == 12);
        CHECK(trial.at(row, "false_trips") == 12);  // no call of it went in circles
        CHECK(trial.at(row, "bill") == Approx(240 + 2400 - 12 * 20).margin(1));
        CHECK(total(slow, "bill", engine) == 480);
        CHECK(total(slow, "breaker_trips", engine) == 0);
    }
    for (Scenario* s : {&slow, &fast}) {  // four times $2.50 are just reached
        controls(*s).front().value.factor = 4;
        controls(*s).front().value.least = Money::from_units(2.5);
    }
    const Trial edge({since("runs away", slow, date(2026, 1, 11), fast)});
    CHECK(edge.at(edge.row(), "bill") == 240 + 2400);
}

TEST_CASE("a breaker of a team stops all of it", "[model][control][breaker]") {
    Scenario s = machine(Duration::hours(1));
    s.company.front().value.agents.push_back({"other", {}, agents(3, Duration::hours(1), "quiet", "dollar")});
    for (const EngineKind engine : engines) {
        for (const CapScope scope : {CapScope::team, CapScope::company}) {
            controls(s) = {{"breaker", {}, breaker(scope, 1)}};
            CHECK(total(s, "breaker_trips", engine) == 1);  // $4 of the first hour, and then that is usual
            CHECK(total(s, "bill", engine) == Approx(4 * 480 - 4 * 2).margin(4));
        }
        controls(s) = {{"breaker", {}, breaker(CapScope::person, 1)}};
        CHECK(total(s, "bill", engine) == 4 * 480);
    }
}

TEST_CASE("a detector stops agents in circles after so many calls, and some others by mistake",
          "[model][control][breaker]") {
    // Sessions of 20 planned calls that get stuck at 5% a call, and then go on to 200.
    Scenario s = machine(Duration::hours(1));
    s.company.front().value.agents.front().value.count = 40;
    SessionParams& session = s.sessions.front().value;
    session.calls = 20;
    session.stuck_hazard = 0.05;
    session.call_limit = 200;
    const double sessions = 40 * 480, circling = total(s, "calls.loop"), accepted = total(s, "accepted_tasks");
    REQUIRE(circling > 50 * sessions);
    ControlParams detector;
    detector.kind = ControlKind::repeat_detector;
    for (const EngineKind engine : engines) {
        detector.detects = 1;
        detector.mistakes = 0;
        controls(s) = {{"detector", {}, detector}};
        const double stuck = total(s, "calls.loop", engine) / 3;
        CHECK(share_errors_off(stuck, sessions, 1 - accepted / sessions) <= most_errors * 1.5);  // two samples
        detector.detects = 0;
        controls(s) = {{"detector", {}, detector}};
        if (engine != EngineKind::calls) CHECK(total(s, "calls.loop", engine) == circling);
        detector.mistakes = 0.05;  // as often as sessions get stuck: every call is survived with 0.95
        controls(s) = {{"detector", {}, detector}};
        CHECK(total(s, "accepted_tasks", engine) < 0.5 * accepted);
        CHECK(total(s, "accepted_tasks", engine) > 0.25 * accepted);
    }
}

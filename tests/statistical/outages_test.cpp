// Outages as an alternating renewal process, and the load at which a storm of retries settles.
#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "sim/mechanism/outage/outages.hpp"
#include "tests/mechanism/stage.hpp"
#include "tests/model/company_builder.hpp"
#include "tests/statistical/sample.hpp"

using namespace burncast;
using namespace burncast::testing;

TEST_CASE("trouble takes its share of time, from the first day on", "[statistical][mechanism]") {
    // 4 a month and lognormal durations: 0.7% of all time. A regime that lasts 20 days of every 50: 40%.
    struct Case {
        OutageParams params;
        double good_days, bad_days;
    };
    for (const Case& c : {Case{{4 / 30.4375, Law::lognormal(2700, 1), 1}, 30.4375 / 4, 2700 * std::exp(0.5) / 86'400},
                          Case{{1.0 / 30, Law::gamma(20 * 86'400, 2), 0.03}, 30, 20}}) {
        const double expected = c.bad_days / (c.good_days + c.bad_days);
        Sample share, begun;
        double at_first = 0;
        for (std::uint64_t r = 0; r < 2000; ++r) {
            const Stage stage(365, r);
            const Outages outages({{{"trouble", {}, c.params}}, std::nullopt}, stage.setting);
            double days = 0, onsets = 0;
            for (const Outages::Trouble& trouble : outages.troubles()) {
                days += (trouble.until - trouble.from).in_days();
                onsets += trouble.from > stage.setting.start ? 1 : 0;
            }
            const bool bad = !outages.troubles().empty() && outages.troubles().front().from == stage.setting.start;
            at_first += bad ? 1 : 0;
            share.add(days / 365);
            begun.add(onsets);
        }
        INFO(share.mean() << " and " << expected);
        CHECK(errors_off(share, expected) <= most_errors);
        CHECK(errors_off(begun, 365 / (c.good_days + c.bad_days)) <= most_errors);
        CHECK(share_errors_off(at_first, 2000, expected) <= most_errors);
    }
}

TEST_CASE("under twice the load a storm settles where the provider serves just its capacity", "[statistical][model]") {
    // Single calls of a steady demand, up to three attempts each: D·(1 − e³) = C, so e = 0.794 at D = 2C.
    Scenario s = quiet_scenario(date(2026, 1, 31), {.months = 0, .days = 8});  // the first day is another month
    const double demand = 2000, hours = 7 * 24;                                // an hour
    s.company.front().value.people = 200;
    s.company.front().value.work.push_back({"work", {}, work(demand * 24 / 200, "quiet", "dollar")});
    s.retries.automatic.tries = 2;
    s.retries.automatic.growth = 1;
    params_of<Outages>(s).overload = OverloadParams{demand / 2 * 24};
    const double e = std::cbrt(0.5);
    for (const double billed : {1.0, 0.4}) {
        s.retries.automatic.billed = billed;
        const Trial trial(s), interleaved(s, EngineKind::interleaved);
        const std::vector<double> row = trial.row();
        CHECK(first_difference(trial.columns(), row, interleaved.row()) == "");
        const double tasks = trial.at(row, "sessions", "2026-02"), served = trial.at(row, "accepted_tasks", "2026-02");
        CHECK(std::abs(tasks - demand * hours) <= most_errors * std::sqrt(demand * hours));
        // What is served follows the load of the hour before, so it is the capacity on average, with the noise of both.
        CHECK(std::abs(served - demand / 2 * hours) <= most_errors * std::sqrt(demand * hours));
        // Billed are the served calls and a share of the failed attempts, (1 + e + e²)·e of them for each task.
        const double calls = trial.at(row, "calls", "2026-02");
        CHECK(calls == Approx(tasks * (0.5 + billed * e * (1 + e + e * e))).epsilon(0.01));
    }
}

TEST_CASE("a provider that nobody overloads fails nothing", "[statistical][model]") {
    Scenario s = lively_scenario(date(2026, 1, 1), {.months = 0, .days = 20});
    Scenario ample = s;
    params_of<Outages>(ample).overload = OverloadParams{1e9};
    const Trial trial({always("base", s), always("ample", ample)});
    CHECK(first_difference(trial.columns(), trial.row(0, 0), trial.row(0, 1)) == "");
}

TEST_CASE("in an outage no call succeeds, and the work of those hours is given up or put off", "[statistical][model]") {
    Scenario s = quiet_scenario(date(2026, 1, 1), {.months = 0, .days = 60});
    s.company.front().value.people = 100;
    s.company.front().value.work.push_back({"work", {}, work(4, "quiet", "dollar")});
    s.retries.automatic.billed = 0;
    Scenario troubled = s;
    const OutageParams outage{0.2, Law::constant(86'400), 1};
    params_of<Outages>(troubled).outages.push_back({"outage", {}, outage});
    const Trial trial({always("base", s), always("troubled", troubled)});
    for (std::uint64_t r = 0; r < 5; ++r) {
        const std::vector<double> usual = trial.row(r, 0), row = trial.row(r, 1);
        const Outages outages({{{"outage", {}, outage}}, std::nullopt}, s.setting(Chance(1, r)));
        double down = 0;
        for (const Outages::Trouble& trouble : outages.troubles()) down += (trouble.until - trouble.from).in_days();
        REQUIRE(down > 0);
        const double tasks = trial.at(usual, "sessions");
        CHECK(trial.at(row, "sessions") == tasks);
        CHECK(trial.at(row, "bill") == trial.at(row, "accepted_tasks"));  // a dollar each; refused calls are free
        // Work comes evenly, so what fails is what comes while the provider is down.
        CHECK(std::abs(tasks - trial.at(row, "accepted_tasks") - 400 * down) <= most_errors * std::sqrt(400 * down));
    }
}

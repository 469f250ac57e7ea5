#include "analysis/pilot_page.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/analysis/page_width.hpp"
#include "tests/base/says.hpp"

using namespace burncast;
using namespace burncast::test;

namespace {

Estimate known(double change, double low, double high) {
    return {std::log1p(change), std::log1p(low), std::log1p(high)};
}

// Comparing the teams shows a saving of 34% where there is one of 16%, as the others burn what these no longer do.
PilotReport spilling() {
    PilotReport report;
    report.teams = 20;
    report.treated = 6;
    report.seen = known(-0.34, -0.38, -0.30);
    report.truth = known(-0.16, -0.20, -0.12);
    report.direct = known(-0.17, -0.21, -0.13);
    report.spill = known(0.26, 0.22, 0.30);
    report.bias = known(-0.214, -0.25, -0.18);
    report.half_width = 0.2;
    report.lives = 40;
    report.covered = 0.5;
    report.found = 0.75;
    report.found_interval = {0.6, 0.86};
    report.power = 0.8;
    report.plan = {{4, 0.3, std::log1p(-0.3), 940}, {8, 0.25, std::log1p(-0.25), 0}};
    return report;
}

PilotFacts facts() {
    PilotFacts facts;
    facts.scenario = "A company with a board";
    facts.policy = "no-board";
    facts.seed = 1;
    facts.from = std::chrono::sys_days{std::chrono::year(2026) / 4 / 6};
    facts.weeks = {8, 8};
    facts.lives = 40;
    facts.drawn = true;
    return facts;
}

}  // namespace

TEST_CASE("the page of a pilot, letter by letter", "[analysis][golden]") {
    const std::vector<PilotMeasure> measures = {{"bill", spilling()}, {"accepted_tasks", spilling()}};
    PilotFacts all = facts();
    all.directory = "runs/company-0123abcd";
    CHECK("\n" + pilot_page(measures, all) == R"(
A company with a board: a pilot of no-board with 6 of 20 teams
After 8 weeks the company would see −34% on a team's bill; the true effect is −16%. Comparing the
teams overstates it: teams without the policy move by +26%. 75% (95%: 60% to 86%) of such pilots
would find an effect at all.

                               seen                 true  spill-over     one pilot  finds it
bill            −34% (−38% to −30%)  −16% (−20% to −12%)        +26%  −46% to −19%       75%
accepted tasks  −34% (−38% to −30%)  −16% (−20% to −12%)        +26%  −46% to −19%       75%
Effects on the typical team, in the weeks after against those before, with 95% intervals of the mean
over lives. Seen: the change in teams with the policy less that in the others. True: everybody with
it against nobody, on the same luck. Spill-over: what it does to teams that do not have it. One
pilot: the 95% interval around the mean that is as wide as what one company would get. Finds it: the
share of pilots whose interval leaves out 0.

How many teams and weeks
weeks after                  these teams see        10% takes
4                      bill             −30%        940 teams
             accepted tasks             −30%        940 teams
8                      bill             −25%  over 100k teams
             accepted tasks             −25%  over 100k teams
With 80% power at 5% two-sided, after 8 weeks before the beginning, 30% of the teams treated. More
teams find a smaller effect; more weeks do where teams do not drift apart meanwhile. Neither mends a
spill-over.

40 lives, each lived three times on the same luck, seed 1; the teams drawn anew. Money at list
prices.

Files
runs/company-0123abcd
pilot.csv, pilot.json, manifest.json
)");
    for (const std::size_t width : {60u, 80u, 140u}) check_width(pilot_page(measures, facts(), width), width);
}

TEST_CASE("a pilot's page says what a comparison of teams does to the effect", "[analysis]") {
    const auto page_of = [](const PilotReport& report) { return pilot_page({{"bill", report}}, facts(), 1000); };
    PilotReport report = spilling();
    report.seen = known(0.05, 0.01, 0.09);
    CHECK(says(page_of(report), "Comparing the teams gives it the wrong sign: teams without"));
    report.seen = known(-0.05, -0.09, -0.01);
    CHECK(says(page_of(report), "Comparing the teams hides a part of it: teams without"));
    report.spill = known(0.01, -0.01, 0.03);
    CHECK(says(page_of(report), "Comparing the teams hides a part of it. 75%"));
    report.bias = known(0.1, -0.01, 0.2);
    CHECK_FALSE(says(page_of(report), "Comparing the teams"));
}

TEST_CASE("a pilot without an estimate says that nobody knows", "[analysis]") {
    const double none = std::nan("");
    PilotReport report = spilling();
    report.lives = 0;
    report.seen = {none, none, none};
    report.half_width = report.found = none;
    const std::string page = pilot_page({{"bill", report}}, facts(), 1000);
    CHECK(says(page, "Nobody knows how many of such pilots would find an effect at all."));
    CHECK_FALSE(says(page, "nan"));
}

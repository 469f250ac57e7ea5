// Weeks of teams sum to the run, and cost nobody anything who does not ask.
#include "sim/model/team_weeks.hpp"

#include <catch2/catch.hpp>

#include "sim/model/replication.hpp"
#include "sim/stats/rows.hpp"

namespace burncast {

namespace {

const std::string company =
    "scenario: s\nstart: 2026-01-05\nhorizon: 60 days\n"
    "market: {models: {m: {input: $1/Mtok, output: $4/Mtok, context: 1M tok}}}\n"
    "company:\n  crew: {people: 4, teams: 3, work: {q: {rate: 3/day, session: coding_agent, model: m}}}\n"
    "  desk: {people: 2, work: {q: {rate: 2/day, session: chat, model: m}}}\n";

double in_row(const Plan& plan, const std::vector<double>& row, const std::string& measure) {
    const std::vector<std::size_t> asked = columns_asked(plan.layout().columns(), {measure, "total"});
    REQUIRE(asked.size() == 1);
    return row[asked.front()];
}

}  // namespace

TEST_CASE("the weeks of all teams sum to the run, and asking changes nothing", "[model]") {
    const Plan plan(load_scenario_text(company, "s.yaml"), 3, EngineKind::fast);
    const Instant anchor = plan.scenario().base().start + Duration::days(24);
    for (std::uint64_t k = 0; k < 3; ++k) {
        TeamWeeks weeks(anchor);
        const std::vector<double> row = replicate(plan, plan.policies()[0], k, nullptr, {}, nullptr, &weeks);
        CHECK(row.size() == replicate(plan, plan.policies()[0], k).size());
        Money spend;
        std::int64_t tokens = 0, accepted = 0;
        for (const TeamWeeks::Week& week : weeks.weeks()) {
            REQUIRE(week.teams.size() == 4);
            for (const TeamWeek& team : week.teams) {
                spend += team.spend;
                tokens += team.tokens.count();
                accepted += team.accepted;
            }
        }
        CHECK(spend.units() == in_row(plan, row, "bill"));
        CHECK(static_cast<double>(tokens) == in_row(plan, row, "tokens"));
        CHECK(static_cast<double>(accepted) == in_row(plan, row, "accepted_tasks"));

        // 3 days, 3 whole weeks to the anchor, 5 whole ones after it, 1 day.
        REQUIRE(weeks.weeks().size() == 10);
        CHECK(!weeks.weeks().front().whole());
        CHECK(weeks.weeks()[3].until == anchor);
        for (std::size_t w = 1; w < 9; ++w) CHECK(weeks.weeks()[w].whole());
        CHECK(weeks.weeks().back().until == plan.scenario().base().end());
    }
}

}  // namespace burncast

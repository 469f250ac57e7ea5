#include "sim/scenario/department.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "sim/mechanism/incentive/incentive.hpp"
#include "sim/scenario/for_teams.hpp"
#include "sim/scenario/load.hpp"
#include "tests/model/company_builder.hpp"

namespace burncast {

namespace {

const std::string market =
    "market: {models: {m: {input: $1/Mtok, output: $4/Mtok}, n: {input: $2/Mtok, output: $8/Mtok}}}\n";
const std::string head = "scenario: s\nstart: 2026-01-01\nhorizon: 2 months\n" + market +
                         "company:\n  crew: {people: 3, teams: 10, work: {q: {rate: 1/day, session: chat, model: m}}}\n"
                         "  desk: {people: 2, work: {q: {rate: 1/day, session: chat, model: m}}}\n";

LoadedScenario with(const std::string& rest) { return load_scenario_text(head + rest, "s.yaml"); }

const Scenario& last_phase(const LoadedScenario& loaded) { return loaded.policies.back().phases.back().scenario; }

std::size_t on_model(const Scenario& scenario, const std::string& model) {
    return static_cast<std::size_t>(std::count_if(
        scenario.company.begin(), scenario.company.end(),
        [&](const Named<TeamParams>& team) { return team.value.work.front().value.model.name == model; }));
}

std::string fault_of(const std::string& rest) {
    try {
        (void)with(rest);
    } catch (const ScenarioError& error) { return error.what(); }
    return "";
}

}  // namespace

TEST_CASE("a department is so many teams, and a policy for it is for all of them", "[scenario]") {
    const LoadedScenario loaded = with("policies:\n  small: {company: {crew: {work: {q: {model: n}}}}}\n");
    REQUIRE(loaded.base().company.size() == 11);
    CHECK(loaded.base().company[0].name == "crew-1");
    CHECK(loaded.base().company[9].name == "crew-10");
    CHECK(loaded.base().people() == 32);
    CHECK(on_model(last_phase(loaded), "n") == 10);
}

TEST_CASE("what is said of one team of a department is laid over what is said of all", "[scenario]") {
    const std::string crew = "  crew: {people: 3, teams: 4, work: {q: {rate: 1/day, session: chat, model: m}}}\n";
    for (const std::string& company : {crew + "  crew-2: {people: 9}\n", "  crew-2: {people: 9}\n" + crew}) {
        const LoadedScenario loaded = load_scenario_text(
            "scenario: s\nstart: 2026-01-01\nhorizon: 2 months\n" + market + "company:\n" + company +
                "policies:\n  p: {company: {crew-3: {people: 3, work: {q: {model: n}}}, crew: {price_felt: 50%}}}\n",
            "s.yaml");
        REQUIRE(loaded.base().company.size() == 4);
        CHECK(loaded.base().company[1].name == "crew-2");
        CHECK(loaded.base().company[1].value.people == 9);
        CHECK(loaded.base().company[1].value.work.size() == 1);
        CHECK(loaded.base().people() == 18);
        CHECK(on_model(last_phase(loaded), "n") == 1);
        CHECK(last_phase(loaded).company[2].value.price_felt == 0.5);
    }
}

TEST_CASE("for a list of teams or departments each of them gets the control", "[scenario]") {
    const LoadedScenario loaded = with(
        "policies:\n  caps: {for: [crew, desk], controls: {cap: {kind: cap, scope: person, period: month, amount: "
        "$5}}}\n");
    REQUIRE(loaded.policies.size() == 2);
    CHECK(
        with("policies:\n  some: {for: [crew-2, desk], company: {desk: {work: {q: {model: n}}}}}\n").policies.size() ==
        2);
    CHECK(fault_of("policies:\n  some: {for: [crew-2, desk], company: {crew-3: {work: {q: {model: n}}}}}\n")
              .find("is changed by a policy that is for crew-2, desk alone") != std::string::npos);
}

TEST_CASE("a share is drawn among all teams, anew with every draw, and never the same for all names", "[scenario]") {
    const LoadedScenario loaded = with(
        "policies:\n  some: {share: 30%, from: 2026-02-01, company: {crew: {work: {q: {model: n}}}, desk: {work: "
        "{q: {model: n}}}}}\n");
    CHECK(on_model(last_phase(loaded), "n") == 3);  // 30% of 11, to the nearest
    CHECK(on_model(loaded.policies.back().phases.front().scenario, "n") == 0);

    const std::vector<std::string> teams = {"a", "b", "c", "d", "e", "f", "g", "h"};
    CHECK(drawn_teams(teams, 0.5, 1) == drawn_teams(teams, 0.5, 1));
    CHECK(drawn_teams(teams, 1, 1) == teams);
    CHECK(drawn_teams(teams, 0.01, 1).size() == 1);
    // Each team is in a quarter of 4,000 draws of two of eight: 1,000 ± 5 standard errors of √(4000·¼·¾) = 27.4.
    std::vector<int> times(teams.size());
    for (int draw = 0; draw < 4000; ++draw)
        for (const std::string& team : drawn_teams(teams, 0.25, draw))
            ++times[static_cast<std::size_t>(std::find(teams.begin(), teams.end(), team) - teams.begin())];
    for (const int count : times) CHECK(std::abs(count - 1000) < 137);
}

TEST_CASE("an incentive of everybody ends for some teams alone, and goes on among the others", "[scenario]") {
    const std::string board = "incentives: {board: {kind: leaderboard, metric: tokens, prize: 0.5}}\n";
    const auto board_of = [&](const std::string& whom) {
        const LoadedScenario loaded =
            with(board + "policies:\n  some: {" + whom + ", from: 2026-02-01, incentives: {board: off}}\n");
        std::vector<std::string> teams;
        Scenario last = last_phase(loaded);
        const auto& entries = testing::params_of<Incentive>(last).entries;
        if (entries.empty()) return std::vector<std::string>{"nobody"};
        for (const Reference& team : entries.front().value.teams) teams.push_back(team.name);
        return teams;
    };
    CHECK(board_of("for: [crew]") == std::vector<std::string>{"desk"});
    CHECK(board_of("for: [desk, crew-2]").size() == 9);
    CHECK(board_of("share: 30%").size() == 8);
    CHECK(board_of("share: 100%") == std::vector<std::string>{"nobody"});
}

TEST_CASE("what some teams have together is one for all of them", "[scenario]") {
    const LoadedScenario loaded = with(
        "policies:\n  some: {for: [crew-1, desk], incentives: {board: {kind: leaderboard, "
        "metric: tokens, prize: 0.5}}}\n");
    Scenario last = last_phase(loaded);
    const auto& entries = testing::params_of<Incentive>(last).entries;
    REQUIRE(entries.size() == 1);
    CHECK(entries.front().value.teams.size() == 2);
}

TEST_CASE("what is theirs alone may be changed by a policy for them", "[scenario]") {
    const auto prize = [](const std::string& team, const std::string& whom) {
        const LoadedScenario loaded =
            with("incentives: {board: {kind: leaderboard, metric: tokens, prize: 0.5, team: " + team +
                 "}}\npolicies:\n  some: {for: " + whom + ", incentives: {board: {prize: 0.9}}}\n");
        Scenario last = last_phase(loaded);
        const auto& entries = testing::params_of<Incentive>(last).entries;
        return std::pair(entries.size(), entries.front().value.teams.size());
    };
    CHECK(prize("crew", "crew") == std::pair<std::size_t, std::size_t>(1, 10));
    CHECK(prize("[crew-1, desk]", "[desk, crew-1]") == std::pair<std::size_t, std::size_t>(1, 2));
    CHECK(prize("desk", "[desk, crew-1]") == std::pair<std::size_t, std::size_t>(1, 1));  // and stays theirs
    CHECK(fault_of("incentives: {board: {kind: leaderboard, metric: tokens, prize: 0.5, team: [crew-1, desk]}}\n"
                   "policies:\n  some: {for: desk, incentives: {board: {prize: 0.9}}}\n")
              .find("holds for others than desk too") != std::string::npos);
}

TEST_CASE("what holds for everybody cannot be piloted", "[scenario]") {
    CHECK(fault_of("policies:\n  some: {share: 30%, market: {prices: [{on: 2026-02-01, change: +20%}]}}\n")
              .find("holds for the whole company; with `share`, a policy may change company.TEAM and ") !=
          std::string::npos);
    CHECK(fault_of("policies:\n  some: {share: 30%, for: desk}\n").find("write either `for` or `share`") !=
          std::string::npos);
    CHECK(fault_of("controls: {cap: {kind: cap, scope: person, period: month, amount: $5}}\n"
                   "policies:\n  some: {share: 30%, controls: {cap: off}}\n")
              .find("holds for others than a share of the teams too; take another name") != std::string::npos);
}

}  // namespace burncast

// From a file to what can be played: names led to what they stand for, files remembered, faults in place.
#include "sim/scenario/load.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "sim/random/text_hash.hpp"
#include "tests/config/scratch.hpp"

using namespace burncast;
using burncast::test::Scratch;

namespace {

const std::string company = R"(
scenario: T
start: 2026-01-01
horizon: 2 months
company:
  crew:
    people: 10
    work: {coding: {rate: 2/day, session: coding_agent, model: nickname}}
    agents: {bot: {every: 2 h, session: chat, model: m}}
market:
  models:
    m: {input: $3/Mtok, output: $15/Mtok}
    other: {input: $1/Mtok, output: $4/Mtok}
    nickname: {same_as: middle}
    middle: {same_as: m}
  prices: [{on: 2026-02-01, change: +10%, models: [nickname, other]}]
)";

LoadedScenario loaded(const std::string& text, const std::string& directory = ".") {
    return load_scenario_text(text, "t.yaml", directory);
}

std::vector<std::string> faults_of(const std::string& text) {
    std::vector<std::string> faults;
    try {
        (void)loaded(text);
    } catch (const ScenarioError& error) {
        for (const Fault& fault : error.faults()) faults.push_back(fault.path);
    }
    return faults;
}

std::string with(std::string text, const std::string& old, const std::string& changed) {
    return text.replace(text.find(old), old.size(), changed);
}

const TeamParams& crew(const Scenario& scenario) { return scenario.company.front().value; }

}  // namespace

TEST_CASE("whoever names a model through another name names the model behind it", "[scenario]") {
    const Scenario scenario = loaded(company).base();
    CHECK(crew(scenario).work.front().value.model.name == "m");
    CHECK(crew(scenario).agents.front().value.model.name == "m");
    CHECK(scenario.market.prices.front().models[0].name == "m");
    CHECK(scenario.market.prices.front().models[1].name == "other");
    CHECK(crew(scenario).work.front().value.model.place.line == 8);  // where it was written
}

TEST_CASE("a policy may lead another name elsewhere", "[scenario]") {
    const LoadedScenario two =
        loaded(company +
               "policies:\n"
               "  elsewhere: {from: 2026-02-01, market: {models: {middle: {same_as: other}}}}\n");
    REQUIRE(two.policies.size() == 2);
    REQUIRE(two.policies[1].phases.size() == 2);
    CHECK(crew(two.policies[1].phases[0].scenario).work.front().value.model.name == "m");
    CHECK(crew(two.policies[1].phases[1].scenario).work.front().value.model.name == "other");
    CHECK(crew(two.policies[1].phases[1].scenario).agents.front().value.model.name == "m");
}

TEST_CASE("tables are remembered with what was in them, each once", "[scenario]") {
    const Scratch scratch;
    scratch.write("sizes.csv", "size\n100\n200\n");
    scratch.write("more.csv", "size\n300\n");
    const std::string text = company +
                             "sessions:\n"
                             "  chat: {growth: \"~ empirical(sizes.csv, column: size)\"}\n"
                             "  coding_agent: {growth: \"~ empirical(sizes.csv, column: size)\"}\n"
                             "policies:\n"
                             "  same: {}\n"
                             "  more: {sessions: {chat: {growth: \"~ empirical(more.csv, column: size)\"}}}\n";
    const LoadedScenario two = loaded(text, scratch.path().string());
    CHECK(two.tables == std::vector<TableFile>{{scratch.path("sizes.csv").string(), text_hash("size\n100\n200\n")},
                                               {scratch.path("more.csv").string(), text_hash("size\n300\n")}});
    CHECK(loaded(company).tables.empty());
}

TEST_CASE("a fault in a policy says which policy", "[scenario]") {
    using Paths = std::vector<std::string>;
    CHECK(faults_of(company + "policies:\n  a: {demand: {lunch: 200%}}\n  b.c: {demand: {lunch: 300%}}\n") ==
          Paths{"policies.a.demand.lunch = 200%", "policies.\"b.c\".demand.lunch = 300%"});
    // What only the whole scenario can know.
    CHECK(faults_of(company + "policies:\n  a: {company: {crew: {work: {coding: {model: n}}}}}\n") ==
          Paths{"policies.a.company.crew.work.coding.model"});
}

TEST_CASE("a gate may ask for a model by any of its names", "[scenario]") {
    const LoadedScenario scenario = loaded(company + "gates:\n  - mean(bill@nickname.total) < $1k\n");
    REQUIRE(scenario.gates.size() == 1);
    CHECK(scenario.gates.front().value.over.group == "m");
    CHECK(faults_of(company + "gates:\n  - mean(bill@nicknam.total) < $1k\n").size() == 1);
}

TEST_CASE("a fault of the scenario is not told again for its policies", "[scenario]") {
    using Paths = std::vector<std::string>;
    CHECK(faults_of(company + "demand: {night: 200%}\npolicies:\n  a: {demand: {lunch: 200%}}\n  b: {}\n") ==
          Paths{"demand.night = 200%", "policies.a.demand.lunch = 200%"});
}

TEST_CASE("a policy is uncertain when it has an uncertain input of its own", "[scenario]") {
    const LoadedScenario scenario = loaded(company + R"(
policies:
  guess:  {company: {crew: {work: {coding: {rate: 1/day to 4/day}}}}}
  later:  {from: 2026-02-01, company: {crew: {work: {coding: {rate: 1/day to 4/day}}}}}
  surely: {company: {crew: {work: {coding: {rate: 3/day}}}}}
)");
    std::vector<bool> uncertain;
    for (const Policy& policy : scenario.policies) uncertain.push_back(policy.uncertain());
    CHECK(uncertain == std::vector<bool>{false, true, true, false});
}

TEST_CASE("what lives on after a policy has done it away is held against its model too", "[scenario]") {
    using Paths = std::vector<std::string>;
    const std::string ranked = company +
                               "incentives: {board: {kind: leaderboard, prize: 0.2}}\n"
                               "effort: {session: chat}\n"
                               "policies:\n";
    const std::string gone = "incentives: {board: off}, effort: {model: tiny}, ";
    const std::string tiny = "market: {models: {tiny: {input: $1/Mtok, output: $4/Mtok, context: 1k tok}}}}\n";
    CHECK(faults_of(ranked + "  never: {" + gone + tiny).empty());
    CHECK(faults_of(ranked + "  later: {from: 2026-02-01, " + gone + tiny) == Paths{"policies.later.effort.model"});
}

TEST_CASE("controls and finance object to what makes no sense in this company", "[scenario]") {
    using Paths = std::vector<std::string>;
    CHECK(faults_of(company + "finance: {}\n") == Paths{"finance"});
    CHECK(faults_of(company + "budget: {amount: $1}\nfinance: {}\n").empty());
    const auto own = [](const std::string& budget) {
        return with(company + "budget: {amount: $100}\nfinance: {}\n", "people: 10",
                    "people: 10\n    budget: " + budget);
    };
    const std::string two = "people: 10\n  others: {people: 1}";
    CHECK(faults_of(with(own("$100"), "market:", "  others: {people: 1}\nmarket:")) == Paths{"company.others"});
    CHECK(faults_of(with(own("$99"), "market:", "  others: {people: 1}\nmarket:")).empty());
    CHECK(faults_of(company + "policies: {late: {from: 2026-02-01, finance: {}}}\n") == Paths{"policies.late.finance"});

    const std::string role = "controls: {r: {kind: cap, scope: role, amount: $1}}\n";
    CHECK(faults_of(company + role) == Paths{"controls.r.scope"});
    CHECK(faults_of(with(company + role, "people: 10", "people: 10\n    role: any")).empty());

    const std::string gate = "controls:\n  gate: {kind: access, models: [m], instead: m}\n";
    const auto cheaper = [&](const std::string& model) {
        return company + gate + "  cap: {kind: cap, scope: person, amount: $1, on_hit: downgrade, cheaper: " + model +
               "}\n";
    };
    CHECK(faults_of(cheaper("other")) == Paths{"controls.cap.cheaper"});
    CHECK(faults_of(cheaper("nickname")).empty());
    CHECK(faults_of(company + gate + "  other: {kind: access, models: [other], instead: other}\n") ==
          Paths{"controls.gate.instead", "controls.other.instead"});
    CHECK(faults_of(own("$101")) == Paths{"budget"});

    const std::string throttle =
        "controls: {t: {kind: cap, scope: company, period: budget, amount: $1, on_hit: throttle}}\n";
    CHECK(faults_of(company + throttle) == Paths{"controls.t.on_hit"});
    CHECK(faults_of(company + throttle + "budget: {amount: $1, period: month}\n").empty());
    CHECK(faults_of(company + "controls: {d: {kind: cap, scope: team, period: day, amount: $1, lag: 1 day}}\n") ==
          Paths{"controls.d.lag = 1 day"});
    CHECK(
        faults_of(company + "controls: {d: {kind: cap, scope: team, period: week, amount: $1, lag: 1 day}}\n").empty());
}

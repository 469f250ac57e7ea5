// Drivers of a bill: which a scenario has, and that the company without one is without it.
#include "sim/scenario/drivers.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "sim/experiment/lives.hpp"

using namespace burncast;

namespace {

const std::string plain = R"(
scenario: T
start: 2026-01-01
horizon: 6 weeks
company: {crew: {people: 6, work: {coding: {rate: 3/day, session: coding_agent, model: m}}}}
market: {models: {m: {input: $3/Mtok, output: $15/Mtok}, small: {input: $1/Mtok, output: $2/Mtok}}}
)";
const std::string everything = R"(
scenario: T
start: 2026-01-01
horizon: 6 weeks
budget: {amount: $300, period: month}
company:
  crew:
    people: 6
    adoption: {start: 50%, imitation: 2/month}
    work: {coding: {rate: 3/day, session: coding_agent, model: m}}
market:
  models: {m: {input: $3/Mtok, output: $15/Mtok}, small: {input: $1/Mtok, output: $2/Mtok}}
  prices: [{on: 2026-01-20, change: +30%}]
  tokens: [{on: 2026-01-20, change: +30%}]
  elasticity: -0.5
incentives: {board: {kind: leaderboard, prize: 0.4, leverage: 20}}
side_jobs: {people: 100%, share: 30%}
quality: {bugs: 2, rework: 1}
routing: {choice: {models: [{model: m}, {model: small}]}}
controls: {limit: {kind: cap, scope: company, period: month, amount: $1k, lag: 1 h, on_hit: block}}
finance: {sees_spend_after: 10 days}
outages: {trouble: {rate: 4/month}}
contracts: {spend: {kind: commitment, amount: $100, change: -10%}}
policies:
  calm: {effort: {substitution: 0}}
  later: {from: 2026-02-01, market: {prices: off}}
)";

LoadedScenario loaded(const std::string& text) { return load_scenario_text(text, "t.yaml"); }

std::vector<std::string> names(const std::vector<DriverPatch>& drivers) {
    std::vector<std::string> names;
    for (const DriverPatch& driver : drivers) names.push_back(driver.driver.name);
    return names;
}

// The total of a measure without some drivers, over a few replications.
double total(const LoadedScenario& scenario, const NodePtr& patch, const std::string& measure) {
    const Plan plan(with_policies(scenario, patch ? std::vector<Entry>{{"without", {}, patch}} : std::vector<Entry>{}),
                    1, EngineKind::fast);
    const std::vector<std::size_t> column = columns_asked(plan.layout().columns(), {measure, "total"});
    if (column.empty()) return 0;
    double sum = 0;
    for (std::uint64_t r = 0; r < 4; ++r) sum += replicate(plan, plan.policies().back(), r)[column.front()];
    return sum;
}

}  // namespace

TEST_CASE("every company has calls that fail, retries and agents in circles", "[drivers]") {
    CHECK(names(drivers_of(loaded(plain), {})) == std::vector<std::string>{"failing calls", "trying again", "loops"});
}

TEST_CASE("the company without a driver is without it", "[drivers]") {
    const LoadedScenario scenario = loaded(everything);
    const std::vector<DriverPatch> drivers = drivers_of(scenario, {});
    CHECK(names(drivers) == std::vector<std::string>{"prices", "answer to prices", "longer contexts", "adoption",
                                                     "gaming", "side jobs", "free choice", "failing calls",
                                                     "trying again", "loops", "repairs", "late control", "contracts"});
    struct Gone {
        const char* driver;
        const char* measure;  // that is nothing without it
    };
    for (const Gone& gone :
         {Gone{"gaming", "bill.gaming"}, Gone{"side jobs", "bill.side_job"}, Gone{"failing calls", "bill.auto_retry"},
          Gone{"trying again", "bill.manual_retry"}, Gone{"loops", "bill.loop"}, Gone{"repairs", "bill.bug_fix"}}) {
        INFO(gone.driver);
        const auto at = std::find_if(drivers.begin(), drivers.end(),
                                     [&](const DriverPatch& d) { return d.driver.name == gone.driver; });
        REQUIRE(at != drivers.end());
        CHECK(total(scenario, nullptr, gone.measure) > 0);
        CHECK(total(scenario, at->without, gone.measure) == 0);
    }
    const NodePtr none = without(drivers, (1U << drivers.size()) - 1);
    CHECK(total(scenario, none, "bill") < total(scenario, nullptr, "bill"));
    CHECK(total(scenario, none, "bill") ==
          Approx(total(scenario, none, "bill.useful") + total(scenario, none, "bill.failed")));
    CHECK(without(drivers, 0) == nullptr);
}

TEST_CASE("a policy may remove a cause of its own", "[drivers]") {
    const LoadedScenario scenario = loaded(everything);
    const std::vector<DriverPatch> drivers = drivers_of(scenario, {"calm=technical"});
    CHECK(drivers.back().driver.name == "calm");
    CHECK(drivers.back().driver.kind == DriverKind::technical);
    std::vector<std::string> faults;
    try {
        (void)drivers_of(scenario, {"calm", "clam=management", "later=neither", "calm=nobody"});
    } catch (const ScenarioError& error) {
        for (const Fault& fault : error.faults()) faults.push_back(fault.path + ": " + fault.message);
    }
    REQUIRE(faults.size() == 4);
    CHECK(std::count_if(faults.begin(), faults.end(),
                        [](const std::string& f) { return f.find("did you mean calm?") != std::string::npos; }) == 1);
    CHECK(std::count_if(faults.begin(), faults.end(),
                        [](const std::string& f) { return f.find("has `from`") != std::string::npos; }) == 1);
}

#include "sim/scenario/grid.hpp"

#include <catch2/catch.hpp>

#include "sim/base/error.hpp"
#include "sim/config/yaml.hpp"
#include "sim/scenario/load.hpp"

using namespace burncast;

namespace {

Gridded gridded(const std::string& policies, Faults& faults) {
    const NodePtr root = read_yaml_text("policies:\n" + policies, "grid.yaml", faults);
    REQUIRE(root);
    return with_grids(root, faults);
}

std::vector<std::string> names(const std::string& policies) {
    Faults faults;
    const Gridded result = gridded(policies, faults);
    for (const Fault& fault : faults.sorted()) FAIL_CHECK(to_text(fault));
    std::vector<std::string> keys;
    for (const Entry& entry : result.root->find("policies")->entries) keys.push_back(entry.key);
    return keys;
}

std::vector<std::string> wrong(const std::string& policies) {
    Faults faults;
    gridded(policies, faults);
    std::vector<std::string> texts;
    for (const Fault& fault : faults.sorted()) texts.push_back(to_text(fault));
    return texts;
}

using Names = std::vector<std::string>;

std::string scenario(const std::string& policies) {
    return "scenario: A month\nstart: 2026-01-01\nhorizon: 1 month\n"
           "company:\n"
           "  builders: {people: 5, work: {coding: {rate: 1/day, session: chat, model: large}}}\n"
           "  others: {people: 5, work: {coding: {rate: 1/day, session: chat, model: large}}}\n"
           "market: {models: {large: {input: $3/Mtok, output: $15/Mtok}}}\n"
           "policies:\n" +
           policies;
}

std::vector<Fault> faults_of(const std::string& policies) {
    try {
        (void)load_scenario_text(scenario(policies), "s.yaml");
    } catch (const ScenarioError& error) { return error.faults(); }
    return {};
}

}  // namespace

TEST_CASE("a list where one value is due makes a policy of each item, where it stood", "[scenario]") {
    CHECK(names("  a: {retries: {manual: {limit: 2}}}\n"
                "  cap: {controls: {limit: {kind: cap, amount: [$200, $500, off]}}}\n"
                "  z: off\n") == Names{"a", "cap-$200", "cap-$500", "cap-off", "z"});
    CHECK(names("  one: {retries: {manual: {limit: [2]}}}\n") == Names{"one-2"});
    CHECK(names("  when: {from: [2026-02-01, 2026-03-01], retries: {manual: {limit: 2}}}\n") ==
          Names{"when-2026-02-01", "when-2026-03-01"});
}

TEST_CASE("several lists make their product, the last varying fastest", "[scenario]") {
    CHECK(names("  cap: {controls: {limit: {amount: [$2, $5], on_hit: [block, alert]}}}\n") ==
          Names{"cap-$2-block", "cap-$2-alert", "cap-$5-block", "cap-$5-alert"});
    CHECK(names("  both: {retries: {manual: {limit: [1, 2, 3]}, automatic: {error_rate: [1%, 2%]}}}\n").size() == 6);
}

TEST_CASE("each policy has its own item, with its place", "[scenario]") {
    Faults faults;
    const Gridded result = gridded("  cap: {retries: {manual: {limit: [2,\n    3]}}}\n", faults);
    REQUIRE(faults.empty());
    REQUIRE(result.grids.size() == 1);
    CHECK(result.grids[0].name == "cap");
    CHECK(result.grids[0].policies == Names{"cap-2", "cap-3"});
    const NodePtr three = result.root->find("policies")->find("cap-3")->find("retries")->find("manual")->find("limit");
    CHECK(three->text == "3");
    CHECK(three->place == Place{"grid.yaml", 3, 5});
    CHECK(written_name(result.grids, "cap-3") == "cap");
    CHECK(written_name(result.grids, "other") == "other");
    CHECK(policies_meant(result.grids, "cap") == Names{"cap-2", "cap-3"});
    CHECK(policies_meant(result.grids, "cap-2") == Names{"cap-2"});
}

TEST_CASE("a list that is a value is no grid, but what stands in one may be swept", "[scenario]") {
    CHECK(names("  a: {controls: {limit: {models: [x, y]}}}\n") == Names{"a"});
    CHECK(names("  a: {controls: {limit: {alerts: [50%, 80%]}}}\n") == Names{"a"});
    CHECK(names("  rise: {market: {prices: [{on: 2026-02-01, change: [+10%, +20%]}]}}\n") ==
          Names{"rise-+10%", "rise-+20%"});
    CHECK(names("  a: {nothing: [1, 2]}\n") == Names{"a"});  // the reader says what is wrong with it
    CHECK(names("  a: [1, 2]\n") == Names{"a"});
}

TEST_CASE("what is wrong with a grid is told at its place", "[scenario]") {
    CHECK(wrong("  cap: {retries: {manual: {limit: []}}}\n") ==
          Names{"grid.yaml:2:35: policies.cap: an empty list sweeps nothing"});
    CHECK(wrong("  cap: {retries: {manual: {limit: [1, [2], 1]}}}\n") ==
          Names{"grid.yaml:2:39: policies.cap: a list here is swept, one value at a time; this is a list",
                "grid.yaml:2:44: policies.cap: “1” stands twice in what is swept"});
    CHECK(wrong("  cap: {retries: {manual: {limit: [1, 2]}}}\n  cap-2: {retries: {manual: {limit: 2}}}\n") ==
          Names{"grid.yaml:2:3: policies.cap: makes a policy “cap-2”, and there is another one of this name"});
    std::string many = "[0";
    for (int i = 1; i < 11; ++i) many += ", " + std::to_string(i);
    many += "]";
    CHECK(wrong("  cap: {retries: {manual: {limit: " + many + "}, automatic: {error_rate: " + many + "}}}\n") ==
          Names{"grid.yaml:2:3: policies.cap: makes 121 policies; a grid has at most 100"});
}

TEST_CASE("a grid is loaded as its policies, and a fault in it is told once, at its item", "[scenario]") {
    const LoadedScenario loaded = load_scenario_text(
        scenario("  tries: {for: [builders, others], company: {}, controls: {cap: {kind: cap, scope: "
                 "person, period: [week, month], amount: [$200, $500]}}}\n"
                 "gates:\n  - bill.total of tries-month-$500 <= 100% of base\n"),
        "s.yaml");
    REQUIRE(loaded.policies.size() == 5);
    CHECK(loaded.policies[4].name == "tries-month-$500");
    CHECK(loaded.gates.size() == 1);

    const std::vector<Fault> items = faults_of("  tries: {retries: {manual: {limit: [2, two, 3]}}}\n");
    REQUIRE(items.size() == 1);
    CHECK(items[0].place == Place{"s.yaml", 9, 41});
    CHECK(items[0].path == "policies.tries.retries.manual.limit = two");

    const std::vector<Fault> common = faults_of("  tries: {retries: {manual: {limit: [2, 4, 3], limmit: 2}}}\n");
    REQUIRE(common.size() == 1);
    CHECK(common[0].path == "policies.tries.retries.manual.limmit");
}

// What `describe` gives as an example has to be right.
#include "sim/scenario/grammar.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>

#include "sim/scenario/load.hpp"
#include "sim/scenario/selection_text.hpp"

using namespace burncast;

namespace {

// The lines from one that is `heading` alone to the next that is empty.
std::string example(const std::string& page, const std::string& heading) {
    std::istringstream lines(page);
    std::string found;
    bool inside = false;
    for (std::string line; std::getline(lines, line);) {
        if (line.empty()) inside = false;
        if (line == "  " + heading) inside = true;
        if (inside) found += line.substr(2) + "\n";
    }
    return found;
}

LoadedScenario with(const std::string& example) {
    return load_scenario_text(
        "scenario: A year\nstart: 2026-01-01\nhorizon: 12 months\nbudget: {amount: $1M}\n"
        "company: {engineering: {people: 5, work: {coding: {rate: 1/day, session: chat, model: large}}}}\n"
        "market:\n  models:\n    large: {input: $3/Mtok, output: $15/Mtok}\n"
        "    haiku: {input: $1/Mtok, output: $5/Mtok}\n" +
            example,
        "example");
}

}  // namespace

TEST_CASE("every example of a gate, an expectation and a policy can be read", "[scenario]") {
    CHECK(with(example(describe_gates(), "gates:")).gates.size() == 11);
    const std::string capped =
        "policies: {cap-500: {controls: {limit: {kind: cap, scope: person, period: month, amount: $500}}}}\n";
    std::string of_policies = example(describe_gates(), "and of policies (`base` is the scenario without one):");
    of_policies.replace(0, of_policies.find('\n'), "gates:");
    const LoadedScenario compared = with(of_policies + capped);
    REQUIRE(compared.gates.size() == 6);
    for (const Gate& gate : compared.gates) CHECK(gate.policy == "cap-500");
    const std::string policies =
        "\npolicies:\n  governed: {budget: off}\n  repaired: {sessions: {chat: {cache: off}}}\n"
        "  both: {budget: off, sessions: {chat: {cache: off}}}\n";
    CHECK(with(example(describe_expectations(), "expect:") + policies).expectations.size() == 8);
    CHECK(with(example(describe_policies(), "policies:")).policies.size() == 8);  // with the base, and three of a grid
}

TEST_CASE("every example of a selection can be read", "[scenario]") {
    const LoadedScenario company = load_scenario_text(R"(
scenario: A year
start: 2026-01-01
horizon: 12 months
company: {crew: {people: 5, salary: $100k/year, work: {coding: {rate: 1/day, session: chat, model: m}}}}
market: {models: {m: {input: $3/Mtok, output: $15/Mtok}}}
value: {}
)",
                                                      "example");
    std::istringstream lines(describe_select());
    std::size_t read = 0;
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with("  --select \"")) continue;
        const auto after = [&](const std::string& option, char end) {
            const std::size_t at = line.find(option);
            if (at == std::string::npos) return std::string();
            const std::size_t first = at + option.size();
            return line.substr(first, std::min(line.find(end, first), line.size()) - first);
        };
        Faults faults;
        INFO(line);
        CHECK(
            read_selection({after("--select \"", '"'), after("--indifference ", ' '), after("--confidence ", ' '), ""},
                           company, faults));
        faults.throw_if_any();
        ++read;
    }
    CHECK(read == 3);
}

// From a file to what can be played: the scenario, and each policy as a sequence of phases.
//
// A policy is a patch over the scenario; with `from: DATE` it has two phases, the scenario before and the patched one
// after, with `for: TEAMS` or `share: 30%` it reaches those teams alone. Every layer is read by the same table as the scenario itself, so
// a policy can change whatever a scenario can say, except what a company is: its teams and people, the start, the
// horizon and the currency.
#pragma once

#include <string>
#include <vector>

#include "sim/base/error.hpp"
#include "sim/config/document.hpp"
#include "sim/config/reader.hpp"
#include "sim/scenario/grid.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/stats/expectation.hpp"
#include "sim/stats/gate.hpp"

namespace burncast {

struct Phase {
    Instant from;
    Scenario scenario;              // uncertain inputs at their medians
    std::vector<Unknown> unknowns;  // and how to draw them
};

struct Policy {
    std::string name;
    std::vector<Phase> phases;  // in order; the first begins with the scenario

    // Whether any phase has an uncertain input: then replications 2k and 2k+1 share a draw of them, so that luck and
    // ignorance can be told apart.
    [[nodiscard]] bool uncertain() const;
};

struct LoadedScenario {
    Document document;
    std::string directory;          // where it is, for files that an override names
    std::vector<TableFile> tables;  // what laws draw from, in the order in which they were first read
    std::vector<Policy> policies;   // base first, then as written, grids written out
    std::vector<Grid> grids;
    std::vector<Gate> gates;
    std::vector<Expectation> expectations;
    std::vector<Note> notes;  // what it says in vain, by place
    [[nodiscard]] const Scenario& base() const { return policies.front().phases.front().scenario; }
};

// `overrides` are path=value (--set), `gates` come after the scenario's own (--gate). Throws ScenarioError with every
// fault.
[[nodiscard]] LoadedScenario load_scenario(const std::string& path, const std::vector<std::string>& overrides,
                                           const std::vector<std::string>& gates = {});
// The same scenario with these policies instead of its own, without gates and expectations. Throws ScenarioError.
[[nodiscard]] LoadedScenario with_policies(const LoadedScenario& loaded, std::vector<Entry> policies);
[[nodiscard]] LoadedScenario load_scenario_text(const std::string& text, const std::string& name,
                                                const std::string& directory = ".");

}  // namespace burncast

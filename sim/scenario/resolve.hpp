// What no single field can know: names that must exist elsewhere in the scenario, and what a policy may not change.
// From here on a model is called by one name: references to another name for it (same_as) are replaced.
#pragma once

#include <string>
#include <vector>

#include "sim/config/faults.hpp"
#include "sim/config/reader.hpp"
#include "sim/scenario/scenario.hpp"

namespace burncast {

// Finds sessions, models and teams that are named but not defined, lanes a model does not have, a horizon of nothing.
// `root` is what `reader` read the scenario from. What it could not read is told already, and nothing is told that only
// follows from it. Where a model that has `same_as` is named, the scenario names the model behind it afterwards.
void resolve_names(Scenario& scenario, const NodePtr& root, const Reader& reader, Faults& faults);

// The same for the work that mechanisms bring, and what they object to, once nothing else is wrong; `lived` says which
// mechanisms lived before `from` (Scenario::living).
void resolve_mechanisms(const Scenario& scenario, const NodePtr& root, const std::vector<bool>& lived, Instant from,
                        Faults& faults);

// The model that a name stands for, be it its own or another name for it; the name itself when there is none.
[[nodiscard]] std::string model_behind(const Scenario& scenario, const std::string& name);

// Whether a team that is named is there; a fault if it is not.
[[nodiscard]] bool check_team(const Scenario& scenario, const Reference& team, const std::string& path, Faults& faults);

// A scenario and who read it.
struct ReadScenario {
    Reader reader;
    Scenario scenario{};
    Instant from{};      // the first day on which it holds
    bool sound = false;  // nothing is wrong with it
};

// A policy plays the same company: same start, horizon, teams and numbers of people.
void check_same_company(const ReadScenario& patched, const ReadScenario& base, const Place& place,
                        const std::string& path, Faults& faults);

}  // namespace burncast

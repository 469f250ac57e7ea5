// What no single field can know: names that must exist elsewhere in the scenario, and what a policy may not change.
// From here on a model is called by one name: references to another name for it (same_as) are replaced.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/config/faults.hpp"
#include "sim/config/reader.hpp"
#include "sim/scenario/scenario.hpp"

namespace burncast {

// Finds sessions, models and teams that are named but not defined, lanes a model does not have, a horizon of nothing.
// `root` is what the scenario was read from, for the places of faults, and `names` every name in it of something defined
// elsewhere; `lived` says which mechanisms lived before it (Scenario::living). Where a model that has `same_as` is
// named, the scenario names the model behind it afterwards.
void resolve_scenario(Scenario& scenario, const NodePtr& root, std::span<const NameUse> names,
                      const std::vector<bool>& lived, Faults& faults);

// The model that a name stands for, be it its own or another name for it; the name itself when there is none.
[[nodiscard]] std::string model_behind(const Scenario& scenario, const std::string& name);

// A team that is named but not there.
void check_team(const Scenario& scenario, const Reference& team, const std::string& path, Faults& faults);

// A policy plays the same company: same start, horizon, currency, teams and numbers of people.
void check_same_company(const Scenario& patched, const Scenario& base, const Place& place, const std::string& path,
                        Faults& faults);

}  // namespace burncast

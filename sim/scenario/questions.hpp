// The gates and expectations of a scenario, and values that a command is asked for: read, and held against what a run of
// it reports, so that a month outside the run or a cause that nothing brings is found together with all other faults.
#pragma once

#include <string>
#include <vector>

#include "sim/config/faults.hpp"
#include "sim/config/reader.hpp"
#include "sim/scenario/load.hpp"

namespace burncast {

// `reader` read the scenario from `root`. What its policies and mechanisms bring is known only where nothing is wrong
// with them; until then no part is missed whose name stands anywhere in the scenario, nor any cause. `more` are gates
// beside those of the scenario (--gate), which come after them.
void read_questions(LoadedScenario& loaded, const NodePtr& root, const Reader& reader,
                    const std::vector<std::string>& more, Faults& faults);

// Why a run of a scenario that has been read cannot tell this value; empty when it can, and then its parts are found.
[[nodiscard]] std::string unreported(ReportedValue& value, const LoadedScenario& loaded);

// MEASURE.PERIOD, each of one period, as `option` of the command line gives them. Throws ScenarioError.
[[nodiscard]] std::vector<NamedValue> asked_values(const std::vector<std::string>& texts, const std::string& option,
                                                   const LoadedScenario& loaded);

}  // namespace burncast

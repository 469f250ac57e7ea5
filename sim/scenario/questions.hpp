// The gates and expectations of a scenario: read, and held against what a run of it reports, so that a month outside the
// run or a cause that nothing brings is found together with all other faults.
#pragma once

#include "sim/config/faults.hpp"
#include "sim/config/reader.hpp"
#include "sim/scenario/load.hpp"

namespace burncast {

// `reader` read the scenario. Parts and causes are looked up only where nothing is wrong with it and its policies: what
// is may bring them.
void read_questions(LoadedScenario& loaded, const Reader& reader, Faults& faults);

}  // namespace burncast

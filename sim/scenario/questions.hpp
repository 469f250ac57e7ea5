// The gates and expectations of a scenario: read, and held against what a run of it reports, so that a month outside the
// run or a cause that nothing brings is found together with all other faults.
#pragma once

#include "sim/config/faults.hpp"
#include "sim/scenario/load.hpp"

namespace burncast {

// `sound`: the scenario itself could be read. Parts and causes are looked up only where every policy could be, too: one
// that could not may bring them.
void read_questions(LoadedScenario& loaded, const Currency& currency, bool sound, Faults& faults);

}  // namespace burncast

// Models that take the work of others because they are cheaper, and are not.
#pragma once

#include <vector>

#include "sim/base/error.hpp"
#include "sim/scenario/scenario.hpp"

namespace burncast {

// Notes what leads to the very model that is at work, or to none that is cheaper at list prices, on any day from `from`
// on. Says nothing of prices where contracts make what is paid another thing, or where prices jump.
void note_downgrades(const Scenario& scenario, const std::vector<bool>& living, Instant from, std::vector<Note>& notes);

}  // namespace burncast

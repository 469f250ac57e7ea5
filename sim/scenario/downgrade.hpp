// Models that take the work of others because they are cheaper: those that are not, and those of which nobody says how
// well they do it.
#pragma once

#include <vector>

#include "sim/base/error.hpp"
#include "sim/config/node.hpp"
#include "sim/scenario/scenario.hpp"

namespace burncast {

// Notes what leads to the very model that is at work, or to none that is cheaper at list prices, on any day from `from`
// on. Says nothing of prices where contracts make what is paid another thing, or where prices jump.
void note_downgrades(const Scenario& scenario, const std::vector<bool>& living, Instant from, std::vector<Note>& notes);

// Notes cheaper models that take the place of others, here or beside what `base` has at work, where no quality is stated of
// either: so much is saved, and it costs nothing. `root`: what the scenario was read from.
void note_unsaid_quality(const Scenario& base, const Scenario& scenario, const NodePtr& root,
                         const std::vector<bool>& living, Instant from, std::vector<Note>& notes);

}  // namespace burncast

// The uncertain inputs of a run: what a scenario and its policies do not know exactly, each path once.
#pragma once

#include <string>
#include <vector>

#include "sim/config/unknown.hpp"
#include "sim/scenario/load.hpp"

namespace burncast {

struct Input {
    std::string path;  // company.engineering.work.coding.rate
    Place place;
    Dimension dimension = Dimension::number;
    Interval interval;  // 90%, in the base unit
};

// Those of the base in the order of its file, then what only policies add. Where a policy gives a path another interval,
// both share one draw, and the first interval is told.
[[nodiscard]] std::vector<Input> inputs_of(const std::vector<Policy>& policies);

}  // namespace burncast

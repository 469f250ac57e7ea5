// The gates and expectations of a scenario, read and checked against what its run can answer.
#pragma once

#include <vector>

#include "analysis/expectation.hpp"
#include "analysis/gate.hpp"
#include "sim/model/replication.hpp"

namespace burncast {

struct Questions {
    std::vector<Gate> gates;
    std::vector<Expectation> expectations;
};

// Throws ScenarioError with every fault and its place.
[[nodiscard]] Questions read_questions(const Plan& plan);

}  // namespace burncast

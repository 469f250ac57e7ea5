// Whether a run can answer the gates and expectations of its scenario: only the plan knows which columns there are.
#pragma once

#include "sim/model/replication.hpp"

namespace burncast {

// Throws ScenarioError with every question that it cannot (a month outside the run, a budget that is not there).
void check_questions(const Plan& plan);

}  // namespace burncast

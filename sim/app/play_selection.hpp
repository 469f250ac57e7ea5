// compare --select: plays lives as a selection asks for them.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/experiment/lives.hpp"
#include "sim/stats/rows.hpp"
#include "sim/stats/selection.hpp"

namespace burncast {

struct PlayedSelection {
    std::vector<PolicyRows> policies;  // each as far as it was played
    SelectionReport selection;
};

// `policies` are places in plan.policies(), base first where the condition is told by it. What is planned, as progress is
// told, is the most that may still be needed. A stop keeps what was finished.
[[nodiscard]] PlayedSelection play_selection(const Plan& plan, const std::vector<std::size_t>& policies,
                                             const SelectionQuestion& question, const LivesOptions& options);

}  // namespace burncast

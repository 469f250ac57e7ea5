// Many replications of some policies: in parallel, folded in index order, to a number or to a precision.
//
// The rows are the same bytes for any number of threads, because a replication depends on (plan, policy, seed, number)
// alone and rows are appended by number. To a precision, replications are added in growing blocks whose sizes depend on
// nothing but the block before, and the total bill of the first policy is looked at between them.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "sim/experiment/lives.hpp"
#include "sim/stats/interval.hpp"

namespace burncast {

struct ExperimentOptions {
    std::size_t replications = 100;
    std::optional<double> precision;        // relative, of the mean and of P95 of the total bill
    std::size_t most_replications = 20000;  // with a precision: where to stop short
    std::size_t threads = 0;                // see threads_for()
    // Called from any thread with the lives done and planned so far: replications times policies.
    std::function<void(std::size_t done, std::size_t planned)> progress;
    const std::atomic<bool>* stop = nullptr;  // when it becomes true, what is finished is kept
};

struct ExperimentResult {
    std::vector<PolicyRows> policies;
    bool interrupted = false;
};

// `policies` are places in plan.policies(), the first is what the others are compared with.
[[nodiscard]] ExperimentResult run_experiment(const Plan& plan, const std::vector<std::size_t>& policies,
                                              const ExperimentOptions& options);

}  // namespace burncast

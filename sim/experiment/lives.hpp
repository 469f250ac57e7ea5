// Lives played in parallel: any policy, replication and inputs that somebody asks for.
//
// They are begun in the order in which they are asked for, so that a stop leaves few holes. What comes back is the same
// bytes for any number of threads.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "sim/model/replication.hpp"

namespace burncast {

struct LifeToPlay {
    std::size_t policy = 0;  // place in plan.policies()
    std::uint64_t replication = 0;
    std::vector<double> inputs = {};  // as of drawn_inputs(), which are taken where there are none
};

struct LivesOptions {
    std::size_t threads = 0;  // see threads_for()
    // Called from any thread with the lives done and planned so far.
    std::function<void(std::size_t done, std::size_t planned)> progress = {};
    const std::atomic<bool>* stop = nullptr;  // when it becomes true, what is finished is kept
};

// Those that are used when so many are asked for: 0 is as many as the machine gives this process. More than four a
// processor would only cost memory; at least 16 are allowed.
[[nodiscard]] std::size_t threads_for(std::size_t asked);

// Calls life(0), life(1) … in parallel, begun in this order, each of which says whether it came to its end; a
// thread whose life did not begins none after it.
void each_life(std::size_t count, const std::function<bool(std::size_t)>& life, const LivesOptions& options);

// A row a life, of these columns of plan.layout() or of all where none are named; empty where a stop came before the
// life was finished. Throws what replicate() throws.
[[nodiscard]] std::vector<std::vector<double>> play_lives(const Plan& plan, std::span<const LifeToPlay> lives,
                                                          std::span<const std::size_t> columns,
                                                          const LivesOptions& options);

}  // namespace burncast

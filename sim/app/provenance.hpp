// What is kept of anything that is played: where it came from, and how to make it again.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "sim/app/options.hpp"
#include "sim/model/replication.hpp"
#include "sim/output/manifest.hpp"

namespace burncast {

// Of a scenario with all layers and defaults, its tables, the program, and whatever else of what was `asked` changes the
// results.
[[nodiscard]] std::string hash_of(const LoadedScenario& scenario, const std::string& asked);

// What became of what was asked.
struct Finished {
    std::string run_hash;               // as of hash_of()
    std::vector<std::string> policies;  // names
    std::size_t replications = 0;       // finished
    bool interrupted = false;
};

// Begun before anything is played, as it tells how long that took.
class Provenance {
public:
    Provenance();
    [[nodiscard]] Manifest manifest(const Plan& plan, const PlayingOptions& options, Finished finished) const;

private:
    std::string started_;
    std::chrono::steady_clock::time_point begin_;
};

}  // namespace burncast

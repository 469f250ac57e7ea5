// What moves an answer: which methods are played, in which order, on how many lives.
//
// Sobol's design costs rows × (inputs + 3) lives. Of more than `most_columns` inputs, Morris's effects choose the
// `most_alone` that matter most; the others keep their chance but are swapped together, as one column, so that nothing
// is lost and the page says how little they were. The points depend on the seed alone: every policy is asked the
// same questions. A stop keeps whole rows of each method.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "analysis/design.hpp"
#include "sim/stats/sensitivity.hpp"

namespace burncast {

inline constexpr std::size_t most_columns = 8;
inline constexpr std::size_t most_alone = 6;

// How the simulation is asked. Answers come back in the order of the points, an unbroken run of them: fewer when a stop
// came.
struct Simulator {
    std::vector<std::string> inputs;    // paths
    std::vector<std::string> policies;  // all that there are, the choice among which is looked at
    std::size_t policy = 0;             // whose answer it is

    // Where the inputs of a replication lie; 2k and 2k + 1 share them.
    std::function<std::vector<double>(std::uint64_t replication)> draw;
    // The answer of the policy, NaN or infinite where there is none.
    std::function<std::vector<double>(std::span<const Point>)> answers;
    // The net benefit of every policy.
    std::function<std::vector<std::vector<double>>(std::span<const Point>)> net_benefits;
    // Independent numbers in [0, 1), for a trajectory.
    std::function<std::function<double()>(std::uint64_t trajectory)> uniforms;
};

struct SensitivityMethods {
    bool morris = false, sobol = false, tornado = false, information = false;
};

// How many lives of each method are played; `points` are the rows of Sobol's design, and the draws of the value of
// information.
struct SensitivitySize {
    std::size_t trajectories = 0, rows = 0, replications = 0, draws = 0;
    std::size_t columns = 0;  // of Sobol's design, luck not counted
    std::size_t lives = 0;    // in all
};
[[nodiscard]] SensitivitySize size_of(const SensitivityMethods& methods, std::size_t points, std::size_t inputs,
                                      std::size_t policies);

struct SensitivityStudy {
    SensitivityReport report;  // what the simulator does not know is left empty
    std::vector<SensitivityLife> lives;
};
[[nodiscard]] SensitivityStudy study(const Simulator& simulator, const SensitivityMethods& methods, std::size_t points);

}  // namespace burncast

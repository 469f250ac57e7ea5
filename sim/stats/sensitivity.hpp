// What moves an answer, as plain data: analysis fills it, sim/output writes it, the command prints it. Numbers in the
// unit of the measure unless said otherwise; NaN where there is no value.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/error.hpp"
#include "sim/stats/estimate.hpp"

namespace burncast {

// How the answer changes when an input goes from the low end of its interval to the high one (analysis/morris.hpp).
struct ElementaryEffects {
    double mu = 0;     // the mean effect
    Estimate mu_star;  // of the absolute effects, which do not cancel (Campolongo, Cariboni and Saltelli 2007)
    double sigma = 0;  // how much it depends on the other inputs and on luck
};

// Shares of the variance of the answer (analysis/sobol.hpp).
struct SobolIndices {
    Estimate first;  // what would be gone on average if this were known, and nothing else
    Estimate total;  // what would be left if all but this were known
};

// The answer at the ends of an interval, all other inputs at their medians, less that at all medians.
struct Swing {
    Estimate low;
    Estimate high;
};

struct InputSensitivity {
    std::string name;      // its path
    std::string interval;  // as written: 0.8 to 1.4/day
    std::optional<ElementaryEffects> morris;
    std::optional<SobolIndices> sobol;  // none where it was swapped together with others
    std::optional<Swing> tornado;
    std::optional<Estimate> evppi;  // the expected value of knowing it alone perfectly, in currency
};

// Which policy is best on what is known, and what it would be worth to know more before choosing.
struct DecisionReport {
    struct Option {
        std::string policy;
        double net_benefit = 0;  // the mean
    };
    std::vector<Option> options;
    std::size_t best = 0;       // place in options
    bool valued = false;        // net benefit is value less costs; else the bill alone, below 0
    bool time_counted = false;  // people's own time is among the costs
    std::size_t draws = 0;
    Estimate evpi;  // the expected value of knowing all inputs perfectly
};

// A life that was played for it.
struct SensitivityLife {
    std::string method;  // morris, sobol, tornado or information
    std::size_t row = 0;
    std::string point;  // of the row: start, A, B, medians, or which input was changed
    std::string policy;
    std::uint64_t replication = 0;
    std::vector<double> inputs;  // where each lies in its interval, as a standard normal number
    double answer = 0;
};

struct SensitivityReport {
    std::string scenario;
    std::string policy;
    std::string measure;  // as asked: bill.total
    std::string unit;     // as unit_text()
    std::uint64_t seed = 0;
    std::string currency = "USD";
    std::chrono::sys_days start;

    std::vector<InputSensitivity> inputs;  // in the order of the scenario
    std::optional<SobolIndices> luck;
    std::optional<SobolIndices> others;  // of the inputs that were swapped together because they move little
    std::optional<Estimate> at_medians;  // the mean answer with all inputs at their medians
    std::optional<DecisionReport> decision;

    // Of what was played: the mean and quantiles of the answer over luck and ignorance, and how much of each method.
    double mean = 0, sd = 0, p05 = 0, p50 = 0, p95 = 0;
    std::size_t rows = 0;           // of the design of the indices
    std::size_t trajectories = 0;   // of the elementary effects
    std::size_t replications = 0;   // of each end of the tornado
    std::size_t lives = 0;          // in all
    std::size_t without_value = 0;  // rows that were left out because the answer has no value somewhere in them
    bool interrupted = false;
    std::vector<Note> notes{};
    std::string directory;  // where the files are; empty when none were written
};

}  // namespace burncast

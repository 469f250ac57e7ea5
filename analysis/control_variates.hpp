// A surer mean from what is known anyway: control variates (Lavenberg & Welch 1981).
//
// Each replication draws the scenario's uncertain inputs as standard normal numbers z, whose means are known to be 0. A
// sample in which they came out high by chance has a bill that is too high by chance, and a regression over blocks
// (pairs of replications share a draw) says by how much:
//   y_b = μ + βᵀ z_b + e_b,   the estimate is μ in place of the plain mean ȳ = μ + βᵀ z̄, with a t interval of B − d − 1
//   degrees of freedom and the variance HC3 (MacKinnon & White 1985), which takes no line for granted: where the bill
//   bends with z, residuals are larger far out, and the textbook's interval is too short
// Effective replications: how many the plain mean would need to be known as well, n · Var(ȳ) / Var(μ). What is left is
// luck, and what the bill does beyond straight lines in z. The intercept of an ordinary regression is unbiased where
// the residuals are even about the line; where they are not its bias is of the order 1/B, and vanishes with more of them.
// It serves the mean alone: quantiles are the plain ones.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "sim/stats/interval.hpp"

namespace burncast {

struct ControlledMean {
    double mean = 0;
    ConfidenceInterval interval;        // 95%
    double effective_replications = 0;  // infinite where nothing is left to chance
};

// `values` and `controls` by replication, the controls of a block alike. Nothing where there are no controls, too few
// blocks for them (five for each, and ten), or a value that is none or infinite.
[[nodiscard]] std::optional<ControlledMean> controlled_mean(std::span<const double> values,
                                                            std::span<const std::vector<double>> controls,
                                                            std::size_t block_size);

}  // namespace burncast

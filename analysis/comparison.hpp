// A policy beside the base on the same luck: paired differences.
//
// Replication k of both meets the same company and the same chance, so d_k = policy_k - base_k holds only what the
// policy did. The mean of d has a 95% t interval over blocks of replications (pairs when inputs are uncertain, see
// sim/stats/interval.hpp). A policy that changes nothing gives exactly 0 with the interval [0, 0].
//   probability_lower  share of replications with policy_k < base_k; a tie counts one half
//   variance_ratio     (Var base + Var policy) / Var difference, variances of the means over blocks: how many times as
//                      many replications unpaired luck would have needed. Infinite when d does not vary at all.
// Two nevers are a tie and differ by 0; a never against a date leaves the mean without a value (NaN).
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/stats/report.hpp"
#include "sim/stats/rows.hpp"

namespace burncast {

// Names are left empty. Both in the order of the replications and equally long.
[[nodiscard]] Difference paired_difference(std::span<const double> base, std::span<const double> policy,
                                           std::size_t block_size);

// Every measure and period over the whole company (group kind `all`) that both have.
[[nodiscard]] std::vector<Difference> compare(const PolicyRows& base, const PolicyRows& policy, std::size_t block_size);

}  // namespace burncast

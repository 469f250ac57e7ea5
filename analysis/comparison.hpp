// A policy beside the base on the same luck: paired differences.
//
// Replication k of both meets the same company and the same chance, so d_k = policy_k - base_k holds only what the
// policy did. The mean of d has a 95% t interval over blocks of replications (pairs when inputs are uncertain, see
// sim/stats/interval.hpp). A policy that changes nothing gives exactly 0 with the interval [0, 0].
//   probability_lower  share of replications with policy_k < base_k; a tie, but for the last digits, counts one half
//   variance_ratio     (Var base + Var policy) / Var difference, variances of the means over blocks: how many times as
//                      many replications unpaired luck would have needed. Infinite when d does not vary at all.
//   probability_better the same of the direction that is better (sim/stats/measure.hpp)
// Two nevers are a tie and differ by 0; a never against a date leaves the mean without a value (NaN).
//
// The day on which the budget runs out is mostly never in some replications, so its mean difference is not known. Beside
// it stand two numbers that are, `budget_exhausted` and `budget_days` of the whole run:
//   budget_exhausted   1 where the budget runs out before the end of the run, else 0: the difference of the means is that
//                      of the probabilities. How often both agree says nothing for sure (interval.hpp), but where not
//                      one bill differs either, the difference is exactly 0.
//   budget_days        days from the start until it runs out, and the whole run where it does not: the restricted mean
//                      of survival analysis (Royston and Parmar 2013). What lasts beyond the run is not counted, so
//                      each difference errs towards 0. A difference of medians would be never as soon as one of them is.
#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <vector>

#include "sim/stats/report.hpp"
#include "sim/stats/rows.hpp"

namespace burncast {

// Names are left empty. Both in the order of the replications and equally long.
[[nodiscard]] Difference paired_difference(std::span<const double> base, std::span<const double> policy,
                                           std::size_t block_size);

// Every measure and period over the whole company (group kind `all`) that both have, and of a budget the two above.
[[nodiscard]] std::vector<Difference> compare(const PolicyRows& base, const PolicyRows& policy, std::size_t block_size,
                                              std::chrono::sys_days start, std::chrono::sys_days end);

// By policy, the share of replications in which its total bill is the lowest of all; where several are, each has its
// part. Empty without bills.
[[nodiscard]] std::vector<double> probability_lowest_bill(std::span<const PolicyRows> policies);

}  // namespace burncast

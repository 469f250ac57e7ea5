// How well a sample of replications knows its own mean, quantiles and probabilities: 95% intervals.
//
// The independent units are blocks of consecutive replications (block_size). The last block may be incomplete.
//   mean      t interval with the cluster variance  B/(B-1) · Σ_b (Σ_{i in b} (x_i - x̄))² / n²  and B - 1 degrees of
//             freedom; with blocks of 1 this is the ordinary t interval.
//   quantile  binomial order-statistic interval (distribution-free). Pairs count for less than two: n is divided by
//             the design effect 1 + ρ, ρ the correlation within pairs of "lies below the quantile" (never below 0).
//   probability  Clopper-Pearson, the exact binomial interval: 0 of 20 may be 17%. Pairs as for the quantile, with ρ
//             the correlation of "it happened".
//   ratio of two means  Fieller's interval (1954): those ratios r for which the t interval of the mean of  over - r·under
//             holds 0. Not bounded where the mean of what is divided by may be 0.
//   difference of two probabilities  of an event on the same luck: Bonett and Price's adjusted Wald interval (2012) on
//             the replications in which only one of both had it; pairs as above, with ρ the correlation of differences.
// Assumes blocks are independent and alike. A very skewed bill makes the t interval too short on the right when B is
// small (below about 30). NaN means "no value here" and is left out; +infinity ("never") has a quantile but no mean.
#pragma once

#include <cstddef>
#include <span>

#include "sim/stats/estimate.hpp"

namespace burncast {

inline constexpr double confidence = 0.95;

// Replications that bound P95 from above, or show that what none of them did is rare: 0.95^n falls to 2.5%.
inline constexpr std::size_t fewest_for_p95 = 72;

struct ConfidenceInterval {
    double low = 0;
    double high = 0;
};

// Of 1 when nothing is uncertain but luck, of 2 when replications 2k and 2k+1 share one draw of the uncertain inputs.
[[nodiscard]] constexpr std::size_t block_size(bool uncertain) { return uncertain ? 2 : 1; }

// `values` in the order of the replications. NaN bounds when there are fewer than two blocks or a value is infinite.
// Where all blocks agree, how they vary was not seen: below fewest_for_p95 of them both sides are infinite.
[[nodiscard]] ConfidenceInterval mean_interval(std::span<const double> values, std::size_t block_size);

// The same of paired differences, on the same luck: where all blocks agree, a point. A policy that changes nothing
// gives [0, 0].
[[nodiscard]] ConfidenceInterval interval_of_difference(std::span<const double> differences, std::size_t block_size);

[[nodiscard]] Estimate mean_difference(std::span<const double> differences, std::size_t block_size);

// mean(over) / mean(under) on the same luck, over the replications that have both. NaN where mean(under) is 0, and bounds
// as of mean_interval().
[[nodiscard]] Estimate ratio_of_means(std::span<const double> over, std::span<const double> under,
                                      std::size_t block_size);

// Of differences of an event: each is 1 where it happened with the policy alone, -1 where without it alone, else 0. That
// no replication shows a difference is no proof that there is none: 0 of 100 is -2.7% to 2.7%.
[[nodiscard]] ConfidenceInterval interval_of_event_difference(std::span<const double> differences,
                                                              std::size_t block_size);

// The squared standard error of the mean over blocks, as above; NaN when unknown.
[[nodiscard]] double variance_of_mean(std::span<const double> values, std::size_t block_size);

// p in (0, 1). A side that the sample is too small to bound is infinite: P95 has no upper bound below 72 replications,
// be they all equal.
[[nodiscard]] ConfidenceInterval quantile_interval(std::span<const double> values, double p, std::size_t block_size);

// Of an event: each value is 1 where it happened, 0 where it did not. Where all values agree nothing is seen of the
// correlation, and pairs count once. [0, 1] of an empty sample.
[[nodiscard]] ConfidenceInterval probability_interval(std::span<const double> happened, std::size_t block_size);

// The longer arm of the interval as a share of the estimate: 0.01 means "within 1%". 0 for a point, infinite when
// unknown.
[[nodiscard]] double relative_half_width(double estimate, ConfidenceInterval interval);

// What `--precision` looks at: the mean and P95 of the total bill.
struct Precision {
    double mean = 0;  // relative half-widths
    double p95 = 0;
    [[nodiscard]] bool within(double asked) const { return mean <= asked && p95 <= asked; }
};
// A bill that was the same in every replication is taken for known: more of them are not worth playing.
// Looking again and again while replications come in stops a little too early on average; look at growing blocks
// (say, after each quarter more), not after every replication.
[[nodiscard]] Precision precision_of(std::span<const double> values, std::size_t block_size);

}  // namespace burncast

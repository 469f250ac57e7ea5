// How strongly two numbers go together over the same people: Spearman's rank correlation, Pearson's of the ranks, with
// equal values sharing the mean of their ranks. It asks only who has more, so one heavy user does not decide it.
#pragma once

#include <span>

namespace burncast {

// Of as many x as y, none NaN. NaN when either side is the same for all, or fewer than two are given.
[[nodiscard]] double rank_correlation(std::span<const double> x, std::span<const double> y);

}  // namespace burncast

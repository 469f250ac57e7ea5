// Sobol's indices: which share of the variance of an answer comes from which input, and which from luck.
//
// Saltelli's design (2010): rows A and B are independent draws of everything, AB_j is A with column j taken from B.
// With a, b, c the answers less their mean, V the variance, and E over rows:
//   first order  S_j = E[b (c − λ a)] / V    V from b and c; λ = 1 is Saltelli (2010), λ = 0 Sobol (1993) as scaled by
//                                            Janon (2014). E[a b] is 0, so any λ is right; 1 − T_j has the least error
//   total        T_j = E[(a − c)²] / 2V      Jansen (1999); V from all answers of the row
// **Luck is a column of its own**: a simulator answers f(inputs, luck), luck being the number of the replication, and
// AB_luck is the row of A lived with the luck of B. So S_j is what knowing input j would take off the variance, luck's
// part left in; S_luck is what luck does by itself; T_luck is all that would be left if every input were known; and
// what T has beyond S are interactions (a rate that matters more in a lucky year). A column may be a group of inputs
// swapped together.
//
// Rows are independent draws, not a low-discrepancy sequence: luck has no dimensions to fill evenly, an interrupted
// design is simply a shorter one, and the interval is honest: Student's t on the jackknife over rows, for T on a log
// scale. On smooth and rough functions it covers 93-96% at 1,000 rows and 92-95% at 200; of an answer so skewed that
// its P95 is 6 times its median 91-94%, too narrow, as few rows have seen the worst
// (tests/statistical/sobol_coverage_test.cpp). An index near 0 may come out below 0; it is not cut here.
#pragma once

#include <cstddef>
#include <Eigen/Core>
#include <vector>

#include "analysis/design.hpp"
#include "sim/stats/sensitivity.hpp"

namespace burncast {

// The answers to A, B, AB_1 … AB_k, a row a line: N × (k + 2), N ≥ 2.
using SobolAnswers = Eigen::ArrayXXd;

// One a column, NaN where the answers do not vary at all.
[[nodiscard]] std::vector<SobolIndices> sobol_indices(const SobolAnswers& answers);

}  // namespace burncast

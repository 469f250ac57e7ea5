// Gates answered: the statistic that was asked, how sure it is, and whether the promise was kept.
//
// The value decides; the 95% interval (sim/stats/interval.hpp) says whether as many replications could tell:
//   mean         t interval, cut to what is possible: a share lies in [0, 1], money is at least 0
//   quantile     order statistics
//   probability  Clopper-Pearson
//   min, max     bounded on one side only: the next replication may always lie further out
// Replications without a value (the cost of a task in one that accepted none) are counted and left out; what they would
// have said is not known, so no answer is sure.
// A gate may hold one policy against another one, on the same luck:
//   difference   x_k - y_k in each replication k, of which any statistic is told; a mean has the t interval of paired
//                differences, not cut
//   share        of means, mean(x) / mean(y) against the limit r: Fieller's interval, which holds r just where the t
//                interval of the mean slack x_k - r·y_k holds 0. No value where mean(y) is not above 0. Of events,
//                x_k RELATION r·y_k in each replication.
// A replication in which either has no value is left out.
// A gate on each year or month holds when it holds in all of them. It holds for sure when it does so in each, and is
// broken for sure when it is so in any. The value and the interval are those of the period that decides: of those that
// are broken for sure, else broken, else not surely kept, the one with the worst value. The first and last period of a
// run may be parts of one, and count like whole ones. An interval is of its own period: that one was picked among
// several is not reckoned with.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/stats/gate.hpp"
#include "sim/stats/report.hpp"
#include "sim/stats/rows.hpp"

namespace burncast {

// Whether all policies that it names are among these.
[[nodiscard]] bool answerable(const Gate& gate, std::span<const PolicyRows> policies);

// Of the policy that it names, or of each. These throw std::invalid_argument when it is not answerable or the rows lack
// what is asked. A gate on a number that has no value (NaN, or the mean of something that sometimes never happens) does
// not pass.
[[nodiscard]] std::vector<GateReport> evaluate_gates(const Gate& gate, std::span<const PolicyRows> policies);
// Of this policy, for a gate that names none.
[[nodiscard]] GateReport evaluate_gate(const Gate& gate, const PolicyRows& policy, std::size_t block_size);

}  // namespace burncast

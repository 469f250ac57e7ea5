// Gates answered: the statistic that was asked, how sure it is, and whether the promise was kept.
//
// The value decides; the 95% interval (sim/stats/interval.hpp) says whether as many replications could tell:
//   mean         t interval, cut to what is possible: a share lies in [0, 1], money is at least 0
//   quantile     order statistics
//   probability  Clopper-Pearson
//   min, max     bounded on one side only: the next replication may always lie further out
// Replications without a value (the cost of a task in one that accepted none) are counted and left out; what they would
// have said is not known, so no answer is sure.
// A gate on each year or month holds when it holds in all of them. It holds for sure when it does so in each, and is
// broken for sure when it is so in any. The value and the interval are those of the period that decides: of those that
// are broken for sure, else broken, else not surely kept, the one with the worst value. The first and last period of a
// run may be parts of one, and count like whole ones. An interval is of its own period: that one was picked among
// several is not reckoned with.
#pragma once

#include <cstddef>

#include "sim/stats/gate.hpp"
#include "sim/stats/report.hpp"
#include "sim/stats/rows.hpp"

namespace burncast {

// Throws std::invalid_argument when the rows lack what is asked. A gate on a number that has no value (NaN, or the mean
// of something that sometimes never happens) does not pass.
[[nodiscard]] GateReport evaluate_gate(const Gate& gate, const PolicyRows& policy, std::size_t block_size);

}  // namespace burncast

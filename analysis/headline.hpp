// The question and its answer in two or three sentences:
//   Engineering with coding agents: $14.2M in 2026 (90%: 11.9–17.8). The $11M budget runs out in 98% of the
//   replications, in half of all by 4 May (90%: 19 Apr–30 May). 31% of the money bought accepted work.
// The amount is the mean, ranges run from P5 to P95, the day is the median over all replications, those where the
// budget lasts (never) among them. It speaks of the report's first policy.
#pragma once

#include <string>

#include "sim/stats/report.hpp"

namespace burncast {

[[nodiscard]] std::string headline(const Report& report);

// The share of a policy's money that went into accepted work, over the run; NaN when causes are not counted.
[[nodiscard]] double accepted_share(const PolicyReport& policy);

}  // namespace burncast

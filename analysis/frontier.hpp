// Which policies are worth a thought: cost against value, and who is beaten on both.
//
// A policy is dominated by another one when that costs no more and is worth no less, and one of both strictly, by the
// means over the replications. It is so for sure when the 95% intervals of both paired differences say so, each of its
// own; that several pairs are looked at is not reckoned with. Policies that differ in neither are not dominated by each
// other. The frontier is what nobody dominates. Value is the measure `value` where all of them tell it, which counts
// neither people's time for own work nor that for reviews and repairs, else accepted_hours. P95 of the bill stands
// beside its mean, as risk; it decides nothing.
#pragma once

#include <optional>
#include <span>

#include "sim/stats/report.hpp"
#include "sim/stats/rows.hpp"

namespace burncast {

// Of at least two policies that have a bill and a value; nothing where fewer do. Of several that dominate a policy the
// one that does so for sure is told, and of these the cheapest.
[[nodiscard]] std::optional<FrontierReport> frontier_of(std::span<const PolicyRows> policies);

}  // namespace burncast

// What the replications of one policy say about each measure: its distribution, how well the mean is known, and how
// much of the spread is luck and how much ignorance.
//
// With uncertain inputs each draw of them is lived through twice (replications 2k and 2k+1), so that the spread can be
// split by a one-way analysis of variance over pairs (Fisher's random-effects model), with  MSW = mean of (x₁-x₂)²/2
// and  MSB = 2 · variance of the pair means:
//   luck      = MSW                      what differs between lives of the same company under the same inputs
//   ignorance = max(0, (MSB - MSW) / 2)  what differs because the inputs are not known
// Both are reported as shares of their sum. The cut at 0 makes a tiny ignorance look slightly larger than it is. The 95%
// interval of luck's share is that of Fisher's F = MSB / MSW, with B - 1 and B degrees of freedom of B pairs (Searle 1971):
// with F at the quantile q, luck = 2 / (1 + F/F_q). It takes both for normal: of a bill with a long tail it is too short.
// A date that is sometimes never has no variance, so nothing of it can be split.
//
// The t interval of a mean knows nothing of what it measures; what cannot be (a share above 1, a bill below 0) is cut
// off it.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/stats/interval.hpp"
#include "sim/stats/measure.hpp"
#include "sim/stats/rows.hpp"

namespace burncast {

// Any number may be NaN (not known, no value) and a quantile may be +infinity (never); both are written as null.
struct Distribution {
    std::string unit;  // as unit_text() in measure.hpp
    double mean = 0;
    double mean_low = 0;  // the mean lies between these at 95%
    double mean_high = 0;
    double sd = 0;  // days where the unit is a date
    double p05 = 0;
    double p25 = 0;
    double p50 = 0;
    double p75 = 0;
    double p95 = 0;
    double luck_share = 0;               // NaN when there is no spread to split, or one value is never
    double luck_low = 0, luck_high = 0;  // of luck_share, at 95%
    double ignorance_share = 0;
};

struct MeasureSummary {
    Column column;
    Distribution distribution;
};

// What of a mean's interval is possible for a number of this unit, unless its measure may have either sign.
[[nodiscard]] ConfidenceInterval possible(ConfidenceInterval interval, UnitKind unit, std::string_view measure = {});

// `values` in the order of the replications, block_size as in interval.hpp.
[[nodiscard]] Distribution distribution_of(std::span<const double> values, std::size_t block_size);

// One summary a column, in the order of the columns. `currency` is a code such as USD.
[[nodiscard]] std::vector<MeasureSummary> summarise(const Rows& rows, std::size_t block_size,
                                                    std::string_view currency);

}  // namespace burncast

// The tornado: the answer with one input at the low or high end of its 90% interval, the others at their medians.
//
// Each end is lived with the same lucks as the medians are, so a swing is a paired difference, with a 95% t interval
// over replications. It is what people ask first ("and if the rate is 1.4?"), but it sees one input at a time: nothing
// of interactions, and nothing of what happens where the others are not at their medians.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/design.hpp"
#include "sim/stats/sensitivity.hpp"

namespace burncast {

// The medians, then for each input its low and its high end: 2k + 1 points.
[[nodiscard]] std::vector<Point> tornado_row(std::size_t inputs, std::uint64_t luck);

struct Tornado {
    Estimate at_medians;  // the mean answer
    std::vector<Swing> swings;
};
// `answers` of one tornado_row a luck; at least one.
[[nodiscard]] Tornado tornado(std::span<const std::vector<double>> answers);

}  // namespace burncast

// Morris's elementary effects (1991): which of many inputs matter at all, for a few lives each.
//
// A trajectory goes through the inputs in a chance order and moves one at a time by Δ = p / 2(p − 1) on a grid of p
// levels (4), between the ends of its 90% interval:  effect = (answer after − answer before) / Δ, signed by the
// direction; so it is the change of the answer when the input goes from its low end to its high one, could it go on
// like this.
//   μ   mean effect      μ*  mean of |effect| (Campolongo 2007), which does not cancel where the answer rises and falls
//   σ   its sd over trajectories: interactions with other inputs, bends, and luck
// A trajectory has one luck, so what nothing feels has effects of exactly 0; what the luck of a trajectory adds to an
// effect is in σ. μ* is for sorting; it is no share of anything. Its 95% interval is Student's t over trajectories.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "analysis/design.hpp"
#include "sim/stats/sensitivity.hpp"

namespace burncast {

struct Trajectory {
    std::vector<Point> points;       // one more than inputs
    std::vector<std::size_t> moved;  // which input moves from point i to i + 1
    std::vector<double> steps;       // by how much of its interval: +Δ or −Δ
};

// `uniform` gives independent numbers in [0, 1). Levels lie evenly in probability between the ends of the interval.
[[nodiscard]] Trajectory morris_trajectory(std::size_t inputs, std::uint64_t luck,
                                           const std::function<double()>& uniform);

// `answers` by trajectory and point. One result an input.
[[nodiscard]] std::vector<ElementaryEffects> elementary_effects(std::span<const Trajectory> trajectories,
                                                                std::span<const std::vector<double>> answers);

}  // namespace burncast

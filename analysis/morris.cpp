#include "analysis/morris.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <numeric>
#include <utility>

#include "sim/stats/interval.hpp"
#include "sim/stats/moments.hpp"

namespace burncast {

namespace {

constexpr std::size_t levels = 4;
constexpr double step = 0.5 * levels / (levels - 1);  // of the interval

// 0 is the low end of the 90% interval, 1 the high one.
double normal_at(double place) { return boost::math::quantile(boost::math::normal(), 0.05 + 0.9 * place); }

std::size_t pick(std::size_t from, double uniform) {
    return static_cast<std::size_t>(uniform * static_cast<double>(from));
}

}  // namespace

Trajectory morris_trajectory(std::size_t inputs, std::uint64_t luck, const std::function<double()>& uniform) {
    Trajectory trajectory;
    std::vector<double> places(inputs), moves(inputs);
    for (std::size_t i = 0; i < inputs; ++i) {
        // The lower half of the levels can rise by a step, the upper half can fall by it.
        places[i] = static_cast<double>(pick(levels / 2, uniform())) / (levels - 1);
        moves[i] = step;
        if (uniform() < 0.5) continue;
        places[i] += step;
        moves[i] = -step;
    }
    trajectory.moved.resize(inputs);
    std::iota(trajectory.moved.begin(), trajectory.moved.end(), std::size_t{0});
    for (std::size_t i = inputs; i > 1; --i) std::swap(trajectory.moved[i - 1], trajectory.moved[pick(i, uniform())]);

    Point point{{}, luck};
    for (const double place : places) point.inputs.push_back(normal_at(place));
    trajectory.points.push_back(point);
    for (const std::size_t input : trajectory.moved) {
        point.inputs[input] = normal_at(places[input] + moves[input]);
        trajectory.points.push_back(point);
        trajectory.steps.push_back(moves[input]);
    }
    return trajectory;
}

std::vector<ElementaryEffects> elementary_effects(std::span<const Trajectory> trajectories,
                                                  std::span<const std::vector<double>> answers) {
    std::vector<std::vector<double>> effects(trajectories.empty() ? 0 : trajectories.front().moved.size());
    for (std::size_t t = 0; t < trajectories.size(); ++t)
        for (std::size_t i = 0; i < effects.size(); ++i)
            effects[trajectories[t].moved[i]].push_back((answers[t][i + 1] - answers[t][i]) / trajectories[t].steps[i]);
    std::vector<ElementaryEffects> results;
    for (const std::vector<double>& of_input : effects) {
        Moments signed_effect, size;
        std::vector<double> sizes;
        for (const double effect : of_input) {
            signed_effect.add(effect);
            size.add(std::abs(effect));
            sizes.push_back(std::abs(effect));
        }
        const ConfidenceInterval interval = interval_of_difference(sizes, 1);
        results.push_back(
            {signed_effect.mean(), {size.mean(), std::max(0.0, interval.low), interval.high}, signed_effect.sd()});
    }
    return results;
}

}  // namespace burncast

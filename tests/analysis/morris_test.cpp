#include "analysis/morris.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "sim/random/stream.hpp"
#include "tests/analysis/known_functions.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

std::vector<Trajectory> trajectories(std::size_t count, std::size_t inputs) {
    std::vector<Trajectory> made;
    Stream stream(11);
    for (std::size_t t = 0; t < count; ++t)
        made.push_back(morris_trajectory(inputs, t, [&] { return stream.uniform(); }));
    return made;
}

// From 0 at the low end of the interval to 1 at the high one.
double place_of(double z) { return (share_below(z) - 0.05) / 0.9; }

std::vector<ElementaryEffects> effects_of(const std::vector<Trajectory>& made,
                                          const std::function<double(const Point&)>& answer) {
    std::vector<std::vector<double>> answers;
    for (const Trajectory& trajectory : made) {
        answers.emplace_back();
        for (const Point& point : trajectory.points) answers.back().push_back(answer(point));
    }
    return elementary_effects(made, answers);
}

}  // namespace

TEST_CASE("a trajectory moves each input once, on the grid of its interval", "[analysis][morris]") {
    std::set<long> seen;
    for (const Trajectory& trajectory : trajectories(50, 4)) {
        REQUIRE(trajectory.points.size() == 5);
        CHECK(std::set<std::size_t>(trajectory.moved.begin(), trajectory.moved.end()).size() == 4);
        for (std::size_t i = 0; i < 4; ++i) {
            for (std::size_t j = 0; j < 4; ++j) {
                const double change =
                    place_of(trajectory.points[i + 1].inputs[j]) - place_of(trajectory.points[i].inputs[j]);
                CHECK(change == Approx(j == trajectory.moved[i] ? trajectory.steps[i] : 0).margin(1e-12));
                const double level = 3 * place_of(trajectory.points[i].inputs[j]);
                CHECK(level == Approx(std::round(level)).margin(1e-9));
                seen.insert(std::lround(level));
            }
            CHECK(trajectory.points[i + 1].luck == trajectory.points[0].luck);
        }
    }
    CHECK(seen == std::set<long>{0, 1, 2, 3});
}

TEST_CASE("the effects on a straight line are its slopes", "[analysis][morris]") {
    const auto found = effects_of(trajectories(10, 3), [](const Point& p) {
        return 5 * place_of(p.inputs[0]) - 2 * place_of(p.inputs[1]) + luck_of(p.luck);
    });
    const double slopes[] = {5, -2, 0};
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(found[i].mu == Approx(slopes[i]).margin(1e-9));
        CHECK(found[i].mu_star.value == Approx(std::abs(slopes[i])).margin(1e-9));
        CHECK(found[i].mu_star.high == Approx(std::abs(slopes[i])).margin(1e-9));
        CHECK(found[i].sigma == Approx(0).margin(1e-9));
    }
}

TEST_CASE("effects that cancel are seen by their size, interactions by their spread", "[analysis][morris]") {
    const auto found = effects_of(trajectories(200, 3), [](const Point& p) {
        return (place_of(p.inputs[0]) - 0.5) * (place_of(p.inputs[1]) - 0.5) * 6;
    });
    // The slope in one is ±3 or ±1, by where the other stands.
    CHECK(found[0].mu == Approx(0).margin(0.5));
    CHECK(found[0].mu_star.low < 2);
    CHECK(found[0].mu_star.high > 2);
    CHECK(found[0].sigma == Approx(std::sqrt(5.0)).margin(0.2));
    CHECK(found[2].mu_star.value == Approx(0).margin(1e-9));
}

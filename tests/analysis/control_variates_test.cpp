// Control variates: exact on a straight line, worth many replications where inputs explain much, and as sure as they claim.
#include "analysis/control_variates.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "sim/random/stream.hpp"
#include "sim/stats/moments.hpp"

using namespace burncast;

namespace {

// Pairs that share two inputs: 100 + 10·a + 3·b, luck of this size, and what is not straight.
struct Sample {
    std::vector<double> values;
    std::vector<std::vector<double>> controls;
};
Sample sample(std::uint64_t seed, std::size_t pairs, double luck, double bend = 0) {
    Stream chance(mix(seed));
    Sample made;
    for (std::size_t p = 0; p < pairs; ++p) {
        const double a = chance.normal(), b = chance.normal();
        for (int life = 0; life < 2; ++life) {
            made.values.push_back(100 + 10 * a + 3 * b + bend * (a * a - 1) + luck * chance.normal());
            made.controls.push_back({a, b});
        }
    }
    return made;
}

std::optional<ControlledMean> controlled(const Sample& sample) {
    return controlled_mean(sample.values, sample.controls, 2);
}

}  // namespace

TEST_CASE("a straight line without luck is known exactly", "[control_variates]") {
    const auto found = controlled(sample(1, 30, 0));
    REQUIRE(found);
    CHECK(found->mean == Approx(100));
    CHECK(found->interval.high - found->interval.low < 1e-9);
    CHECK(found->effective_replications > 1e9);
}

TEST_CASE("inputs that explain most of the spread are worth many replications", "[control_variates]") {
    // Var(pair mean) = 109 + 8, of which 8 is luck.
    const auto found = controlled(sample(2, 2000, 4));
    REQUIRE(found);
    CHECK(found->effective_replications == Approx(4000 * 117.0 / 8).epsilon(0.15));
}

TEST_CASE("95% intervals hold the truth, with luck and with what is not straight", "[control_variates][statistical]") {
    for (const double bend : {0.0, 4.0}) {
        int held = 0;
        constexpr int repetitions = 1000;
        for (std::uint64_t seed = 0; seed < repetitions; ++seed) {
            const auto found = controlled(sample(100 + seed, 40, 5, bend));
            held += found->interval.low <= 100 && 100 <= found->interval.high ? 1 : 0;
        }
        INFO("bend " << bend);
        CHECK(held >= 930);
        CHECK(held <= 970);
    }
}

TEST_CASE("there is nothing to control with too few blocks, no controls, or a value that is none",
          "[control_variates]") {
    CHECK_FALSE(controlled(sample(1, 14, 1)));
    CHECK(controlled(sample(1, 15, 1)));
    Sample bare = sample(1, 30, 1);
    for (std::vector<double>& controls : bare.controls) controls.clear();
    CHECK_FALSE(controlled(bare));
    Sample never = sample(1, 30, 1);
    never.values[3] = std::numeric_limits<double>::infinity();
    CHECK_FALSE(controlled(never));
    Sample alike = sample(1, 30, 1);
    for (std::vector<double>& controls : alike.controls) controls[1] = 2 * controls[0];
    CHECK_FALSE(controlled(alike));
}

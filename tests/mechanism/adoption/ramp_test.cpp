// The adoption ramp against its closed form: the logistic curve, and each person's place on it.
#include "sim/mechanism/adoption/ramp.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace burncast;

namespace {

// 32% at the start, q = 1.0 a month, 95% in the end.
const AdoptionParams pushed{0.32, 1.0 / 30.4375, 0.95};

}  // namespace

TEST_CASE("the ramp obeys its equation A' = q A (1 - A/c)", "[mechanism][adoption]") {
    const AdoptionRamp ramp(pushed);
    CHECK(ramp.share(0) == Approx(0.32));
    CHECK(ramp.share(5000) == Approx(0.95));
    const double h = 1e-3;
    for (const double day : {1.0, 20.0, 60.0, 120.0, 300.0}) {
        const double a = ramp.share(day);
        const double slope = (ramp.share(day + h) - ramp.share(day - h)) / (2 * h);
        CHECK(slope == Approx(pushed.imitation * a * (1 - a / pushed.ceiling)).epsilon(1e-6));
    }
}

TEST_CASE("a pushed company goes from 32 to 84 percent in two to three months", "[mechanism][adoption]") {
    const double months = AdoptionRamp(pushed).days_until(0.84) / 30.4375;
    CHECK(months > 2);
    CHECK(months < 3);
}

TEST_CASE("a person starts when the share reaches their place", "[mechanism][adoption]") {
    for (const AdoptionParams& params : {pushed, AdoptionParams{0.01, 0.002, 1}, AdoptionParams{0.7, 3, 0.71}}) {
        const AdoptionRamp ramp(params);
        for (double u = params.start; u < params.ceiling; u += (params.ceiling - params.start) / 17)
            CHECK(ramp.share(ramp.days_until(u)) == Approx(u).epsilon(1e-12));
    }
}

TEST_CASE("who starts at once, and who never starts", "[mechanism][adoption]") {
    const double never = std::numeric_limits<double>::infinity();
    struct Case {
        AdoptionParams params;
        double place, days;
    };
    for (const Case& c : {Case{pushed, 0, 0}, Case{pushed, 0.3199, 0}, Case{pushed, 0.95, never},
                          Case{pushed, 0.999, never}, Case{{1, 0, 1}, 0.9999999, 0},  // everybody from the beginning
                          Case{{0.5, 0, 1}, 0.4, 0},  // no imitation: only those who began
                          Case{{0.5, 0, 1}, 0.5, never}, Case{{0, 1, 1}, 0, never},  // nobody to imitate
                          Case{{0.6, 1, 0.6}, 0.6, never}}) {                        // already at the ceiling
        CHECK(AdoptionRamp(c.params).days_until(c.place) == c.days);
    }
    CHECK(AdoptionRamp({0, 1, 1}).share(1000) == 0);
}

TEST_CASE("a faster ramp brings the same people forward", "[mechanism][adoption]") {
    AdoptionParams faster = pushed;
    faster.imitation *= 2;
    for (double u = 0.33; u < 0.95; u += 0.02)
        CHECK(AdoptionRamp(faster).days_until(u) == Approx(AdoptionRamp(pushed).days_until(u) / 2));
}

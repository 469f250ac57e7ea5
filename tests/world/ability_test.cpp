#include "sim/world/ability.hpp"

#include <catch2/catch.hpp>

using namespace burncast;

TEST_CASE("a weak model is good enough for simple tasks and of no use for large ones", "[world]") {
    CHECK(ability(1, 1e9) == 1);
    CHECK(ability(0.7, 0) == 1);
    CHECK(ability(0.7, 5) == Approx(0.9147).epsilon(1e-3));
    CHECK(ability(0.7, 20) == Approx(0.7));
    CHECK(ability(0.7, 60) == Approx(0.343));
    CHECK(ability(0, 20) == 0);
    CHECK(ability(0.7, 1e300) == ability(0.7, 960));
    // Twice the work is as risky as the same work twice.
    CHECK(ability(0.6, 70) == Approx(ability(0.6, 30) * ability(0.6, 40)));
}

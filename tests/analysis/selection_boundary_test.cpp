#include "analysis/selection_boundary.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace burncast;

TEST_CASE("the boundaries of a selection by hand", "[analysis]") {
    const SelectionBoundary boundary(0.0125, 10, 20);
    // h² = 19 (0.0125^(-2/19) - 1) = 11.13558
    CHECK(boundary.triangle(4, 0.5, 20) == Approx(11.13558 * 4 - 5));
    CHECK(std::isinf(boundary.triangle(4, 0.5, 19)));
    CHECK(boundary.triangle(4, 0.5, 100) == Approx(11.13558 * 4 - 25));
    CHECK(boundary.end(4, 0.5) == 179);
    CHECK(boundary.triangle(4, 0.5, 179) == 0);
    CHECK(boundary.triangle(4, 0.5, 178) > 0);
    // t(1 - 0.003125; 9) = 3.546508, t(1 - 0.0015625; 19) = 3.382604, t(1 - 0.00078125; 39) = 3.401004
    CHECK(boundary.look(4, 0.5, 10) == Approx(3.546508 * std::sqrt(40.0) - 5).epsilon(1e-5));
    CHECK(boundary.look(4, 0.5, 20) == Approx(3.382604 * std::sqrt(80.0) - 10).epsilon(1e-5));
    CHECK(boundary.look(4, 0.5, 40) == Approx(3.401004 * std::sqrt(160.0) - 20).epsilon(1e-5));
    CHECK(boundary.look(4, 50, 10) == 0);
    for (const std::size_t r : {10, 20, 40, 80, 160, 5120}) CHECK(boundary.is_look(r));
    for (const std::size_t r : {5, 11, 21, 60, 100, 120}) CHECK_FALSE(boundary.is_look(r));
}

TEST_CASE("where nothing varies nothing is waited for but the first stage", "[analysis]") {
    const SelectionBoundary boundary(0.05, 10, 20);
    CHECK(boundary.triangle(0, 1e-9, 20) == 0);
    CHECK(boundary.look(0, 1e-9, 20) == 0);
    CHECK(std::isinf(boundary.look(0, 1e-9, 10)));
    CHECK(boundary.end(0, 1e-9) == 0);
    CHECK(boundary.triangle(0, 0, 20) == 0);  // the tolerance of a base that is 0
}

TEST_CASE("two stages of equal shares by hand", "[analysis]") {
    // t(0.95; 19) = 1.729133
    CHECK(two_stage_blocks(0.05, 64, 1, 20) == 192);
    CHECK(two_stage_blocks(0.05, 1, 1, 20) == 20);
    CHECK(two_stage_blocks(0.05, 1, 1e-200, 20) > 1'000'000'000);  // and is a number
}

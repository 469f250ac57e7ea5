// Rank correlation by hand, at its limits, and against the textbook formula.
#include "sim/stats/correlation.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

using namespace burncast;

using Values = std::vector<double>;

TEST_CASE("only the order counts", "[stats]") {
    CHECK(rank_correlation(Values{1, 2, 3, 400}, Values{-1, 0, 7, 8}) == 1);
    CHECK(rank_correlation(Values{1, 2, 3, 400}, Values{8, 7, 0, -1}) == -1);
    // 1 - 6·Σd²/(n(n²-1)) with d = 1, -1, 0, 1, -1
    CHECK(rank_correlation(Values{10, 20, 30, 40, 50}, Values{2, 1, 3, 5, 4}) == Approx(1 - 6.0 * 4 / 120));
}

TEST_CASE("equal values share the mean of their ranks", "[stats]") {
    // Ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4: centred products 2.25 + 0 + 0 + 2.25 over √(4.5 · 5).
    CHECK(rank_correlation(Values{1, 2, 2, 3}, Values{1, 2, 3, 4}) == Approx(4.5 / std::sqrt(4.5 * 5)));
    CHECK(rank_correlation(Values{1, 1, 0, 0}, Values{5, 5, 5, 9}) == Approx(-1 / std::sqrt(3.0)));
}

TEST_CASE("nothing to compare has no correlation", "[stats]") {
    CHECK(std::isnan(rank_correlation(Values{}, Values{})));
    CHECK(std::isnan(rank_correlation(Values{1}, Values{1})));
    CHECK(std::isnan(rank_correlation(Values{1, 2, 3}, Values{7, 7, 7})));
}

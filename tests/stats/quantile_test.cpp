#include "sim/stats/quantile.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

using namespace burncast;

namespace {
constexpr double never = std::numeric_limits<double>::infinity();
}

TEST_CASE("type 7 quantiles, as R's quantile() gives them", "[stats]") {
    const std::vector<double> x = {1, 2, 3, 4, 10};
    CHECK(quantile(x, 0) == 1);
    CHECK(quantile(x, 0.05) == Approx(1.2));
    CHECK(quantile(x, 0.25) == 2);
    CHECK(quantile(x, 0.5) == 3);
    CHECK(quantile(x, 0.9) == Approx(7.6));
    CHECK(quantile(x, 0.95) == Approx(8.8));
    CHECK(quantile(x, 1) == 10);
    CHECK(quantile(std::vector<double>{1, 2, 3, 4}, 0.5) == Approx(2.5));
}

TEST_CASE("quantiles of one value and of none", "[stats]") {
    CHECK(quantile(std::vector<double>{7}, 0.95) == 7);
    CHECK(std::isnan(quantile({}, 0.5)));
}

TEST_CASE("a quantile at or beyond the first never is never", "[stats]") {
    const std::vector<double> days = {10, 20, never, never};
    CHECK(quantile(days, 0.1) == Approx(13));
    CHECK(quantile(days, 1.0 / 3) == Approx(20));
    CHECK(quantile(days, 0.5) == never);
    CHECK(quantile(days, 0.95) == never);
    CHECK(quantile(std::vector<double>{never, never}, 0.5) == never);
}

TEST_CASE("equal neighbours are not interpolated between", "[stats]") {
    const std::vector<double> x = {0.1, 0.1, 0.1, 0.1};
    for (const double p : {0.05, 0.3, 0.5, 0.77, 0.95}) CHECK(quantile(x, p) == 0.1);
}

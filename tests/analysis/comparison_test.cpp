#include "analysis/comparison.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "sim/random/stream.hpp"

using namespace burncast;

namespace {
constexpr double never = std::numeric_limits<double>::infinity();
}

TEST_CASE("paired differences by hand", "[analysis]") {
    // d = -1, -2, -3, 0: mean -1.5, variance 5/3, t(0.975; 3) = 3.182446
    const std::vector<double> base = {10, 20, 30, 40};
    const std::vector<double> policy = {9, 18, 27, 40};
    const Difference d = paired_difference(base, policy, 1);
    const double arm = 3.182446305 * std::sqrt(5.0 / 3 / 4);
    CHECK(d.mean == Approx(-1.5));
    CHECK(d.low == Approx(-1.5 - arm));
    CHECK(d.high == Approx(-1.5 + arm));
    CHECK(d.probability_lower == 3.5 / 4);
    // Var base = 500/3, Var policy = 175
    CHECK(d.variance_ratio == Approx((500.0 / 3 + 175) / (5.0 / 3)));
}

TEST_CASE("over pairs of replications the difference has fewer independent values", "[analysis]") {
    // Pair means of d: -1.5 and -1.5, then no spread at all.
    const Difference d = paired_difference(std::vector<double>{10, 20, 30, 40}, std::vector<double>{9, 18, 27, 40}, 2);
    CHECK(d.mean == Approx(-1.5));
    CHECK(d.low == Approx(-1.5));
    CHECK(d.high == Approx(-1.5));
    CHECK(std::isinf(d.variance_ratio));
}

TEST_CASE("a policy that changes nothing differs by exactly nothing", "[analysis]") {
    const std::vector<double> base = {0.1, 1e15 / 3, never, 7, -2};
    for (const std::size_t block : {1u, 2u}) {
        const Difference d = paired_difference(base, base, block);
        CHECK(d.mean == 0);
        CHECK(d.low == 0);
        CHECK(d.high == 0);
        CHECK(d.probability_lower == 0.5);
        CHECK_FALSE(std::signbit(d.mean));
    }
}

TEST_CASE("a constant saving is known exactly", "[analysis]") {
    const Difference d = paired_difference(std::vector<double>{4, 8, 16}, std::vector<double>{3, 7, 15}, 1);
    CHECK(d.mean == -1);
    CHECK(d.low == -1);
    CHECK(d.high == -1);
    CHECK(d.probability_lower == 1);
}

TEST_CASE("a date against never has an order but no mean", "[analysis]") {
    const Difference d =
        paired_difference(std::vector<double>{100, 110, never}, std::vector<double>{never, 120, never}, 1);
    CHECK(std::isnan(d.mean));
    CHECK(std::isnan(d.low));
    CHECK(d.probability_lower == Approx(0.5 / 3));
}

TEST_CASE("where one side has no value there is nothing to compare", "[analysis]") {
    const double none = std::nan("");
    const Difference some = paired_difference(std::vector<double>{10, 20, 30}, std::vector<double>{8, none, 28}, 1);
    CHECK(some.mean == -2);
    CHECK(some.probability_lower == 1);
    // A policy without a budget beside a base whose budget runs out.
    const Difference d = paired_difference(std::vector<double>{100, never}, std::vector<double>{none, none}, 1);
    CHECK(std::isnan(d.mean));
    CHECK(std::isnan(d.low));
    CHECK(std::isnan(d.probability_lower));
}

TEST_CASE("unequal lengths are our fault", "[analysis]") {
    CHECK_THROWS_AS(paired_difference(std::vector<double>{1}, std::vector<double>{1, 2}, 1), std::invalid_argument);
}

TEST_CASE("pairing pays what the shared luck is worth", "[analysis][statistical]") {
    // Both share luck of variance 1; the policy adds noise of 0.01: the ratio is (1 + 1.01) / 0.01 = 201.
    // Relative standard error of a ratio of variances over 10,000: about sqrt(4 / 10,000) = 2%.
    Stream stream(mix(3));
    std::vector<double> base;
    std::vector<double> policy;
    for (int i = 0; i < 10'000; ++i) {
        base.push_back(stream.normal());
        policy.push_back(base.back() + 0.1 * stream.normal());
    }
    CHECK(paired_difference(base, policy, 1).variance_ratio == Approx(201).epsilon(0.08));
}

TEST_CASE("measures and periods that both have are compared", "[analysis]") {
    PolicyRows base{"base",
                    Rows({{"bill", "total", "all", ""}, {"bill", "total", "team", "x"}, {"calls", "2026", "all", ""}})};
    PolicyRows policy{
        "cap", Rows({{"calls", "2026", "all", ""}, {"tokens", "2026", "all", ""}, {"bill", "total", "all", ""}})};
    base.rows.append(std::array{10.0, 5.0, 3.0});
    base.rows.append(std::array{12.0, 5.0, 3.0});
    policy.rows.append(std::array{3.0, 99.0, 8.0});
    policy.rows.append(std::array{3.0, 99.0, 9.0});
    const std::vector<Difference> differences = compare(base, policy, 1);
    REQUIRE(differences.size() == 2);
    CHECK(differences[0].policy == "cap");
    CHECK(differences[0].measure == "bill");
    CHECK(differences[0].period == "total");
    CHECK(differences[0].mean == Approx(-2.5));
    CHECK(differences[1].measure == "calls");
    CHECK(differences[1].mean == 0);
}

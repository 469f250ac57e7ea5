#include "analysis/comparison.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

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

TEST_CASE("what differs in the last digits alone is a tie", "[analysis]") {
    const std::vector<double> base = {0.1 + 0.2, 0.7, 1e9 / 3, 0}, policy = {0.3, 0.7, 1e9 / 3 * (1 + 3e-16), 0};
    REQUIRE(base != policy);
    const Difference d = paired_difference(base, policy, 1);
    CHECK(d.mean == 0);
    CHECK(d.high == 0);
    CHECK(d.probability_lower == 0.5);
    CHECK(paired_difference(std::vector<double>{1, 2}, std::vector<double>{1 + 1e-9, 2}, 1).mean > 0);
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
    const std::vector<Difference> differences = compare(base, policy, 1, {}, {});
    REQUIRE(differences.size() == 2);
    CHECK(differences[0].policy == "cap");
    CHECK(differences[0].measure == "bill");
    CHECK(differences[0].period == "total");
    CHECK(differences[0].mean == Approx(-2.5));
    CHECK(differences[0].probability_better() == 1);
    CHECK(differences[1].measure == "calls");
    CHECK(differences[1].mean == 0);
    CHECK(std::isnan(differences[1].probability_better()));  // fewer calls are neither better nor worse
}

namespace {

// Bills, and the days after the start on which the budget runs out.
PolicyRows with_budget(const std::string& name, const std::vector<std::pair<double, double>>& replications) {
    PolicyRows rows{name, Rows({{"bill", "total", "all", ""}, {"budget_exhausted_on", "total", "all", ""}})};
    for (const auto& [bill, day] : replications) rows.rows.append(std::array{bill, 1000 + day});
    return rows;
}

Difference of_measure(const std::vector<Difference>& differences, const std::string& measure) {
    for (const Difference& d : differences)
        if (d.measure == measure) return d;
    FAIL(measure << " is not told");
    return {};
}

}  // namespace

TEST_CASE("a budget that sometimes lasts is compared by its probability and its days within the run", "[analysis]") {
    const std::chrono::sys_days start{std::chrono::days(1000)}, end{std::chrono::days(1365)};
    const PolicyRows base = with_budget("base", {{10, 100}, {10, 200}, {10, never}, {10, 300}});
    const PolicyRows cap = with_budget("cap", {{9, 150}, {9, never}, {9, never}, {9, 320}});
    const std::vector<Difference> differences = compare(base, cap, 1, start, end);
    CHECK(std::isnan(of_measure(differences, "budget_exhausted_on").mean));
    const Difference event = of_measure(differences, "budget_exhausted");
    CHECK(event.mean == -0.25);
    CHECK(event.probability_better() == (0.5 + 1 + 0.5 + 0.5) / 4);
    // Bonett and Price: (0 + 1) / 6 with the policy alone, (1 + 1) / 6 without it alone.
    CHECK(event.low == Approx(-1.0 / 6 - 1.959964 * std::sqrt((0.5 - 1.0 / 36) / 6)));
    CHECK(event.high == Approx(-1.0 / 6 + 1.959964 * std::sqrt((0.5 - 1.0 / 36) / 6)));
    const Difference days = of_measure(differences, "budget_days");
    CHECK(days.mean == Approx((50.0 + 165 + 0 + 20) / 4));
    CHECK(days.probability_better() == 3.5 / 4);
}

TEST_CASE("a policy that changes no bill changes no budget, one that changes some may yet do so", "[analysis]") {
    const std::chrono::sys_days start{std::chrono::days(1000)}, end{std::chrono::days(1365)};
    const PolicyRows base = with_budget("base", {{10, never}, {11, never}, {12, never}});
    const PolicyRows dearer = with_budget("dearer", {{11, never}, {12, never}, {13, never}});
    const Difference same = of_measure(compare(base, base, 1, start, end), "budget_exhausted");
    CHECK(same.low == 0);
    CHECK(same.high == 0);
    const Difference open = of_measure(compare(base, dearer, 1, start, end), "budget_exhausted");
    CHECK(open.mean == 0);
    CHECK(open.low < -0.3);
    CHECK(open.high > 0.3);
    const Difference days = of_measure(compare(base, dearer, 1, start, end), "budget_days");
    CHECK(days.mean == 0);
    CHECK(std::isinf(days.high));  // that so few agree does not say that all do
    CHECK(of_measure(compare(base, base, 1, start, end), "budget_days").high == 0);
    const PolicyRows none = with_budget("none", {{10, std::nan("")}, {11, std::nan("")}, {12, std::nan("")}});
    CHECK(std::isnan(of_measure(compare(base, none, 1, start, end), "budget_exhausted").mean));
}

TEST_CASE("the lowest bill is counted in each replication, and ties are split", "[analysis]") {
    const std::vector<PolicyRows> policies = {with_budget("base", {{3, 0}, {2, 0}, {5, 0}, {5, 0}}),
                                              with_budget("one", {{2, 0}, {2, 0}, {6, 0}, {7, 0}}),
                                              with_budget("two", {{4, 0}, {2, 0}, {5, 0}, {9, 0}})};
    const std::vector<double> shares = probability_lowest_bill(policies);
    REQUIRE(shares.size() == 3);
    CHECK(shares[0] == Approx((0 + 1.0 / 3 + 0.5 + 1) / 4));
    CHECK(shares[1] == Approx((1 + 1.0 / 3) / 4));
    CHECK(shares[2] == Approx((1.0 / 3 + 0.5) / 4));
}

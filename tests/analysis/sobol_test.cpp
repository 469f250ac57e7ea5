#include "analysis/sobol.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/analysis/known_functions.hpp"
#include "tests/statistical/sample.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

// One in twenty intervals does not hold the truth; how often is asked by tests/statistical/sobol_coverage_test.cpp.
bool is(const Estimate& estimate, double truth) {
    const double arm = std::max(estimate.high - estimate.value, estimate.value - estimate.low);
    return std::abs(estimate.value - truth) <= most_errors / 1.96 * arm + 1e-12;
}

}  // namespace

TEST_CASE("Sobol's indices are what they are known to be", "[analysis][sobol]") {
    for (const KnownFunction& function : {ishigami(), g_function(), bill("a bill", {0.3, 0.15, 0.05, 0.35})}) {
        const std::vector<SobolIndices> found = sobol_indices(answers_of(function, 2000, 5));
        REQUIRE(found.size() == function.inputs + 1);
        for (std::size_t i = 0; i < found.size(); ++i) {
            INFO(function.name << ", column " << i << ": " << found[i].first.value << " and " << found[i].total.value
                               << ", known " << function.first[i] << " and " << function.total[i]);
            CHECK(is(found[i].first, function.first[i]));
            CHECK(is(found[i].total, function.total[i]));
            CHECK(found[i].first.high - found[i].first.low < 0.12);
            CHECK(found[i].total.high - found[i].total.low < 0.14);
        }
    }
}

TEST_CASE("what does nothing has indices of exactly nothing", "[analysis][sobol]") {
    const KnownFunction one{"one input of two, and no luck", 2, [](const Point& p) { return 3 + p.inputs[0]; }, {}, {}};
    const std::vector<SobolIndices> found = sobol_indices(answers_of(one, 200, 1));
    for (const std::size_t idle : {1, 2}) {
        CHECK(found[idle].total.value == 0);
        CHECK(found[idle].total.high == 0);
        CHECK(found[idle].first.value == 0);
    }
    CHECK(found[0].first.value == Approx(1).margin(0.2));
    CHECK(is(found[0].total, 1));
}

TEST_CASE("what luck and an input do together is in both totals and in neither first order", "[analysis][sobol]") {
    const auto answer = [](const Point& p) { return 2 * p.inputs[0] + luck_of(p.luck) * (1 + p.inputs[0]); };
    const KnownFunction together{"together", 1, answer, {4.0 / 6, 1.0 / 6}, {5.0 / 6, 2.0 / 6}};
    const std::vector<SobolIndices> found = sobol_indices(answers_of(together, 4000, 3));
    for (std::size_t i = 0; i < 2; ++i) {
        CHECK(is(found[i].first, together.first[i]));
        CHECK(is(found[i].total, together.total[i]));
    }
}

TEST_CASE("an answer that never varies has no indices", "[analysis][sobol]") {
    const std::vector<SobolIndices> found = sobol_indices(SobolAnswers::Constant(10, 4, 7.0));
    REQUIRE(found.size() == 2);
    CHECK(std::isnan(found[0].first.value));
    CHECK(std::isnan(found[1].total.value));
}

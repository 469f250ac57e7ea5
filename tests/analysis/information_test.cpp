#include "analysis/information.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "sim/random/stream.hpp"
#include "tests/analysis/known_functions.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

// Of two policies whose difference is normal: E max(0, D) − max(0, E D), D with mean m and sd s.
double known_value(double m, double s) {
    const double density = std::exp(-m * m / (2 * s * s)) / std::sqrt(2 * std::numbers::pi);
    return s * density + m * share_below(m / s) - std::max(0.0, m);
}

struct Sampled {
    Eigen::ArrayXXd draws, benefits;
};

// The second policy brings 1 + 2 z₀ + z₁ more than the first; z₂ moves both alike, and so does luck, mostly.
Sampled two_policies(Eigen::Index n, std::uint64_t seed) {
    Stream stream(mix(seed));
    Sampled sampled{Eigen::ArrayXXd(n, 3), Eigen::ArrayXXd(n, 2)};
    for (Eigen::Index i = 0; i < n; ++i) {
        for (Eigen::Index j = 0; j < 3; ++j) sampled.draws(i, j) = stream.normal();
        const double both = 50 + 20 * sampled.draws(i, 2) + 30 * stream.normal();
        sampled.benefits(i, 0) = both;
        sampled.benefits(i, 1) = both + 1 + 2 * sampled.draws(i, 0) + sampled.draws(i, 1) + stream.normal();
    }
    return sampled;
}

}  // namespace

TEST_CASE("the value of information is what it is known to be", "[analysis][information]") {
    const Sampled sampled = two_policies(4000, 3);
    const InformationValue found = value_of_information(sampled.draws, sampled.benefits);
    CHECK(found.best == 1);
    CHECK(found.net_benefits[1] - found.net_benefits[0] == Approx(1).margin(0.2));
    const double known[] = {known_value(1, 2), known_value(1, 1), 0};
    for (std::size_t i = 0; i < 3; ++i) {
        INFO("input " << i << ": " << found.each[i].value << ", known " << known[i]);
        CHECK(found.each[i].low <= known[i]);
        CHECK(found.each[i].high >= known[i]);
    }
    CHECK(found.evpi.low <= known_value(1, std::sqrt(5.0)));
    CHECK(found.evpi.high >= known_value(1, std::sqrt(5.0)));
    CHECK(found.evpi.high - found.evpi.low < 0.2);
}

TEST_CASE("what is learned from few draws is worth less than perfect knowledge, on average",
          "[analysis][information]") {
    double everything = 0, first = 0, idle = 0;
    constexpr int times = 300;
    for (int i = 0; i < times; ++i) {
        const Sampled sampled = two_policies(100, static_cast<std::uint64_t>(1000 + i));
        const InformationValue found = value_of_information(sampled.draws, sampled.benefits);
        everything += found.evpi.value / times;
        first += found.each[0].value / times;
        idle += found.each[2].value / times;
    }
    // Standard errors of some 2% of these.
    CHECK(everything < known_value(1, std::sqrt(5.0)) * 1.03);
    CHECK(everything > known_value(1, std::sqrt(5.0)) * 0.85);
    CHECK(first < known_value(1, 2) * 1.03);
    CHECK(first > known_value(1, 2) * 0.8);
    CHECK(idle < 0.02);  // cut at 0, so not quite nothing
}

TEST_CASE("where two policies are as good as each other, knowing is not made to look worth more",
          "[analysis][information]") {
    constexpr int times = 1000;
    double mean = 0;
    int above = 0;
    for (int i = 0; i < times; ++i) {
        Stream stream(mix(static_cast<std::uint64_t>(5000 + i)));
        Eigen::ArrayXXd draws(100, 1), benefits = Eigen::ArrayXXd::Zero(100, 2);
        for (Eigen::Index row = 0; row < 100; ++row) {
            draws(row, 0) = stream.normal();
            benefits(row, 1) = 0.1 + 2 * draws(row, 0) + std::sqrt(2.0) * stream.normal();
        }
        const Estimate found = value_of_information(draws, benefits).each[0];
        mean += found.value / times;
        above += found.low > known_value(0.1, 2) ? 1 : 0;
    }
    CHECK(mean < known_value(0.1, 2));
    // At most 2.5%, and 4 standard errors of √(0.025·0.975/1000).
    CHECK(above <= times * 0.025 + 4 * std::sqrt(times * 0.025 * 0.975));
}

TEST_CASE("nothing is worth knowing where one policy is always best", "[analysis][information]") {
    Sampled sampled = two_policies(100, 4);
    sampled.benefits.col(1) = sampled.benefits.col(0) + 10 + sampled.draws.col(0).abs();
    const InformationValue found = value_of_information(sampled.draws, sampled.benefits);
    CHECK(found.evpi.value == 0);
    CHECK(found.evpi.high == 0);
    CHECK(found.each[0].high == 0);
}

TEST_CASE("too few draws say nothing of the value of information", "[analysis][information]") {
    const Sampled few = two_policies(15, 5);
    CHECK(std::isnan(value_of_information(few.draws, few.benefits).evpi.value));
    const Sampled more = two_policies(32, 5);  // enough for a line in each of three
    CHECK(!std::isnan(value_of_information(more.draws, more.benefits).evpi.value));
}

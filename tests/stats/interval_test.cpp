#include "sim/stats/interval.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "sim/random/stream.hpp"

using namespace burncast;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

std::vector<double> one_to(int n) {
    std::vector<double> x;
    for (int i = 1; i <= n; ++i) x.push_back(i);
    return x;
}

// Pairs that share a normal draw of variance `shared`, beside one of variance 1 - shared each.
std::vector<double> paired_sample(std::uint64_t seed, std::size_t size, double shared) {
    Stream stream(mix(seed));
    std::vector<double> x(size);
    double common = 0;
    for (std::size_t i = 0; i < size; ++i) {
        if (i % 2 == 0) common = stream.normal() * std::sqrt(shared);
        x[i] = common + stream.normal() * std::sqrt(1 - shared);
    }
    return x;
}

// The share of `runs` intervals that hold the truth, in standard errors from 95%.
template <class Make>
double coverage(std::size_t runs, double truth, Make&& make) {
    std::size_t hits = 0;
    for (std::size_t run = 0; run < runs; ++run) {
        const ConfidenceInterval interval = make(run);
        hits += interval.low <= truth && truth <= interval.high ? 1 : 0;
    }
    return static_cast<double>(hits) / static_cast<double>(runs);
}

}  // namespace

TEST_CASE("the t interval by hand", "[stats]") {
    // n = 5, mean 3, sd sqrt(2.5), t(0.975; 4) = 2.776445
    const std::vector<double> x = {1, 2, 3, 4, 5};
    const ConfidenceInterval interval = mean_interval(x, 1);
    const double arm = 2.776445105 * std::sqrt(2.5 / 5);
    CHECK(interval.low == Approx(3 - arm));
    CHECK(interval.high == Approx(3 + arm));
    CHECK(variance_of_mean(x, 1) == Approx(0.5));
}

TEST_CASE("with pairs the pair means are the sample", "[stats]") {
    // Pair means 2, 4, 9: mean 5, variance 13, t(0.975; 2) = 4.302653
    const std::vector<double> x = {1, 3, 4, 4, 8, 10};
    const ConfidenceInterval interval = mean_interval(x, 2);
    const double arm = 4.302652730 * std::sqrt(13.0 / 3);
    CHECK(interval.low == Approx(5 - arm));
    CHECK(interval.high == Approx(5 + arm));
}

TEST_CASE("an incomplete last pair counts as a block of its own", "[stats]") {
    // Mean 2; block sums of residuals -1 + 0 and 1: 2/1 * (1 + 1) / 9
    CHECK(variance_of_mean(std::vector<double>{1, 2, 3}, 2) == Approx(4.0 / 9));
}

TEST_CASE("cells without a value are left out of the mean and its interval", "[stats]") {
    const ConfidenceInterval with = mean_interval(std::vector<double>{1, no_value, 2, 3, 4, 5}, 1);
    const ConfidenceInterval without = mean_interval(std::vector<double>{1, 2, 3, 4, 5}, 1);
    CHECK(with.low == without.low);
    CHECK(with.high == without.high);
}

TEST_CASE("intervals that cannot be known", "[stats]") {
    CHECK(std::isnan(mean_interval(std::vector<double>{}, 1).low));
    CHECK(std::isnan(mean_interval(std::vector<double>{1}, 1).low));
    CHECK(std::isnan(mean_interval(std::vector<double>{1, 2}, 2).high));
    CHECK(std::isnan(mean_interval(std::vector<double>{1, 2, infinity}, 1).low));
    CHECK(std::isnan(quantile_interval(std::vector<double>{no_value}, 0.5, 1).low));
}

TEST_CASE("values that do not vary are known exactly", "[stats]") {
    const std::vector<double> x(10, 0.1);
    CHECK(interval_of_difference(x, 1).low == 0.1);
    CHECK(interval_of_difference(x, 2).high == 0.1);
    CHECK(precision_of(x, 1).within(0));
    CHECK_FALSE(precision_of(std::vector<double>{0.1}, 1).within(1));
}

TEST_CASE("equal values bound a mean no sooner than P95", "[stats]") {
    CHECK(mean_interval(std::vector<double>(71, 0.1), 1).low == -infinity);
    CHECK(mean_interval(std::vector<double>(71, 0.1), 1).high == infinity);
    CHECK(mean_interval(std::vector<double>(72, 0.1), 1).low == Approx(0.1));
    CHECK(mean_interval(std::vector<double>(142, 0.1), 2).high == infinity);
    CHECK(mean_interval(std::vector<double>(144, 0.1), 2).high == Approx(0.1));
}

TEST_CASE("equal values bound a quantile no better than any others", "[stats]") {
    CHECK(quantile_interval(std::vector<double>(10, 0.1), 0.95, 1).low == 0.1);
    CHECK(quantile_interval(std::vector<double>(71, 0.1), 0.95, 1).high == infinity);
    CHECK(quantile_interval(std::vector<double>(72, 0.1), 0.95, 1).high == 0.1);
    CHECK(quantile_interval(std::vector<double>(143, 0.1), 0.95, 2).high == infinity);  // pairs may be copies
    CHECK(quantile_interval(std::vector<double>(144, 0.1), 0.95, 2).high == 0.1);
}

TEST_CASE("order-statistic intervals by the binomial table", "[stats]") {
    // n = 10, the median: P(Bin < 2) = 11/1024 = 1.07%, P(Bin < 3) = 5.5%, so ranks 2 and 9.
    const ConfidenceInterval median = quantile_interval(one_to(10), 0.5, 1);
    CHECK(median.low == 2);
    CHECK(median.high == 9);
    // n = 100, P90: R's qbinom(c(.025, .975), 100, .9) = 84 and 95; P(Bin < 84) = 2.1%, P(Bin < 96) = 97.6%.
    const ConfidenceInterval p90 = quantile_interval(one_to(100), 0.9, 1);
    CHECK(p90.low == 84);
    CHECK(p90.high == 96);
}

TEST_CASE("P95 has no upper bound below 72 replications", "[stats]") {
    CHECK(quantile_interval(one_to(71), 0.95, 1).high == infinity);
    CHECK(quantile_interval(one_to(72), 0.95, 1).high == 72);
    CHECK(quantile_interval(one_to(5), 0.05, 1).low == -infinity);
    CHECK_FALSE(precision_of(one_to(71), 1).within(10));
}

TEST_CASE("pairs that are copies count once", "[stats]") {
    std::vector<double> twice;
    for (const double x : one_to(100)) twice.insert(twice.end(), {x, x});
    const ConfidenceInterval once = quantile_interval(one_to(100), 0.5, 1);
    const ConfidenceInterval copies = quantile_interval(twice, 0.5, 2);
    CHECK(copies.low == Approx(once.low).margin(1));
    CHECK(copies.high == Approx(once.high).margin(1));
    CHECK(mean_interval(twice, 2).high == Approx(mean_interval(one_to(100), 1).high));
}

TEST_CASE("probabilities by Clopper and Pearson", "[stats]") {
    const auto sample = [](std::size_t hits, std::size_t count) {
        std::vector<double> happened(count, 0.0);
        std::fill_n(happened.begin(), hits, 1.0);
        return happened;
    };
    // None of n: nothing below, and (1 - p)^n = 2.5% above.
    CHECK(probability_interval(sample(0, 20), 1).low == 0);
    CHECK(probability_interval(sample(0, 20), 1).high == Approx(1 - std::pow(0.025, 1.0 / 20)));
    CHECK(probability_interval(sample(0, 20), 1).high == Approx(0.168).margin(0.001));
    CHECK(probability_interval(sample(20, 20), 1).low == Approx(std::pow(0.025, 1.0 / 20)));
    CHECK(probability_interval(sample(20, 20), 1).high == 1);
    // R's binom.test(5, 20)
    CHECK(probability_interval(sample(5, 20), 1).low == Approx(0.08657147));
    CHECK(probability_interval(sample(5, 20), 1).high == Approx(0.49104587));
    // Pairs of which nothing was seen count once; so do pairs that are copies.
    CHECK(probability_interval(sample(0, 40), 2).high == Approx(probability_interval(sample(0, 20), 1).high));
    CHECK(probability_interval(sample(10, 40), 2).high == Approx(probability_interval(sample(5, 20), 1).high));
    CHECK(probability_interval({}, 1).high == 1);
    const std::vector<double> with_none = {no_value, 1, 0};
    CHECK(probability_interval(with_none, 1).low == Approx(probability_interval(sample(1, 2), 1).low));
}

TEST_CASE("relative half-widths take the longer arm", "[stats]") {
    CHECK(relative_half_width(100, {98, 103}) == Approx(0.03));
    CHECK(relative_half_width(-100, {-104, -99}) == Approx(0.04));
    CHECK(relative_half_width(0, {0, 0}) == 0);
    CHECK(relative_half_width(0, {-1, 1}) == infinity);
    CHECK(relative_half_width(5, {no_value, no_value}) == infinity);
    CHECK(relative_half_width(5, {4, infinity}) == infinity);
    CHECK(Precision{0.01, 0.02}.within(0.02));
    CHECK_FALSE(Precision{0.01, 0.02}.within(0.01));
}

TEST_CASE("95% intervals hold the truth 95% of the time", "[stats][statistical]") {
    // 4,000 runs: the standard error of a coverage near 95% is 0.34%, bounds at about four of them.
    constexpr std::size_t runs = 4000;
    constexpr double p90_of_normal = 1.2815515655;

    SECTION("of the mean, independent replications") {
        const double share =
            coverage(runs, 0, [](std::size_t run) { return mean_interval(paired_sample(run, 40, 0), 1); });
        CHECK(share == Approx(0.95).margin(0.014));
    }
    SECTION("of the mean, pairs that share most of their luck") {
        const double share =
            coverage(runs, 0, [](std::size_t run) { return mean_interval(paired_sample(run, 40, 0.8), 2); });
        CHECK(share == Approx(0.95).margin(0.014));
    }
    SECTION("and would not, were pairs taken for independent") {
        const double share =
            coverage(runs, 0, [](std::size_t run) { return mean_interval(paired_sample(run, 40, 0.8), 1); });
        CHECK(share < 0.89);
    }
    SECTION("of a quantile, independent: never less, discreteness makes it a little more") {
        const double share = coverage(
            runs, p90_of_normal, [](std::size_t run) { return quantile_interval(paired_sample(run, 200, 0), 0.9, 1); });
        CHECK(share > 0.936);
        CHECK(share < 0.985);
    }
    SECTION("of a probability: never less, discreteness makes it more") {
        for (const std::size_t block : {1u, 2u}) {
            const double share = coverage(runs, 0.1, [block](std::size_t run) {
                std::vector<double> happened = paired_sample(run, 60, block == 2 ? 0.8 : 0);
                for (double& value : happened) value = value > p90_of_normal ? 1 : 0;
                return probability_interval(happened, block);
            });
            INFO("blocks of " << block);
            CHECK(share > 0.936);
        }
    }
    SECTION("of a quantile, pairs") {
        const double share = coverage(runs, p90_of_normal, [](std::size_t run) {
            return quantile_interval(paired_sample(run, 200, 0.9), 0.9, 2);
        });
        CHECK(share > 0.93);
        CHECK(share < 0.985);
    }
}

TEST_CASE("a ratio of means is known as well as its slack", "[stats]") {
    const std::vector<double> under = {100, 200, 300, 400, 500};
    const Estimate same = ratio_of_means(under, under, 1);
    CHECK(same.low == 1);
    CHECK(same.high == 1);
    const std::vector<double> half = {50, 100, 150, 200, 250};  // however much both vary
    CHECK(ratio_of_means(half, under, 1).low == Approx(0.5));
    CHECK(ratio_of_means(half, under, 2).high == Approx(0.5));
    const std::vector<double> near = {60, 90, 160, 190, 260};
    const Estimate bounds = ratio_of_means(near, under, 1);
    CHECK(bounds.low < 760.0 / 1500);
    CHECK(bounds.high > 760.0 / 1500);
    CHECK(bounds.high < 0.6);
    // What is divided by may be 0: any ratio is possible.
    const Estimate open = ratio_of_means(near, std::vector<double>{-300, 200, 300, -400, 500}, 1);
    CHECK(open.low == -infinity);
    CHECK(open.high == infinity);
    CHECK(std::isnan(ratio_of_means({}, {}, 1).low));
    // A replication without one of both is left out of both, also where it is part of a pair.
    const double none = std::nan("");
    const Estimate whole =
        ratio_of_means(std::vector<double>{60, 90, 160, 190}, std::vector<double>{100, 200, 300, 400}, 1);
    const Estimate part = ratio_of_means(std::vector<double>{60, none, 90, 160, 190, 7},
                                         std::vector<double>{100, 9, 200, 300, 400, none}, 1);
    CHECK(part.value == whole.value);
    CHECK(part.low == whole.low);
    CHECK(part.high == whole.high);
    // Of what is below 0 the same as of its opposite.
    const Estimate negative =
        ratio_of_means(std::vector<double>{60, 90, 160, 190}, std::vector<double>{-100, -200, -300, -400}, 1);
    CHECK(negative.value == -whole.value);
    CHECK(negative.low == Approx(-whole.high));
    CHECK(negative.high == Approx(-whole.low));
}

TEST_CASE("a ratio of means covers its own in 95% of samples", "[stats][statistical]") {
    // Under: 10 + N(0, 2); over: 0.8 of it + N(0, 1). 2,000 samples of 20 in blocks of one: known to +-1.5%.
    Stream stream(mix(12));
    int covered = 0;
    for (int sample = 0; sample < 2000; ++sample) {
        std::vector<double> over, under;
        for (int i = 0; i < 20; ++i) {
            under.push_back(10 + 2 * stream.normal());
            over.push_back(0.8 * under.back() + stream.normal());
        }
        const Estimate interval = ratio_of_means(over, under, 1);
        covered += interval.low <= 0.8 && 0.8 <= interval.high ? 1 : 0;
    }
    CHECK(covered >= 2000 * 0.935);
    CHECK(covered <= 2000 * 0.965);
}

TEST_CASE("a difference of two probabilities is known no better than its replications show", "[stats]") {
    const std::vector<double> none(100, 0.0);
    const ConfidenceInterval nothing = interval_of_event_difference(none, 1);
    CHECK(nothing.low == Approx(-0.02718).margin(1e-5));
    CHECK(nothing.high == -nothing.low);
    CHECK(interval_of_event_difference(none, 2).high > nothing.high);  // pairs count once
    std::vector<double> some(100, 0.0);
    for (std::size_t i = 0; i < 30; ++i) some[i] = -1;
    const ConfidenceInterval fewer = interval_of_event_difference(some, 1);
    CHECK(fewer.low < -0.3);
    CHECK(fewer.high > -0.3);
    CHECK(fewer.high < -0.19);
    const ConfidenceInterval all = interval_of_event_difference(std::vector<double>(3, 1.0), 1);
    CHECK(all.high == 1);
    CHECK(all.low < 0.5);
    CHECK(std::isnan(interval_of_event_difference({}, 1).low));
}

TEST_CASE("the interval of a difference of probabilities covers it in 95% of samples", "[stats][statistical]") {
    // With the policy alone 5%, without it alone 15%: the difference is -10%. 2,000 samples of 60: the coverage is
    // known to +-1.5% (3 standard errors).
    Stream stream(mix(11));
    int covered = 0;
    for (int sample = 0; sample < 2000; ++sample) {
        std::vector<double> differences;
        for (int i = 0; i < 60; ++i) {
            const double u = stream.uniform();
            differences.push_back(u < 0.05 ? 1 : u < 0.2 ? -1 : 0);
        }
        const ConfidenceInterval interval = interval_of_event_difference(differences, 1);
        covered += interval.low <= -0.1 && -0.1 <= interval.high ? 1 : 0;
    }
    CHECK(covered >= 2000 * 0.935);
    CHECK(covered <= 2000 * 0.985);
}

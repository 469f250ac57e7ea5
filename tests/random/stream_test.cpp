// What a stream promises: equal keys give equal draws, other keys unrelated ones, and every law has its moments.
#include "sim/random/stream.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <set>
#include <vector>

using namespace burncast;

namespace {

// Draws n times and checks mean and variance within 4.5 standard errors. A wrong law at these n misses by far more; a
// right one fails in 1 of 150,000 seeds, and the seed is fixed. `excess` is the law's excess kurtosis: the variance of
// a sample's variance is (excess + 2)/n · variance².
template <class Draw>
void check_moments(Draw draw, double mean, double variance, double excess, int n = 200'000) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; ++i) {
        const double away = static_cast<double>(draw()) - mean;
        sum += away;
        squares += away * away;
    }
    CHECK(std::abs(sum / n) <= 4.5 * std::sqrt(variance / n));
    CHECK(std::abs(squares / n - variance) <= 4.5 * variance * std::sqrt((excess + 2) / n));
}

// The share of n draws that `hit` says yes to lies within 4.5 standard errors of the probability.
template <class Hit>
void check_share(Hit hit, double probability, int n = 200'000) {
    int hits = 0;
    for (int i = 0; i < n; ++i) hits += hit() ? 1 : 0;
    CHECK(std::abs(hits / static_cast<double>(n) - probability) <=
          4.5 * std::sqrt(probability * (1 - probability) / n));
}

Stream fixed(std::uint64_t key) { return Stream(mix(key)); }

double normal_below(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }

}  // namespace

TEST_CASE("equal keys give equal draws", "[random]") {
    const Chance chance(42, 7);
    const Chance again(42, 7);
    Stream a = chance.stream(Aspect::arrivals, 3, 1, 5);
    (void)chance.stream(Aspect::play, 9).uniform();  // what others draw in between does not matter
    Stream b = again.stream(Aspect::arrivals, 3, 1, 5);
    for (int i = 0; i < 100; ++i) {
        REQUIRE(a.uniform() == b.uniform());
        REQUIRE(a.normal() == b.normal());
        REQUIRE(a.gamma(0.7) == b.gamma(0.7));
        REQUIRE(a.poisson(12) == b.poisson(12));
        REQUIRE(a.failures_before_success(0.1) == b.failures_before_success(0.1));
    }
}

TEST_CASE("a stream is plain data: a copy goes on where the first one stood", "[random]") {
    Stream a = Chance(1, 2).stream(Aspect::need, 3);
    (void)a.normal();
    Stream b = a;
    for (int i = 0; i < 100; ++i) REQUIRE(a.normal() == b.normal());
}

TEST_CASE("no two keys of a large company meet", "[random]") {
    std::set<std::uint64_t> keys;
    std::size_t made = 0;
    for (const std::uint64_t seed : {0u, 1u, 42u})
        for (std::uint64_t replication = 0; replication < 3; ++replication) {
            const Chance chance(seed, replication);
            for (std::uint64_t aspect = 0; aspect <= static_cast<std::uint64_t>(Aspect::ordering); ++aspect)
                for (std::uint64_t actor = 0; actor < 40; ++actor)
                    for (std::uint64_t part = 0; part < 6; ++part)
                        for (std::uint64_t task = 0; task < 20; ++task, ++made)
                            keys.insert(chance.key(static_cast<Aspect>(aspect), actor, part, task));
        }
    CHECK(keys.size() == made);
}

TEST_CASE("each part of a key makes another stream", "[random]") {
    const auto first = [](Stream stream) { return stream.uniform(); };
    const double here = first(Chance(42, 7).stream(Aspect::play, 3, 1, 5));
    CHECK(here != first(Chance(43, 7).stream(Aspect::play, 3, 1, 5)));
    CHECK(here != first(Chance(42, 8).stream(Aspect::play, 3, 1, 5)));
    CHECK(here != first(Chance(42, 7).stream(Aspect::need, 3, 1, 5)));
    CHECK(here != first(Chance(42, 7).stream(Aspect::play, 4, 1, 5)));
    CHECK(here != first(Chance(42, 7).stream(Aspect::play, 3, 2, 5)));
    CHECK(here != first(Chance(42, 7).stream(Aspect::play, 3, 1, 6)));
    CHECK(first(Chance(42, 7).stream(Aspect::play, 3)) == first(Chance(42, 7).stream(Aspect::play, 3, 0, 0)));
}

TEST_CASE("neighbouring streams are uncorrelated", "[random]") {
    // The correlation of the first draws of two streams, over n pairs, is 0 within 4.5/sqrt(n).
    const int n = 50'000;
    const auto correlation = [&](auto other) {
        double sum = 0;
        for (int i = 0; i < n; ++i) {
            const auto actor = static_cast<std::uint64_t>(i);
            Stream a = Chance(42, 0).stream(Aspect::arrivals, actor, 0, 0);
            Stream b = other(actor);
            sum += (a.uniform() - 0.5) * (b.uniform() - 0.5) * 12;
        }
        return sum / n;
    };
    const double bound = 4.5 / std::sqrt(static_cast<double>(n));
    CHECK(std::abs(correlation([](std::uint64_t i) { return Chance(42, 0).stream(Aspect::arrivals, i + 1); })) < bound);
    CHECK(std::abs(correlation([](std::uint64_t i) { return Chance(42, 0).stream(Aspect::arrivals, i, 1); })) < bound);
    CHECK(std::abs(correlation([](std::uint64_t i) { return Chance(42, 0).stream(Aspect::arrivals, i, 0, 1); })) <
          bound);
    CHECK(std::abs(correlation([](std::uint64_t i) { return Chance(42, 0).stream(Aspect::need, i); })) < bound);
    CHECK(std::abs(correlation([](std::uint64_t i) { return Chance(42, 1).stream(Aspect::arrivals, i); })) < bound);
    CHECK(std::abs(correlation([](std::uint64_t i) { return Chance(43, 0).stream(Aspect::arrivals, i); })) < bound);
}

TEST_CASE("draws do not change from one version to the next unless we mean them to", "[random]") {
    // A change here moves every golden file: say why in the commit and in the changelog.
    Stream stream = Chance(1, 0).stream(Aspect::person, 7);
    CHECK(Chance(1, 0).key(Aspect::person, 7) == 8906781116018573874u);
    CHECK(stream.uniform() == 0x1.5b0156a0e6279p-1);
    CHECK(stream.normal() == Approx(0.47559620577892203).epsilon(1e-12));
    CHECK(stream.exponential() == Approx(2.4987336083711846).epsilon(1e-12));
    CHECK(stream.gamma(2.5) == Approx(0.97755757577119384).epsilon(1e-12));
    CHECK(stream.poisson(3.5) == 8);
    CHECK(stream.poisson(250) == 240);
    CHECK(stream.failures_before_success(0.02) == 181);
}

TEST_CASE("uniform draws fill the unit interval evenly and stay below one", "[random]") {
    Stream stream = fixed(1);
    int tenths[10] = {};
    const int n = 200'000;
    for (int i = 0; i < n; ++i) {
        const double x = stream.uniform();
        REQUIRE((x >= 0 && x < 1));
        ++tenths[static_cast<int>(x * 10)];
    }
    for (const int count : tenths) CHECK(std::abs(count - n / 10) <= 4.5 * std::sqrt(n * 0.09));
    check_moments([&] { return stream.uniform(); }, 0.5, 1.0 / 12, -1.2);
}

TEST_CASE("normal draws", "[random]") {
    Stream stream = fixed(2);
    check_moments([&] { return stream.normal(); }, 0, 1, 0);
    for (const double x : {-3.0, -1.0, 0.5, 2.0}) check_share([&] { return stream.normal() < x; }, normal_below(x));
}

TEST_CASE("exponential draws", "[random]") {
    Stream stream = fixed(3);
    check_moments([&] { return stream.exponential(); }, 1, 1, 6);
    for (const double x : {0.1, 1.0, 3.0}) check_share([&] { return stream.exponential() < x; }, 1 - std::exp(-x));
}

TEST_CASE("gamma draws, below, at and above shape one", "[random]") {
    Stream stream = fixed(4);
    for (const double shape : {0.2, 0.9, 1.0, 2.5, 40.0})
        check_moments([&] { return stream.gamma(shape); }, shape, shape, 6 / shape);
    check_share([&] { return stream.gamma(1) < 1.5; }, 1 - std::exp(-1.5));
    check_share([&] { return stream.gamma(2) < 1.5; }, 1 - 2.5 * std::exp(-1.5));
    check_share([&] { return stream.gamma(0.5) < 0.5; }, 2 * normal_below(1) - 1);  // half a chi-squared of one degree
}

TEST_CASE("lognormal draws have their median and log-sd", "[random]") {
    Stream stream = fixed(5);
    check_moments([&] { return std::log(stream.lognormal(8'000, 0.9)); }, std::log(8'000), 0.81, 0);
    check_share([&] { return stream.lognormal(8'000, 0.9) < 8'000; }, 0.5);
    check_moments([&] { return stream.lognormal(1, 0.2); }, std::exp(0.02), std::expm1(0.04) * std::exp(0.04), 0.7);
    CHECK(stream.lognormal(8'000, 0) == 8'000);
}

TEST_CASE("Poisson draws, small and large", "[random]") {
    Stream stream = fixed(6);
    for (const double mean : {0.01, 0.7, 4.0, 9.9, 10.1, 60.0, 12'000.0})
        check_moments([&] { return stream.poisson(mean); }, mean, mean, 1 / mean);
    check_share([&] { return stream.poisson(2) == 0; }, std::exp(-2.0));
    check_share([&] { return stream.poisson(2) == 3; }, std::exp(-2.0) * 8 / 6);
    CHECK(stream.poisson(0) == 0);
    for (int i = 0; i < 1'000; ++i) REQUIRE(stream.poisson(25) >= 0);
}

TEST_CASE("binomial draws, few and many trials, and certain at the ends", "[random]") {
    Stream stream = fixed(14);
    for (const auto& [n, p] : {std::pair(4, 0.3), std::pair(38, 0.25), std::pair(60, 0.9), std::pair(5000, 0.5)})
        check_moments([&, n = n, p = p] { return stream.binomial(n, p); }, n * p, n * p * (1 - p),
                      (1 - 6 * p * (1 - p)) / (n * p * (1 - p)));
    check_share([&] { return stream.binomial(3, 0.4) == 2; }, 3 * 0.16 * 0.6);
    CHECK(stream.binomial(0, 0.5) == 0);
    CHECK(stream.binomial(7, 0) == 0);
    CHECK(stream.binomial(7, 1) == 7);
}

TEST_CASE("a chance is its probability, and certain at the ends", "[random]") {
    Stream stream = fixed(7);
    for (const double p : {0.001, 0.3, 0.95}) check_share([&] { return stream.chance(p); }, p);
    for (int i = 0; i < 10'000; ++i) {
        REQUIRE_FALSE(stream.chance(0));
        REQUIRE(stream.chance(1));
    }
}

TEST_CASE("failures before the first success are geometric", "[random]") {
    Stream stream = fixed(8);
    for (const double p : {0.9, 0.5, 0.05, 0.002})
        check_moments([&] { return stream.failures_before_success(p); }, (1 - p) / p, (1 - p) / (p * p),
                      6 + p * p / (1 - p));
    for (const int k : {0, 1, 5})
        check_share([&] { return stream.failures_before_success(0.3) == k; }, 0.3 * std::pow(0.7, k));
    for (int i = 0; i < 1'000; ++i) REQUIRE(stream.failures_before_success(1) == 0);
}

TEST_CASE("a success that never comes is as far away as can be", "[random]") {
    Stream stream = fixed(9);
    constexpr std::int64_t never = std::numeric_limits<std::int32_t>::max();
    CHECK(stream.failures_before_success(0) == never);
    CHECK(stream.failures_before_success_log(0) == never);
    CHECK(stream.failures_before_success(1e-300) == never);
    Stream a = fixed(10);
    Stream b = fixed(10);
    for (int i = 0; i < 100; ++i)
        REQUIRE(a.failures_before_success(0.01) == b.failures_before_success_log(std::log1p(-0.01)));
}

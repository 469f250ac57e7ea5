#include "sim/mechanism/incentive/board.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>
#include <numeric>

#include "sim/random/stream.hpp"

using namespace burncast;

namespace {

std::vector<double> people(std::size_t n, double spread) {
    std::vector<double> metric;
    Stream chance(3);
    for (std::size_t i = 0; i < n; ++i) metric.push_back(chance.lognormal(1e6, spread));
    return metric;
}

double sum(const std::vector<double>& all) {
    double total = 0;
    for (const double each : all) total += each;
    return total;
}

std::size_t pulled(const std::vector<double>& pulls) {
    return static_cast<std::size_t>(std::count_if(pulls.begin(), pulls.end(), [](double p) { return p > 0; }));
}

}  // namespace

TEST_CASE("three people: the middle one meets the densest rivals", "[mechanism][incentive]") {
    // Places 1, 2, 3 of 3 are the quantiles 5/6, 1/2, 1/6; e², 1, e^-2 have the log-sd √(8/3).
    const std::vector<double> pulls = board_pulls({0.3, {}, {}, 0}, std::vector<double>{1, std::exp(2), std::exp(-2)});
    const double spread = std::sqrt(8.0 / 3);
    CHECK(pulls[0] == Approx(0.3 * 0.398942 / spread).epsilon(1e-5));
    CHECK(pulls[1] == Approx(0.3 * 0.398942 * std::exp(-0.967422 * 0.967422 / 2) / spread).epsilon(1e-5));
    CHECK(pulls[2] == Approx(pulls[1]));
}

TEST_CASE("over everybody the mean pull is the prize times 0.282 over the spread", "[mechanism][incentive]") {
    const double expected = 0.2 / (2 * std::sqrt(std::numbers::pi)) / 1.65;
    const double mean = sum(board_pulls({0.2, {}, {}, 0}, people(20'000, 1.65))) / 20'000;
    CHECK(mean == Approx(expected).epsilon(0.03));  // the sample's own spread
}

TEST_CASE("the ends of a board pull more and its middle less, the mean of the factor being 1",
          "[mechanism][incentive]") {
    const std::vector<double> metric = people(1001, 1);
    const std::vector<double> flat = board_pulls({0.2, {}, {}, 0}, metric),
                              bent = board_pulls({0.2, {}, {}, 0.8}, metric);
    std::vector<double> factors;
    for (std::size_t i = 0; i < metric.size(); ++i) factors.push_back(bent[i] / flat[i]);
    CHECK(sum(factors) / 1001 == Approx(1).epsilon(1e-5));
    CHECK(*std::max_element(factors.begin(), factors.end()) == Approx(1 + 2 * 0.8).epsilon(0.01));
    CHECK(*std::min_element(factors.begin(), factors.end()) == Approx(1 - 0.8).epsilon(0.01));
}

TEST_CASE("a board with few places pulls no less for its ends, and somebody strives to get on it",
          "[mechanism][incentive]") {
    const std::vector<double> metric = people(100, 1);
    for (const std::int64_t visible : {1, 2, 3, 25}) {
        const std::vector<double> flat = board_pulls({0.2, visible, {}, 0}, metric),
                                  bent = board_pulls({0.2, visible, {}, 0.8}, metric);
        double factors = 0;
        for (std::size_t i = 0; i < metric.size(); ++i) factors += flat[i] > 0 ? bent[i] / flat[i] : 0;
        INFO(visible << " shown");
        CHECK(pulled(flat) == static_cast<std::size_t>(visible + (visible + 1) / 2));
        CHECK(factors / static_cast<double>(pulled(flat)) == Approx(1));
        const std::size_t top =
            static_cast<std::size_t>(std::max_element(metric.begin(), metric.end()) - metric.begin());
        CHECK(bent[top] >= Approx(flat[top]));
    }
}

TEST_CASE("only those shown strive, and half as many more, and the fewer the harder", "[mechanism][incentive]") {
    const std::vector<double> metric = people(10'000, 1.65);
    const std::vector<double> few = board_pulls({0.2, 100, {}, 0}, metric), all = board_pulls({0.2, {}, {}, 0}, metric);
    CHECK(pulled(few) == 150);
    CHECK(pulled(all) == 10'000);
    CHECK(board_pulls({0.2, 10'000, {}, 0}, metric) == all);
    const std::size_t top = static_cast<std::size_t>(std::max_element(metric.begin(), metric.end()) - metric.begin());
    CHECK(few[top] == Approx(100 * all[top]));
    for (std::size_t i = 0; i < metric.size(); ++i)
        if (few[i] > 0) CHECK(few[i] >= few[top]);  // the leader has the fewest to fear
}

TEST_CASE("titles share the prize between them, however few the places that bear them", "[mechanism][incentive]") {
    const std::vector<double> metric = people(10'000, 1.65);
    const std::vector<double> plain = board_pulls({0.2, 100, {}, 0}, metric);
    const std::vector<double> titles = board_pulls({0.2, 100, {1, 20}, 0}, metric);
    std::vector<std::size_t> order(metric.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return metric[a] > metric[b]; });
    // Of three titles the first has 1 place, the second 19, the last 80; each place was worth 1/100.
    for (std::size_t j = 0; j < 150; ++j) {
        const double places = j < 1 ? 1 : j < 20 ? 19 : 80;
        CHECK(titles[order[j]] == Approx(plain[order[j]] * 100 / (3 * places)));
    }
    CHECK(board_pulls({0.2, 100, {100, 500}, 0}, metric) == plain);  // titles of places that nobody sees
}

TEST_CASE("nobody is pulled without a prize, without rivals or without taking part", "[mechanism][incentive]") {
    CHECK(pulled(board_pulls({0, {}, {}, 0.5}, people(100, 1))) == 0);
    CHECK(pulled(board_pulls({1, {}, {}, 0.5}, std::vector<double>{5})) == 0);
    CHECK(board_pulls({1, {}, {}, 0.5}, std::vector<double>{}).empty());
    const std::vector<double> some = board_pulls({1, {}, {}, 0}, std::vector<double>{0, 3, 0, 2, 2});
    CHECK(some[0] == 0);
    CHECK(some[2] == 0);
    CHECK(pulled(some) == 3);
}

TEST_CASE("people who are all alike contend as if they were a tenth apart", "[mechanism][incentive]") {
    const std::vector<double> pulls = board_pulls({0.2, {}, {}, 0}, std::vector<double>(101, 7.0));
    CHECK(pulls[50] == Approx(0.2 * 0.398942 / 0.1).epsilon(1e-5));
    CHECK(std::all_of(pulls.begin(), pulls.end(), [](double p) { return std::isfinite(p) && p > 0; }));
}

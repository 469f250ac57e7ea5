#include "sim/random/law.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

using namespace burncast;

namespace {

struct Case {
    std::string name;
    Law law;
    double mean;
    double median;
};

std::vector<Case> cases() {
    const double half_normal_mean = std::sqrt(2 / 3.14159265358979323846);
    return {
        {"constant", Law::constant(7), 7, 7},
        {"lognormal", Law::lognormal(20, 0.9), 20 * std::exp(0.405), 20},
        {"lognormal without spread", Law::lognormal(20, 0), 20, 20},
        {"uniform", Law::uniform(2, 6), 4, 4},
        {"gamma 1 is exponential", Law::gamma(3, 1), 3, 3 * std::log(2.0)},
        {"gamma 0.5 is half a chi-square", Law::gamma(1, 0.5), 1, 0.45493642311957},
        {"gamma 400", Law::gamma(400, 400), 400, 400 - 1.0 / 3 + 8.0 / 405 / 400},
        {"gamma at 0", Law::gamma(0, 2), 0, 0},
        {"normal far from 0", Law::normal(100, 1), 100, 100},
        {"half normal", Law::normal(0, 1), half_normal_mean, 0.67448975019608},
        {"normal without spread", Law::normal(3, 0), 3, 3},
        {"empirical odd", Law::empirical({5, 1, 3}), 3, 3},
        {"empirical even", Law::empirical({4, 1, 3, 2}), 2.5, 2.5},
        {"empirical one", Law::empirical({9}), 9, 9},
        {"mixture", Law::mixture({{0.25, Law::uniform(0, 4)}, {0.75, Law::uniform(4, 8)}}), 5, 4 + 4.0 / 3},
        {"mixture with a mass", Law::mixture({{0.6, Law::constant(0)}, {0.4, Law::constant(10)}}), 4, 0},
        {"mixture below 0", Law::mixture({{0.6, Law::constant(-10)}, {0.4, Law::constant(10)}}), -2, -10},
        {"mixture of lognormals", Law::mixture({{0.5, Law::lognormal(1e-9, 1)}, {0.5, Law::lognormal(1e-9, 1)}}),
         1e-9 * std::exp(0.5), 1e-9},
    };
}

}  // namespace

TEST_CASE("laws know their mean and median", "[random]") {
    for (const Case& c : cases()) {
        INFO(c.name);
        CHECK(c.law.mean() == Approx(c.mean).epsilon(1e-9).margin(1e-12));
        // A gamma law's median for shape 400 is known by its asymptotic series alone.
        CHECK(c.law.median() == Approx(c.median).epsilon(c.name == "gamma 400" ? 1e-7 : 1e-9).margin(1e-12));
    }
}

TEST_CASE("draws have the law's mean and its distribution", "[random]") {
    constexpr int n = 40'000;
    for (const Case& c : cases()) {
        INFO(c.name);
        Stream stream(mix(42));
        double sum = 0;
        double squares = 0;
        int below_median = 0;
        const double median = c.law.median();
        for (int i = 0; i < n; ++i) {
            const double x = c.law.draw(stream);
            sum += x;
            squares += x * x;
            below_median += x <= median ? 1 : 0;
        }
        const double mean = sum / n;
        const double error = std::sqrt(std::max(0.0, squares / n - mean * mean) / n);
        CHECK(std::abs(mean - c.law.mean()) <= 4 * error + 1e-9 * std::abs(mean));
        const double share = c.law.share_below(median);
        CHECK(share >= 0.5 - 1e-9);
        CHECK(std::abs(below_median / double(n) - share) <= 4 * std::sqrt(0.25 / n) + 1e-9);
    }
}

TEST_CASE("share_below rises from 0 to 1", "[random]") {
    for (const Case& c : cases()) {
        INFO(c.name);
        double last = 0;
        for (double x = -20; x < 2000; x = x < 20 ? x + 0.25 : x * 1.1) {
            const double share = c.law.share_below(x);
            CHECK(share >= last - 1e-12);
            CHECK(share <= 1 + 1e-12);
            last = share;
        }
        CHECK(c.law.share_below(1e6) == Approx(1).epsilon(1e-6));
    }
}

TEST_CASE("a constant takes nothing from the stream, and a law is the same for the same stream", "[random]") {
    Stream used(1);
    Stream fresh(1);
    CHECK(Law::constant(3).draw(used) == 3);
    CHECK(used.uniform() == fresh.uniform());
    for (const Case& c : cases()) {
        Stream a(5);
        Stream b(5);
        for (int i = 0; i < 20; ++i) CHECK(c.law.draw(a) == c.law.draw(b));
    }
}

TEST_CASE("a law can be scaled and its parameters be changed", "[random]") {
    for (const Case& c : cases()) {
        INFO(c.name);
        const Law twice = c.law.scaled(2);
        CHECK(twice.mean() == Approx(2 * c.mean).margin(1e-12));
        CHECK(twice.median() == Approx(2 * c.law.median()).margin(1e-12));
        CHECK(c.law.mean() == Approx(c.mean).margin(1e-12));  // the copy left the first as it was
    }
    Law law = Law::lognormal(20, 0.9);
    law.set_first(10);
    law.set_second(0.5);
    CHECK(law.median() == 10);
    CHECK(law.second() == 0.5);
    CHECK(Law().kind() == Law::Kind::constant);
    CHECK(Law().mean() == 0);
}

TEST_CASE("a normal law never draws below 0, an empirical one only its values", "[random]") {
    Stream stream(3);
    const Law cut = Law::normal(0.1, 5);
    const Law few = Law::empirical({2, 2, 8});
    int eights = 0;
    for (int i = 0; i < 30'000; ++i) {
        CHECK_FALSE(cut.draw(stream) < 0);
        const double x = few.draw(stream);
        if (x != 2 && x != 8) FAIL("not one of the values");
        eights += x == 8 ? 1 : 0;
    }
    CHECK(std::abs(eights / 30'000.0 - 1.0 / 3) < 4 * std::sqrt(2.0 / 9 / 30'000));
}

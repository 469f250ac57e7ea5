#include "sim/mechanism/incentive/effort.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "sim/random/stream.hpp"

using namespace burncast;

namespace {

// The closed form for weights w, from MODEL: r = (A − s·B)/(1 − s²), g = (B − s·A)/(1 − s²), each clipped at 0.
Effort closed_form(double weight, double leverage, double deterrence, double s) {
    const double a = 1 + weight, b = weight * leverage - deterrence;
    if (b <= s * a) return {a, 0};
    if (a <= s * b) return {0, b};
    return {(a - s * b) / (1 - s * s), (b - s * a) / (1 - s * s)};
}

// The weight w = R/(r + t·g) at which somebody who games comes to rest: β·w² + α·w = R, as r + t·g is linear in w.
double weight_at_rest(double reward, double leverage, double deterrence, double s) {
    const double slope = (1 - 2 * s * leverage + leverage * leverage) / (1 - s * s);
    const double base = (1 + s * deterrence - leverage * (deterrence + s)) / (1 - s * s);
    return (-base + std::sqrt(base * base + 4 * slope * reward)) / (2 * slope);
}

double worth(const Effort& e, const std::vector<Pull>& pulls, double deterrence, double s) {
    double sum = e.real - deterrence * e.gaming - (e.real * e.real + e.gaming * e.gaming) / 2 - s * e.real * e.gaming;
    for (const Pull& pull : pulls) sum += pull.reward * std::log(e.real + pull.leverage * e.gaming);
    return sum;
}

double multiple(double reward, double leverage) {
    const Effort effort = best_effort(std::vector<Pull>{{reward, leverage}}, 0, 0.5);
    return effort.real + leverage * effort.gaming;
}

}  // namespace

TEST_CASE("without a pull people work as they do and feed nothing", "[mechanism][incentive]") {
    for (const double deterrence : {0.0, 0.2}) {
        const Effort idle = best_effort({}, deterrence, 0.5);
        const Effort unpaid = best_effort(std::vector<Pull>{{0, 25}}, deterrence, 0.5);
        CHECK(idle.real == 1);
        CHECK(idle.gaming == 0);
        CHECK(unpaid.real == 1);
        CHECK(unpaid.gaming == 0);
    }
}

TEST_CASE("efforts under one pull are the closed form at the weight where they rest", "[mechanism][incentive]") {
    for (const double s : {0.0, 0.3, 0.7})
        for (const double leverage : {2.0, 12.0, 50.0})
            for (const double deterrence : {0.0, 0.1, 1.0})
                for (const double reward : {0.3, 1.0, 3.0}) {
                    const Effort best = best_effort(std::vector<Pull>{{reward, leverage}}, deterrence, s);
                    if (best.gaming == 0) continue;
                    if (best.real == 0) {  // g = R/g − D
                        const double alone = (std::sqrt(deterrence * deterrence + 4 * reward) - deterrence) / 2;
                        CHECK(best.gaming == Approx(alone));
                        CHECK(reward / (leverage * alone) <= s * alone - 1);  // real work pays less than it disturbs
                        continue;
                    }
                    const double weight = weight_at_rest(reward, leverage, deterrence, s);
                    const Effort expected = closed_form(weight, leverage, deterrence, s);
                    INFO("s " << s << " t " << leverage << " D " << deterrence << " R " << reward);
                    CHECK(best.real == Approx(expected.real).epsilon(1e-9));
                    CHECK(best.gaming == Approx(expected.gaming).epsilon(1e-9));
                    CHECK(weight * (best.real + leverage * best.gaming) == Approx(reward).epsilon(1e-9));
                }
}

TEST_CASE("a pull of a tenth makes four times the use, and one of 0.02 is where gaming begins",
          "[mechanism][incentive]") {
    CHECK(multiple(0.03, 25) == Approx(1.43).epsilon(0.01));
    CHECK(multiple(0.05, 25) == Approx(2.27).epsilon(0.01));
    CHECK(multiple(0.1, 25) == Approx(4.12).epsilon(0.01));
    CHECK(multiple(1, 25) == Approx(21.7).epsilon(0.01));
    // R·t/r = s·r with r² = r + R: r = t/(t − s).
    const double r = 25 / 24.5, threshold = r * r - r;
    CHECK(threshold == Approx(0.0208).epsilon(0.01));
    CHECK(best_effort(std::vector<Pull>{{threshold * 0.999, 25}}, 0, 0.5).gaming == 0);
    CHECK(best_effort(std::vector<Pull>{{threshold * 1.001, 25}}, 0, 0.5).gaming > 0);
}

TEST_CASE("a contest without a gaming channel raises effort by its prize over the spread", "[mechanism][incentive]") {
    // r = 1 + R/r: 17% (L124) is a pull of 0.2, that of a prize of 0.2 where the log-sd of the measured is 0.28.
    CHECK(best_effort(std::vector<Pull>{{0.2, 0}}, 0, 0.5).real == Approx(1.171).epsilon(0.001));
    CHECK(best_effort(std::vector<Pull>{{0.2, 0}}, 0, 0.5).gaming == 0);
}

TEST_CASE("no other efforts are worth more, whatever the mixture of pulls", "[mechanism][incentive]") {
    Stream any(7);
    int gaming = 0;
    for (int n = 0; n < 2000; ++n) {
        std::vector<Pull> pulls;
        for (double k = 0; k < 1 + 3 * any.uniform(); ++k)
            pulls.push_back({any.lognormal(0.1, 1), any.chance(0.3) ? 0.0 : any.lognormal(20, 1)});
        const double deterrence = any.chance(0.3) ? 0.0 : any.lognormal(0.1, 1), s = 0.95 * any.uniform();
        const Effort best = best_effort(pulls, deterrence, s);
        const double most = worth(best, pulls, deterrence, s);
        gaming += best.gaming > 0;
        for (int direction = 0; direction < 16; ++direction) {
            const double angle = direction * 0.39269908, length = direction % 2 == 0 ? 1e-3 : 0.1;
            const Effort other{std::max(1e-9, best.real + length * std::cos(angle)),
                               std::max(0.0, best.gaming + length * std::sin(angle))};
            INFO(n << ": r " << best.real << " g " << best.gaming << " against " << other.real << ", " << other.gaming);
            CHECK(worth(other, pulls, deterrence, s) <= most + 1e-12);
        }
    }
    CHECK(gaming > 500);
}

TEST_CASE("gaming never falls as a pull grows, nor grows with deterrence", "[mechanism][incentive]") {
    for (const double s : {0.1, 0.5, 0.9})
        for (const double leverage : {1.0, 5.0, 50.0}) {  // all at least s
            double before = 0;
            for (double reward = 0; reward < 5; reward += 0.01) {
                const double gaming = best_effort(std::vector<Pull>{{reward, leverage}}, 0.05, s).gaming;
                CHECK(gaming >= before - 1e-12);
                before = gaming;
            }
            for (double deterrence = 0.05; deterrence < 3; deterrence += 0.05) {
                const double gaming = best_effort(std::vector<Pull>{{4.99, leverage}}, deterrence, s).gaming;
                CHECK(gaming <= before + 1e-12);
                before = gaming;
            }
        }
}

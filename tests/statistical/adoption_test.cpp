// Adoption against the Bass curve, with and without neighbours.
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "tests/mechanism/stage.hpp"
#include "tests/model/company_builder.hpp"
#include "tests/statistical/sample.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

// The share of those who ever will: dF/dt = (p + q·F)·(1 − F) from F(0) = f.
double bass(double p, double q, double f, double days) {
    const double left = (1 - f) * std::exp(-(p + q) * days);
    return (p + q * f - p * left) / (p + q * f + q * left);
}

double share(const Stage& stage, double days, std::size_t team) {
    return stage.users(stage.day(days), team) / static_cast<double>(stage.teams[team].people);
}

}  // namespace

TEST_CASE("the closed form of Bass obeys its equation, and without innovation is logistic", "[statistical]") {
    const double h = 1e-4;
    for (const double p : {0.0, 0.001, 0.02})
        for (const double day : {1.0, 30.0, 100.0}) {
            const double f = bass(p, 0.03, 0.1, day);
            const double slope = (bass(p, 0.03, 0.1, day + h) - bass(p, 0.03, 0.1, day - h)) / (2 * h);
            CHECK(slope == Approx((p + 0.03 * f) * (1 - f)).epsilon(1e-6));
        }
    CHECK(bass(0, 0.03, 0.1, 50) == Approx(1 / (1 + 9 * std::exp(-1.5))));
}

TEST_CASE("a large team follows the Bass curve", "[statistical][mechanism]") {
    struct Case {
        AdoptionParams params;
        double p, q;
    };
    AdoptionParams pushed = ramp(0.32, 1.2 / 30.4375, 0.95), mandated = ramp(0.1, 0.03, 0.8), open = ramp(0, 0.06, 1);
    mandated.innovation = 0.001;
    mandated.mandate = 0.004;
    open.innovation = 0.003;
    const std::vector<double> days = {0, 15, 40, 80, 150};
    for (const Case& c : {Case{pushed, 0, pushed.imitation}, Case{mandated, 0.005, 0.03}, Case{open, 0.003, 0.06}}) {
        std::vector<Sample> shares(days.size());
        for (std::uint64_t r = 0; r < 40; ++r) {
            Stage stage(200, r);
            stage.add_team("team", 4000);
            stage.play(Adoption({}, {{c.params}}, stage.setting), stage.day(150));
            for (std::size_t d = 0; d < days.size(); ++d) shares[d].add(share(stage, days[d], 0));
        }
        for (std::size_t d = 0; d < days.size(); ++d) {
            const double curve = c.params.ceiling * bass(c.p, c.q, c.params.start / c.params.ceiling, days[d]);
            INFO("day " << days[d] << ": " << shares[d].mean() << " and " << curve);
            CHECK(errors_off(shares[d], curve) <= most_errors);
            CHECK(std::abs(shares[d].mean() - curve) < 0.006);  // so the standard errors are not large either
        }
    }
}

TEST_CASE("a pushed company goes from 32 to 84 percent in two to three months", "[statistical][mechanism]") {
    Stage stage(200);
    stage.add_team("team", 10'000);
    stage.play(Adoption({}, {{ramp(0.32, 1.0 / 30.4375, 0.95)}}, stage.setting), stage.day(120));
    CHECK(share(stage, 2 * 30.4, 0) < 0.84);
    CHECK(share(stage, 3 * 30.4, 0) > 0.84);
}

TEST_CASE("two teams that mix follow the equations of both", "[statistical][mechanism]") {
    // One begins with everybody but a few, the other with nobody: they start because of their neighbours.
    AdoptionParams first = ramp(0.9, 0.03, 1), second = ramp(0, 0.05, 1);
    first.mixing = 0.2;
    second.mixing = 0.1;
    double a = 0.9, b = 0;
    for (int step = 0; step < 60'000; ++step) {  // 60 days by Euler's method
        const double da = 0.03 * (0.8 * a + 0.2 * b) * (1 - a), db = 0.05 * (0.9 * b + 0.1 * a) * (1 - b);
        a += da * 1e-3;
        b += db * 1e-3;
    }
    Sample in_first, in_second;
    for (std::uint64_t r = 0; r < 40; ++r) {
        Stage stage(100, r);
        stage.add_team("first", 3000);
        stage.add_team("second", 3000);
        stage.play(Adoption({}, {{first}, {second}}, stage.setting), stage.day(60));
        in_first.add(share(stage, 60, 0));
        in_second.add(share(stage, 60, 1));
    }
    CHECK(errors_off(in_first, a) <= most_errors);
    CHECK(errors_off(in_second, b) <= most_errors);
}

TEST_CASE("users who leave at a steady hazard are gone exponentially", "[statistical][mechanism]") {
    AdoptionParams p = ramp(1, 0, 1);
    p.dropout = 0.01;
    Stage stage(200);
    stage.add_team("team", 20'000);
    stage.play(Adoption({}, {{p}}, stage.setting), stage.day(150));
    for (const double day : {0.5, 20.0, 150.0})
        CHECK(share_errors_off(stage.users(stage.day(day), 0), 20'000, std::exp(-0.01 * day)) <= most_errors);
}

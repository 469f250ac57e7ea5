#include "analysis/sensitivity.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <memory>

#include "sim/random/stream.hpp"
#include "tests/analysis/known_functions.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

// Replications draw as a plan does: pairs share a draw.
Simulator simulator_of(const KnownFunction& function) {
    Simulator simulator;
    for (std::size_t i = 0; i < function.inputs; ++i) simulator.inputs.push_back("input" + std::to_string(i));
    simulator.policies = {"base", "dearer"};
    simulator.draw = [inputs = function.inputs](std::uint64_t replication) {
        Stream stream = Chance(1, replication / 2).stream(Aspect::ignorance, 7);
        std::vector<double> drawn(inputs);
        for (double& z : drawn) z = stream.normal();
        return drawn;
    };
    simulator.answers = [answer = function.answer](std::span<const Point> points) {
        std::vector<double> answers;
        for (const Point& point : points) answers.push_back(answer(point));
        return answers;
    };
    simulator.net_benefits = [answer = function.answer](std::span<const Point> points) {
        std::vector<std::vector<double>> benefits;
        for (const Point& point : points) benefits.push_back({-answer(point), -2 * answer(point)});
        return benefits;
    };
    simulator.uniforms = [](std::uint64_t trajectory) -> std::function<double()> {
        auto stream = std::make_shared<Stream>(mix(trajectory));
        return [stream] { return stream->uniform(); };
    };
    return simulator;
}

constexpr SensitivityMethods all = {false, true, true, true};

}  // namespace

TEST_CASE("a study of few inputs splits the variance by each of them and luck", "[analysis][sensitivity]") {
    const KnownFunction function = bill("a bill", {0.3, 0.15, 0.05, 0.35});
    const SensitivityStudy found = study(simulator_of(function), all, 1000);
    const SensitivityReport& report = found.report;
    REQUIRE(report.inputs.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(report.inputs[i].sobol->first.value == Approx(function.first[i]).margin(0.06));
        CHECK(!report.inputs[i].morris);
        CHECK(report.inputs[i].tornado->high.value > report.inputs[i].tornado->low.value);
        CHECK(report.inputs[i].evppi->value == 0);  // the base is always cheaper
    }
    CHECK(report.luck->first.value == Approx(function.first[3]).margin(0.06));
    CHECK(!report.others);
    CHECK(report.decision->best == 0);
    CHECK(report.mean == Approx(std::exp((0.09 + 0.0225 + 0.0025 + 0.1225) / 2)).margin(0.06));
    CHECK(report.p05 < report.p50);
    CHECK(report.lives == size_of(all, 1000, 3, 2).lives);
    CHECK(report.lives == 1000 * 6 + 125 * 7 + 1000 * 2);
    CHECK(found.lives.size() == report.lives);
}

TEST_CASE("of many inputs those that matter stand alone and the others together", "[analysis][sensitivity]") {
    // The last ones matter most.
    const KnownFunction many = bill("many", {0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.1});
    const SensitivityReport report = study(simulator_of(many), all, 400).report;
    CHECK(report.trajectories == 40);
    for (std::size_t i = 0; i < 12; ++i) {
        CHECK(report.inputs[i].morris.has_value());
        CHECK(report.inputs[i].sobol.has_value() == (i >= 6));
    }
    REQUIRE(report.others);
    CHECK(report.others->total.value < 0.01);
    CHECK(size_of(all, 400, 12, 2).columns == 7);
}

TEST_CASE("a stop keeps whole rows", "[analysis][sensitivity]") {
    Simulator simulator = simulator_of(bill("a bill", {0.3, 0.15, 0.35}));
    const auto whole = simulator.answers;
    simulator.answers = [whole](std::span<const Point> points) {
        return whole(points.first(std::min<std::size_t>(points.size(), 503)));  // rows of 5
    };
    const SensitivityReport report = study(simulator, {false, true, false, false}, 200).report;
    CHECK(report.rows == 100);
    CHECK(report.lives == 500);
    CHECK(report.inputs[0].sobol.has_value());

    simulator.answers = [whole](std::span<const Point> points) { return whole(points.first(3)); };
    CHECK(!study(simulator, {false, true, false, false}, 200).report.inputs[0].sobol);
}

TEST_CASE("rows without a value are left out and counted", "[analysis][sensitivity]") {
    Simulator simulator = simulator_of(bill("a bill", {0.3, 0.15, 0.35}));
    simulator.answers = [whole = simulator.answers](std::span<const Point> points) {
        std::vector<double> answers = whole(points);
        answers[7] = std::numeric_limits<double>::quiet_NaN();
        answers[12] = std::numeric_limits<double>::infinity();
        return answers;
    };
    const SensitivityReport report = study(simulator, {false, true, false, false}, 200).report;
    CHECK(report.rows == 198);
    CHECK(report.without_value == 2);
}

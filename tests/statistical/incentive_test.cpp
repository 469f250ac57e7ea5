// Incentives over many people: what gaming brings is what effort and leverage say, and a KPI on output splits work
// without making more of it.
#include <catch2/catch.hpp>

#include "sim/mechanism/incentive/incentive.hpp"
#include "tests/model/company_builder.hpp"
#include "tests/statistical/sample.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

// A hundred people, a coding agent's own work and short gaming tasks; a habit of years.
Scenario company(IncentiveParams incentive) {
    Scenario s = quiet_scenario(date(2026, 6, 1), {.months = 0, .days = 20});
    SessionParams coding;
    coding.first_context = Law::constant(20'000);
    coding.growth = Law::constant(2'500);
    coding.call_time = Law::constant(11);
    SessionParams rewrite = coding;
    rewrite.calls = 6;
    s.sessions = {{"coding", {}, coding}, {"rewrite", {}, rewrite}};
    s.company.front().value.people = 100;
    s.company.front().value.work.push_back({"coding", {}, work(2, "coding", "dollar")});
    s.company.front().value.work.front().value.difficulty = Law::lognormal(1200, 0.9);
    Incentives& incentives = params_of<Incentive>(s);
    incentives.effort.session = Reference{"rewrite", {}};
    incentive.from = date(2025, 7, 1);
    incentives.entries.push_back({"it", {}, std::move(incentive)});
    return s;
}

// Mean and standard error of a ratio of measures over replications.
Sample sample_of(const Trial& trial, std::size_t policy, const std::string& over, const std::string& under) {
    Sample sample;
    for (std::uint64_t k = 0; k < 30; ++k) {
        const std::vector<double> row = trial.row(k, policy);
        sample.add(trial.at(row, over) / (under.empty() ? 1 : trial.at(row, under)));
    }
    return sample;
}

}  // namespace

TEST_CASE("gaming brings leverage times its effort of own use, whatever its tasks' size", "[statistical][incentive]") {
    IncentiveParams kpi;
    kpi.weight = 0.1;
    kpi.detection = 0.05;
    const Effort best = best_effort(std::vector<Pull>{{0.1, 25}}, 0.05, 0.5);
    const double expected = 25 * best.gaming / best.real;
    const Scenario s = company(kpi);
    const Sample ratio = sample_of(Trial(s), 0, "tokens.gaming", "tokens.own");
    // Beside the sample's error that of the 4000 typical tasks: at most 2% for each of the two kinds of work.
    const double error = std::hypot(ratio.error_of_mean(), 0.028 * expected);
    INFO(ratio.mean() << " against " << expected << ", error " << ratio.error_of_mean());
    CHECK(std::abs(ratio.mean() - expected) < most_errors * error);
    CHECK(expected > 1);
}

TEST_CASE("real effort moves own work by as much", "[statistical][incentive]") {
    IncentiveParams output;
    output.kind = IncentiveKind::output_kpi;
    output.weight = 0.2;
    const Scenario paid = company(output);
    Scenario unpaid = paid;
    params_of<Incentive>(unpaid).entries.clear();
    const Trial trial({always("base", unpaid), always("paid", paid)});
    const Sample with = sample_of(trial, 1, "tasks", ""), without = sample_of(trial, 0, "tasks", "");
    CHECK(errors_off(with, without.mean() * (1 + std::sqrt(1.8)) / 2) < most_errors);  // r = (1 + √(1 + 4·0.2))/2
}

TEST_CASE("splitting work triples what is handed in, adds nothing to it and makes it dearer",
          "[statistical][incentive]") {
    IncentiveParams output;
    output.kind = IncentiveKind::output_kpi;
    output.weight = 0;
    output.splits = 3;
    Scenario split = company(output);
    SessionParams& coding = split.sessions.front().value;
    coding.stuck_hazard = coding.length_sensitivity = 0;  // else long tasks fail more often, and splitting helps
    coding.call_limit = 1e6;
    Scenario whole = split;
    params_of<Incentive>(whole).entries.clear();
    const Trial trial({always("base", whole), always("split", split)});
    const auto means_of = [&](const std::string& measure) {
        return std::pair(sample_of(trial, 0, measure, ""), sample_of(trial, 1, measure, ""));
    };
    const auto [hours, split_hours] = means_of("accepted_hours");
    CHECK(means_apart(hours, split_hours) < most_errors);
    const auto [tasks, split_tasks] = means_of("accepted_tasks");
    CHECK(split_tasks.mean() / tasks.mean() == Approx(3).epsilon(0.02));
    const auto [calls, split_calls] = means_of("calls");
    CHECK(split_calls.mean() / calls.mean() == Approx(std::pow(3, 0.55)).epsilon(0.1));
    const auto [bill, split_bill] = means_of("bill");
    CHECK(split_bill.mean() / bill.mean() > 1.3);
}

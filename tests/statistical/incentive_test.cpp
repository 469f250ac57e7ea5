// Incentives over many people: what gaming brings is what effort and leverage say, a KPI on output splits work without
// making more of it, and gaps are filled as far as they are to be.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "sim/mechanism/incentive/board.hpp"
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
    incentives.effort.spread = 0;
    incentive.from = date(2025, 7, 1);
    incentives.entries.push_back({"it", {}, std::move(incentive)});
    return s;
}

// What a typical gaming task uses, by which people reckon.
Use gaming_task(const Founded& founded) {
    for (const auto& by_team : founded.rules.extra_uses)
        if (!by_team.front().empty()) return by_team.front().front();
    throw std::logic_error("nothing is gamed");
}
// Gaming tasks for each task of own work where gaming brings as many tokens.
double tasks_for_tokens(const Scenario& s) {
    const Founded founded(s);
    const Use& own = founded.rules.own_days.front();
    return own.tokens / own.tasks / gaming_task(founded).tokens;
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
    const Trial trial(s);
    CHECK(errors_off(sample_of(trial, 0, "tasks.gaming", "tasks.own"), expected * tasks_for_tokens(s)) < most_errors);
    const Sample ratio = sample_of(trial, 0, "tokens.gaming", "tokens.own");
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

// The fixed point is made with board_pulls() and best_effort(), which have tests of their own: this one is of how the
// mechanism puts them together.
TEST_CASE("a board comes to rest where everybody's efforts are best at the place that they make",
          "[statistical][incentive]") {
    IncentiveParams ranked;
    ranked.kind = IncentiveKind::leaderboard;
    ranked.prize = 0.2;
    ranked.refresh = Rhythm::daily;
    ranked.detection = 0.05;
    Scenario s = company(ranked);
    s.company.front().value.intensity.spread = 1;
    const Trial trial(s);
    const double tasks_a_task = tasks_for_tokens(s);
    Sample ratio;
    for (std::uint64_t k = 0; k < 30; ++k) {
        const Founded founded(s, 1, k);
        std::vector<double> metric;
        for (const Person& person : founded.company.people()) metric.push_back(person.intensity);
        std::vector<Effort> efforts(metric.size());
        double gaming = 0, own = 0;
        for (int n = 0; n < 400; ++n) {  // days; where people change places for ever, how fast they move counts
            const std::vector<double> pulls = board_pulls({0.2, {}, {}, 0.5}, metric);
            gaming = own = 0;
            for (std::size_t i = 0; i < metric.size(); ++i) {
                const double intensity = founded.company.people()[i].intensity;
                const Effort best = best_effort(std::vector<Pull>{{pulls[i], 25}}, 0.05, 0.5);
                const double share = 1 - std::exp(best.gaming < efforts[i].gaming ? -1.0 / 14 : -1.0 / 20);
                efforts[i].real += share * (best.real - efforts[i].real);
                efforts[i].gaming += share * (best.gaming - efforts[i].gaming);
                metric[i] = intensity * (efforts[i].real + 25 * efforts[i].gaming);
                gaming += intensity * 25 * efforts[i].gaming;
                own += intensity * efforts[i].real;
            }
        }
        const std::vector<double> row = trial.row(k);
        ratio.add(trial.at(row, "tasks.gaming") / trial.at(row, "tasks.own") / (tasks_a_task * gaming / own));
    }
    INFO(ratio.mean() << " ± " << ratio.error_of_mean());
    CHECK(errors_off(ratio, 1) < most_errors);
}

TEST_CASE("a quota filled with conversations is filled, and no more", "[statistical][incentive]") {
    IncentiveParams daily;
    daily.kind = IncentiveKind::quota;
    daily.amount = Tokens(100'000'000);
    daily.compliance = 1;
    Scenario s = quiet_scenario(date(2026, 6, 1), {.months = 0, .days = 20});  // 15 working days
    s.company.front().value.people = 10;
    SessionParams talk = quiet_session();  // a message is 1M tokens, and brings another one in half of all cases
    talk.call_limit = 100'000;
    talk.conversation.emplace();
    talk.conversation->agents = 100'000;
    talk.conversation->fan_out = 2;
    talk.conversation->confirm = 0.25;
    talk.conversation->unclosed = 1;
    talk.conversation->wall_clock = Duration::hours(24);
    s.sessions.push_back({"talk", {}, talk});
    Incentives& incentives = params_of<Incentive>(s);
    incentives.entries.push_back({"daily", {}, daily});
    incentives.effort.session = Reference{"talk", {}};
    incentives.effort.model = Reference{"dollar", {}};
    const Trial trial(s);
    const double expected = 15 * 10 * 100e6;
    const double tasks = expected / gaming_task(Founded(s)).tokens;
    CHECK(errors_off(sample_of(trial, 0, "tasks.gaming", ""), tasks) < most_errors);
    const Sample tokens = sample_of(trial, 0, "tokens.gaming", "");
    // Beside the sample's error that of the 4000 typical tasks, whose standard deviation is their mean (Borel's law).
    const double error = std::hypot(tokens.error_of_mean(), expected / std::sqrt(4000));
    INFO(tokens.mean() << " against " << expected << ", error " << error);
    CHECK(std::abs(tokens.mean() - expected) < most_errors * error);
}

TEST_CASE("a mandate's target is met on the mean where all who would come are there by Friday evening",
          "[statistical][incentive]") {
    IncentiveParams weekly;
    weekly.kind = IncentiveKind::mandate;
    weekly.target = 0.8;
    weekly.compliance = 1;
    Scenario s = quiet_scenario(date(2026, 6, 1), {.months = 0, .days = 28});
    s.demand.night = s.demand.weekend = 0;
    s.company.front().value.people = 200;
    s.company.front().value.work.push_back({"rarely", {}, work(0.1, "quiet", "dollar")});
    Scenario half = s;
    params_of<Incentive>(s).entries.push_back({"weekly", {}, weekly});
    weekly.compliance = 0.5;
    weekly.target = 1;
    params_of<Incentive>(half).entries.push_back({"weekly", {}, weekly});
    // Poisson with 5 days of 0.1: 39% come by themselves.
    CHECK(errors_off(sample_of(Trial(s), 0, "weekly_active_share", ""), 0.8) < most_errors);
    const double own = 1 - std::exp(-0.5);
    CHECK(errors_off(sample_of(Trial(half), 0, "weekly_active_share", ""), own + 0.5 * (1 - own)) < most_errors);
}

namespace {

// How well tokens tell who delivers, in months of amazon-kirorank with its board gone since the end of May.
// Replications 2k and 2k + 1 have the same uncertain inputs, so what is independent are the means of pairs.
struct Told {
    Sample fall, recovery;  // from February, before the board, to May, and from May to July
};
Told told(const std::string& spread) {
    // What says how much gaming pays stands in the middle of its range: else half of the draws hardly game.
    const std::vector<std::string> overrides = {"effort.spread=" + spread, "incentives.board.prize=0.2",
                                                "incentives.board.leverage=25", "incentives.board.detection=0.1"};
    const Plan plan(load_scenario(BURNCAST_SOURCE_DIR "/scenarios/cases/amazon-kirorank.yaml", overrides), 1,
                    EngineKind::fast);
    const std::vector<Column>& columns = plan.layout().columns();
    const auto& policy = *std::find_if(plan.policies().begin(), plan.policies().end(),
                                       [](const Policy& each) { return each.name == "no-board"; });
    Told told;
    for (std::uint64_t pair = 0; pair < 8; ++pair) {
        double february = 0, may = 0, july = 0;
        for (const std::uint64_t k : {2 * pair, 2 * pair + 1}) {
            const std::vector<double> row = replicate(plan, policy, k);
            const auto in = [&](const char* month) {
                const Column wanted{"metric_value_correlation", month, "all", ""};
                const auto at = std::find(columns.begin(), columns.end(), wanted);
                return row.at(static_cast<std::size_t>(at - columns.begin())) / 2;
            };
            february += in("2026-02");
            may += in("2026-05");
            july += in("2026-07");
        }
        told.fall.add(february - may);
        told.recovery.add(july - may);
    }
    return told;
}

}  // namespace

TEST_CASE("under a board tokens tell less of who delivers, as people differ in gaming, and more when it is gone",
          "[statistical][incentive]") {
    const Told differing = told("0.5");  // the default
    INFO("fall " << differing.fall.mean() << " ± " << differing.fall.error_of_mean() << ", recovery "
                 << differing.recovery.mean() << " ± " << differing.recovery.error_of_mean());
    CHECK(differing.fall.mean() > most_errors * differing.fall.error_of_mean());
    CHECK(differing.recovery.mean() > most_errors * differing.recovery.error_of_mean());
    CHECK(differing.recovery.mean() > 0.5 * differing.fall.mean());
    // Where all are alike everybody games in proportion to his own use, and nothing shows.
    const Told alike = told("0");
    CHECK(errors_off(alike.fall, 0) < most_errors);
    CHECK(std::abs(alike.fall.mean()) < 0.2 * differing.fall.mean());
}

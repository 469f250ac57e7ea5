// Lives that are asked for one by one: what they depend on, and that nothing else matters.
#include "sim/experiment/lives.hpp"

#include <catch2/catch.hpp>
#include <cstring>
#include <string>
#include <vector>

#include "sim/experiment/experiment.hpp"

using namespace burncast;

namespace {

const std::string company = R"(
scenario: T
start: 2026-01-01
horizon: 2 weeks
company:
  crew:
    people: 4
    work: {coding: {rate: 1 to 3/day, session: chat, model: m}}
market: {models: {m: {input: $1/Mtok to $4/Mtok, output: $15/Mtok}}}
policies:
  other-rate: {company: {crew: {work: {coding: {rate: 4 to 6/day}}}}}
  impatient: {retries: {manual: {limit: 1 to 3}}}
)";

Plan plan_of(const std::string& text, std::uint64_t seed = 1) {
    return Plan(load_scenario_text(text, "t.yaml"), seed, EngineKind::fast);
}

std::size_t bill(const Plan& plan) {
    const std::vector<Column>& columns = plan.layout().columns();
    for (std::size_t c = 0; c < columns.size(); ++c)
        if (columns[c] == Column{"bill", "total"}) return c;
    FAIL("no bill");
    return 0;
}

// To the last bit; a number that has no value equals itself.
bool same(const std::vector<double>& a, const std::vector<double>& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

}  // namespace

TEST_CASE("the inputs of a run are those of the base, then what policies add, each path once", "[lives]") {
    const Plan plan = plan_of(company);
    std::vector<std::string> paths;
    for (const Input& input : plan.inputs()) paths.push_back(input.path);
    CHECK(paths ==
          std::vector<std::string>{"company.crew.work.coding.rate", "market.models.m.input", "retries.manual.limit"});
    CHECK(plan.inputs()[0].interval.low == Approx(1));  // of the base, though a policy says otherwise
    CHECK(plan.inputs()[1].dimension == Dimension::price);
}

TEST_CASE("inputs that are given as they would be drawn change nothing", "[lives]") {
    const Plan plan = plan_of(company);
    for (const Policy& policy : plan.policies())
        for (std::uint64_t r = 0; r < 4; ++r)
            CHECK(same(replicate(plan, policy, r, nullptr, drawn_inputs(plan, r)), replicate(plan, policy, r)));
    CHECK(drawn_inputs(plan, 4) == drawn_inputs(plan, 5));
    CHECK(drawn_inputs(plan, 4) != drawn_inputs(plan, 6));
}

TEST_CASE("a dearer prompt raises the bill of the same life", "[lives]") {
    const Plan plan = plan_of(company);
    const std::vector<std::size_t> columns{bill(plan)};
    const auto bill_at = [&](double price) {
        const std::vector<LifeToPlay> one{{0, 3, {0, price, 0}}};
        return play_lives(plan, one, columns, {}).front().front();
    };
    CHECK(bill_at(1) > bill_at(0));
    CHECK(bill_at(0) > bill_at(-1));
    CHECK(bill_at(0) == bill_at(0));
}

TEST_CASE("lives are those of an experiment, by any number of threads, and of the columns that are asked", "[lives]") {
    const Plan plan = plan_of(company);
    ExperimentOptions options;
    options.replications = 5;
    const ExperimentResult whole = run_experiment(plan, {0, 2}, options);
    std::vector<LifeToPlay> lives;
    for (std::uint64_t r = 0; r < 5; ++r)
        for (const std::size_t p : {std::size_t{2}, std::size_t{0}}) lives.push_back({p, r});
    const std::vector<std::size_t> columns{bill(plan)};
    for (const std::size_t threads : {1, 2, 7}) {
        LivesOptions on;
        on.threads = threads;
        const std::vector<std::vector<double>> rows = play_lives(plan, lives, columns, on);
        REQUIRE(rows.size() == 10);
        for (std::size_t r = 0; r < 5; ++r) {
            CHECK(rows[2 * r] == std::vector<double>{whole.policies[1].rows.at(r, columns[0])});
            CHECK(rows[2 * r + 1] == std::vector<double>{whole.policies[0].rows.at(r, columns[0])});
        }
    }
}

TEST_CASE("a stop leaves lives without a row, and those before them whole", "[lives]") {
    const Plan plan = plan_of(company);
    std::vector<LifeToPlay> lives;
    for (std::uint64_t r = 0; r < 20; ++r) lives.push_back({0, r});
    std::atomic<bool> stop = false;
    LivesOptions options;
    options.threads = 1;
    options.stop = &stop;
    options.progress = [&](std::size_t done, std::size_t planned) {
        CHECK(planned == 20);
        stop = done == 7;
    };
    const std::vector<std::vector<double>> rows = play_lives(plan, lives, {}, options);
    for (std::size_t r = 0; r < 20; ++r) CHECK(rows[r].empty() == (r >= 7));
}

TEST_CASE("a scenario takes other policies", "[scenario]") {
    const LoadedScenario loaded = load_scenario_text(company + "gates: [p95(bill.total) < $1]\n", "t.yaml");
    const NodePtr patch = loaded.document.root->find("policies")->find("impatient");
    const LoadedScenario other = with_policies(loaded, {{"only", {}, patch}});
    REQUIRE(other.policies.size() == 2);
    CHECK(other.policies[1].name == "only");
    CHECK(other.gates.empty());
    CHECK(other.base().title == "T");
    CHECK(other.policies[1].uncertain());
}

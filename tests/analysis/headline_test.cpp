#include "analysis/headline.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/analysis/sample_report.hpp"

using namespace burncast;

namespace {

// The sentence about the budget.
std::string budget_in(const Report& report) {
    const std::string text = headline(report);
    const std::size_t begin = text.find(" The ");
    return begin == std::string::npos ? "" : text.substr(begin + 1, text.find(" 31%") - begin - 1);
}

}  // namespace

TEST_CASE("the question and its answer", "[analysis]") {
    Report report = sample::report();
    report.policies[0].budget = BudgetReport{BudgetPlan{11e6, "year"}, 1, sample::day(2026, 4, 19),
                                             sample::day(2026, 5, 4), sample::day(2026, 5, 30)};
    CHECK(headline(report) ==
          "Engineering with coding agents: $14.2M in 2026 (90%: 11.9–17.8). The $11M budget runs out in every "
          "replication, in half of all by 4 May (90%: 19 Apr–30 May). 31% of the money bought accepted work.");
    report.policies[0].name = "cap-1500";
    CHECK(headline(report).starts_with("Engineering with coding agents, with cap-1500: $14.2M"));
}

TEST_CASE("budgets that last, mostly last, or come again", "[analysis]") {
    Report report = sample::report();
    BudgetReport& budget = *report.policies[0].budget;
    budget = {BudgetPlan{11e6, "year"}, 0, sample::never, sample::never, sample::never};
    CHECK(budget_in(report) == "The $11M budget lasts in every replication.");
    budget = {BudgetPlan{11e6, "year"}, 0.39, sample::day(2026, 11, 1), sample::never, sample::never};
    CHECK(budget_in(report) == "The $11M budget runs out in 39% of the replications.");
    budget = {BudgetPlan{11e6, "total"}, 0.9, sample::day(2026, 11, 1), sample::day(2027, 1, 5), sample::never};
    CHECK(budget_in(report) ==
          "The $11M budget runs out in 90% of the replications, in half of all by 5 Jan 2027 (90%: 1 Nov–never).");
    budget.plan->period = "month";
    CHECK(budget_in(report).starts_with("The $11M-a-month budget"));
    budget.plan->period = "year";
    report.end += std::chrono::days(365);
    CHECK(budget_in(report).starts_with("The $11M-a-year budget"));
    report.policies[0].budget.reset();
    CHECK(budget_in(report).empty());
}

TEST_CASE("a budget that is uncertain is a range, and one that a policy changes is said with its changes",
          "[analysis]") {
    Report report = sample::report();
    BudgetReport& budget = *report.policies[0].budget;
    budget = {BudgetPlan{11.6e6, "year", 9e6, 15e6}, 0, sample::never, sample::never, sample::never};
    CHECK(budget_in(report) == "The $9M–15M budget lasts in every replication.");
    budget.plan = BudgetPlan{11e6, "year"};
    budget.changes = {{std::chrono::sys_days(std::chrono::year(2026) / 6 / 1), BudgetPlan{14e6, "year"}}};
    CHECK(budget_in(report) == "The $11M budget ($14M from 1 Jun) lasts in every replication.");
    budget.changes.push_back({std::chrono::sys_days(std::chrono::year(2026) / 9 / 1), std::nullopt});
    CHECK(budget_in(report) == "The $11M budget ($14M from 1 Jun, none from 1 Sep) lasts in every replication.");
    budget.plan.reset();
    budget.changes.pop_back();
    CHECK(budget_in(report) == "The budget ($14M from 1 Jun) lasts in every replication.");
}

TEST_CASE("one replication has no range", "[analysis]") {
    Report report = sample::report();
    report.replications = 1;
    BudgetReport& budget = *report.policies[0].budget;
    budget.probability_exhausted = 1;
    CHECK(headline(report).starts_with("Engineering with coding agents: $14.2M in 2026 (one replication: no range). "));
    CHECK(budget_in(report) == "The $11M budget runs out on 14 Oct.");
    budget.probability_exhausted = 0;
    CHECK(budget_in(report) == "The $11M budget lasts.");
}

TEST_CASE("the share of accepted work comes from the causes, else from the waste", "[analysis]") {
    PolicyReport policy = sample::policy("base", 1);
    CHECK(accepted_share(policy) == 0.31);
    policy.causes.clear();
    CHECK(std::isnan(accepted_share(policy)));
    policy.measures.push_back({{"waste_share", "total", "all", ""}, sample::around(0.6, "share")});
    CHECK(accepted_share(policy) == 0.4);
}

#include "analysis/analyse.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "sim/scenario/gate_text.hpp"

using namespace burncast;

namespace {

constexpr double never = std::numeric_limits<double>::infinity();
constexpr std::chrono::sys_days start{std::chrono::year(2026) / 1 / 1};

std::vector<Column> columns() {
    return {{"bill", "total", "all", ""},         {"bill.useful", "total", "all", ""},
            {"bill.loop", "total", "all", ""},    {"bill.loop", "2026-01", "all", ""},
            {"bill", "total", "cause", "useful"}, {"bill", "total", "cause", "loop"},
            {"bill", "2026-01", "cause", "loop"}, {"budget_exhausted_on", "total", "all", ""}};
}

PolicyRows rows(const std::string& name, double saved, bool uncertain = false) {
    PolicyRows policy{name, Rows(columns()), uncertain};
    const double first = static_cast<double>(start.time_since_epoch().count());
    const std::array days = {first + 100, first + 110, never, first + 120};
    for (std::size_t i = 0; i < 4; ++i) {
        const double loop = 30 + static_cast<double>(i) - saved;
        policy.rows.append(std::array{70 + loop, 70.0, loop, 1.0, 70.0, loop, 1.0, days[i]});
    }
    return policy;
}

RunFacts facts() {
    RunFacts f;
    f.scenario = "Test";
    f.seed = 9;
    f.engine = "fast";
    f.people = 3;
    f.start = start;
    f.end = start + std::chrono::days(365);
    f.budgets.assign(3, RunFacts::Budget{BudgetPlan{50, "year"}, {{start + std::chrono::days(99), std::nullopt}}});
    f.gates = {*parse_gate("max(bill.total) <= $102").value};
    f.expectations = {{"bill.total",
                       {},
                       {{"bill", "total"}, std::nullopt, UnitKind::currency},
                       false,
                       UnitKind::currency,
                       100,
                       2,
                       "S001",
                       FactKind::calibrated}};
    return f;
}

}  // namespace

TEST_CASE("a report from rows", "[analysis]") {
    const std::vector<PolicyRows> policies = {rows("base", 0), rows("cap", 2)};
    const Report report = analyse(facts(), policies);
    CHECK(report.replications == 4);
    CHECK(report.seed == 9);
    CHECK(report.people == 3);
    REQUIRE(report.policies.size() == 2);
    const PolicyReport& base = report.policies[0];
    REQUIRE(base.find("bill", "total") != nullptr);
    CHECK(base.find("bill", "total")->mean == Approx(101.5));
    CHECK(base.find("bill", "2026") == nullptr);

    REQUIRE(base.causes.size() == 2);
    CHECK(base.causes[0].cause == "useful");
    CHECK(base.causes[0].share == Approx(70 / 101.5));
    CHECK(base.causes[0].share + base.causes[1].share == Approx(1));
    CHECK(base.causes[1].bill == Approx(31.5));

    REQUIRE(base.budget.has_value());
    CHECK(base.budget->plan == BudgetPlan{50, "year"});
    CHECK(base.budget->changes.size() == 1);
    CHECK(base.budget->probability_exhausted == 0.75);
    CHECK(base.budget->exhausted_p50 == Approx(static_cast<double>(start.time_since_epoch().count()) + 115));
    CHECK(base.budget->exhausted_p95 == never);

    REQUIRE(report.differences.size() == 7);  // a budget has two beside its day
    CHECK(base.budget->days == (100.0 + 110 + 365 + 120) / 4);
    CHECK_FALSE(report.frontier);  // nobody's hours are told
    CHECK(base.probability_lowest_bill == 0);
    CHECK(report.policies[1].probability_lowest_bill == 1);
    CHECK(report.differences[0].mean == -2);
    CHECK(report.differences[0].policy == "cap");
    CHECK(report.differences[1].mean == 0);

    REQUIRE(report.gates.size() == 2);
    CHECK_FALSE(gates_hold(report, "base"));
    CHECK(gates_hold(report, "cap"));
    REQUIRE(report.expectations.size() == 1);
    CHECK(report.expectations[0].p50 == Approx(101.5));
    CHECK(expectations_hold(report));
    CHECK(report.unanswered.empty());
}

TEST_CASE("an expectation about policies that were not played is left, and told", "[analysis]") {
    RunFacts f = facts();
    f.expectations.push_back(f.expectations.front());
    f.expectations.back().what = "shapley(bill.total: cap, other, both)";
    f.expectations.back().shapley = {"cap", "other", "both"};
    const Report report = analyse(f, std::vector{rows("base", 0), rows("cap", 2)});
    CHECK(report.expectations.size() == 1);
    CHECK(report.unanswered == std::vector<std::string>{"shapley(bill.total: cap, other, both)"});
    CHECK(expectations_hold(report));
}

TEST_CASE("uncertain inputs make pairs the independent units", "[analysis]") {
    RunFacts f = facts();
    f.gates.clear();
    const double single = analyse(f, std::vector{rows("base", 0)}).policies[0].find("bill", "total")->mean_high;
    const Report report = analyse(f, std::vector{rows("base", 0, true)});
    CHECK(report.policies[0].find("bill", "total")->mean_high > single);
    CHECK(report.policies[0].find("bill", "total")->ignorance_share > 0.5);
    CHECK(report.policies[0].uncertain_inputs);
}

TEST_CASE("an uncertain policy leaves a certain base as sure as it is, and the difference as unsure as itself",
          "[analysis]") {
    RunFacts f = facts();
    f.gates.clear();
    PolicyRows noisy = rows("cap", 0);
    noisy.rows = Rows(columns());
    for (const double loop : {20.0, 22.0, 30.0, 31.0})
        noisy.rows.append(std::array{70 + loop, 70.0, loop, 1.0, 70.0, loop, 1.0, never});
    const auto report = [&](bool base, bool policy) {
        noisy.uncertain = policy;
        return analyse(f, std::vector{rows("base", 0, base), noisy});
    };
    const auto bill_high = [](const Report& r, std::size_t p) {
        return r.policies[p].find("bill", "total")->mean_high;
    };
    const Report neither = report(false, false);
    const Report one = report(false, true);
    CHECK(bill_high(one, 0) == bill_high(neither, 0));
    CHECK(one.precision.mean == neither.precision.mean);
    CHECK(bill_high(one, 1) > bill_high(neither, 1));
    CHECK_FALSE(one.policies[0].uncertain_inputs);
    CHECK(one.policies[1].uncertain_inputs);
    CHECK(one.differences[0].high > neither.differences[0].high);
    CHECK(report(true, false).differences[0].high == one.differences[0].high);
}

TEST_CASE("precision asked for and reached", "[analysis]") {
    RunFacts f = facts();
    CHECK_FALSE(analyse(f, std::vector{rows("base", 0)}).precision.reached.has_value());
    f.precision = 0.5;
    const Report report = analyse(f, std::vector{rows("base", 0)});
    CHECK(report.precision.asked == 0.5);
    CHECK(report.precision.mean == Approx(3.182446305 * std::sqrt(5.0 / 3 / 4) / 101.5));
    CHECK(std::isinf(report.precision.p95));
    CHECK(report.precision.reached == false);
    CHECK(report.precision.note == "P95 has no upper bound yet: that takes 72 replications");
    CHECK(analyse(f, std::vector{rows("base", 0, true)})
              .precision.note.ends_with(", and up to 144 because replications come in pairs that share a draw"));
}

TEST_CASE("precision that is known needs no note", "[analysis]") {
    PolicyRows many{"base", Rows({{"bill", "total", "all", ""}})};
    for (int i = 1; i <= 72; ++i) many.rows.append(std::array{static_cast<double>(i)});
    CHECK(std::isfinite(analyse(RunFacts{}, std::vector{many}).precision.p95));
    CHECK(analyse(RunFacts{}, std::vector{many}).precision.note.empty());
}

TEST_CASE("a report without a budget, and without policies", "[analysis]") {
    RunFacts f = facts();
    f.budgets.clear();
    CHECK_FALSE(analyse(f, std::vector{rows("base", 0)}).policies[0].budget.has_value());
    CHECK(analyse(f, {}).policies.empty());
}

TEST_CASE("contracts are reported in their order, for the whole run", "[analysis]") {
    Rows some({{"bill", "total", "all", ""},
               {"bill", "total", "contract", "seats"},
               {"list_cost", "total", "contract", "seats"},
               {"utilisation", "total", "contract", "seats"},
               {"bill", "2026-01", "contract", "list"},
               {"bill", "total", "contract", "list"}});
    some.append(std::vector<double>{30, 10, 40, 0.5, 7, 20});
    some.append(std::vector<double>{30, 10, 60, 0.7, 7, 20});
    const Report report = analyse(RunFacts{}, std::vector{PolicyRows{"base", some}});
    REQUIRE(report.policies.front().contracts.size() == 2);
    const ContractReport& seats = report.policies.front().contracts[0];
    CHECK(seats.contract == "seats");
    CHECK(seats.bill == 10);
    CHECK(seats.list_cost == 50);
    CHECK(seats.utilisation == Approx(0.6));
    CHECK(report.policies.front().contracts[1].contract == "list");
    CHECK(report.policies.front().contracts[1].bill == 20);
}

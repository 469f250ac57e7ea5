#include "analysis/expectation.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>

using namespace burncast;

namespace {

constexpr double never = std::numeric_limits<double>::infinity();
constexpr std::chrono::sys_days start{std::chrono::year(2026) / 1 / 1};
const double first_day = static_cast<double>(start.time_since_epoch().count());

Expectation on(const std::string& measure, double observed, double within) {
    const ReportedValue value{{measure, "total"}, std::nullopt, UnitKind::currency};
    return {measure + ".total", {}, value, false, UnitKind::currency, observed, within, "S172", FactKind::calibrated};
}

// After so many months, give or take one.
Expectation exhausted(double months, const std::string& from) {
    const ReportedValue value{{"budget_exhausted_on", "total"}, std::nullopt, UnitKind::date};
    return {"budget exhausted after", {}, value, true, UnitKind::date, months, 1, from, FactKind::predicted};
}

Rows exhausted_after(std::initializer_list<double> days) {
    Rows rows({{"budget_exhausted_on", "total", "all", ""}});
    for (const double d : days) rows.append(std::array{first_day + d});
    return rows;
}

ExpectationReport evaluate(const Expectation& expectation, const Rows& rows) {
    return evaluate_expectation(expectation, std::array{PolicyRows{"base", rows}}, start, "USD");
}

}  // namespace

TEST_CASE("the day the budget ran out, in months", "[analysis]") {
    const Expectation e = exhausted(4, "S169");
    const ExpectationReport report = evaluate(e, exhausted_after({60.875, 121.75, 152.1875}));
    CHECK(report.p50 == Approx(4));
    CHECK(report.p05 == Approx(2.2));
    CHECK(report.p95 == Approx(4.9));
    CHECK(report.observed == Approx(4));
    CHECK(report.within == Approx(1));
    CHECK(report.unit == "months");
    CHECK(report.from == "S169");
    CHECK(report.kind == "predicted");
    CHECK(report.passed);
    CHECK_FALSE(evaluate(e, exhausted_after({160})).passed);
    CHECK_FALSE(evaluate(e, exhausted_after({100, never, never})).passed);
    CHECK(std::isinf(evaluate(e, exhausted_after({100, never, never})).p50));
}

TEST_CASE("the median lies within, ends included", "[analysis]") {
    Rows rows({{"bill", "total", "all", ""}});
    for (const double bill : {100.0, 115.0, 500.0}) rows.append(std::array{bill});
    CHECK(evaluate(on("bill", 100, 15), rows).passed);
    CHECK_FALSE(evaluate(on("bill", 100, 14), rows).passed);
    CHECK(evaluate(on("bill", 100, 15), rows).unit == "USD");
    CHECK(evaluate(on("bill", 100, 15), rows).kind == "calibrated");
}

TEST_CASE("the fact lies inside the simulated 90%, or not, whatever its author allows", "[analysis]") {
    Rows rows({{"bill", "total", "all", ""}});
    for (int bill = 0; bill <= 100; ++bill) rows.append(std::array{static_cast<double>(bill)});  // 90%: 5 to 95
    const auto inside = [&](double observed, double within) {
        const ExpectationReport report = evaluate(on("bill", observed, within), rows);
        return std::pair(report.inside.value(), report.passed);
    };
    CHECK(inside(50, 1) == std::pair(true, true));
    CHECK(inside(5, 1) == std::pair(true, false));
    CHECK(inside(95, 1) == std::pair(true, false));
    CHECK(inside(96, 50) == std::pair(false, true));
    CHECK(inside(4, 1) == std::pair(false, false));
    // A range that ends in never holds whatever is late enough.
    const Expectation e = exhausted(40, "S1");
    CHECK(evaluate(e, exhausted_after({100, 100, never})).inside == true);
}

TEST_CASE("another statistic than the median is held against what was observed, and says nothing of inside",
          "[analysis]") {
    Rows rows(std::vector<Column>{{"bill", "total"}});
    for (int bill = 0; bill <= 100; ++bill) rows.append(std::array{static_cast<double>(bill)});
    Expectation quarter = on("bill", 25, 1);
    quarter.statistic = {Statistic::Kind::quantile, 0.25};
    const ExpectationReport report = evaluate(quarter, rows);
    CHECK(report.simulated == Approx(25));
    CHECK(report.p50 == Approx(50));
    CHECK(report.passed);
    CHECK_FALSE(report.inside.has_value());
    Expectation mean = on("bill", 52, 1);
    mean.statistic = {Statistic::Kind::mean, 0};
    CHECK_FALSE(evaluate(mean, rows).passed);
    mean.observed = 51;
    CHECK(evaluate(mean, rows).passed);
}

TEST_CASE("an expectation about what the rows do not have is refused", "[analysis]") {
    CHECK_THROWS_AS(evaluate(on("tokens", 1, 1), exhausted_after({1})), std::invalid_argument);
}

TEST_CASE("of what two policies save, each has its share", "[analysis]") {
    const auto policy = [](const std::string& name, double first, double second) {
        Rows rows(std::vector<Column>{{"bill", "total"}});
        rows.append(std::array{first});
        rows.append(std::array{second});
        return PolicyRows{name, rows};
    };
    const auto share = [&](const PolicyRows& base, const PolicyRows& a, const PolicyRows& b, const PolicyRows& both) {
        Expectation e = on("bill", 0.7, 0.1);
        e.unit = e.value.unit = UnitKind::share;
        e.shapley = {a.name, b.name, both.name};
        const std::array policies{base, b, a, both};
        CHECK(answerable(e, policies));
        return evaluate_expectation(e, policies, start, "USD");
    };
    const PolicyRows base = policy("base", 100, 200);
    // In the first they add up, 30 and 10; in the second either alone saves all.
    const auto ours = share(base, policy("a", 70, 100), policy("b", 90, 100), policy("both", 60, 100));
    CHECK(ours.p50 == Approx((0.75 + 0.5) / 2));
    CHECK(ours.unit == "share");
    CHECK(ours.passed);
    const auto theirs = share(base, policy("b", 90, 100), policy("a", 70, 100), policy("both", 60, 100));
    CHECK(theirs.p50 == Approx(1 - ours.p50));  // the two are all of it
    CHECK(share(base, policy("a", 100, 200), policy("b", 90, 100), policy("both", 90, 100)).p50 == 0);
    CHECK(share(base, base, base, base).passed == false);  // of nothing saved
    Expectation e = on("bill", 1, 1);
    e.shapley = {"a", "b", "both"};
    CHECK_FALSE(answerable(e, std::array{base}));
    CHECK_THROWS_AS(evaluate(e, base.rows), std::invalid_argument);
}

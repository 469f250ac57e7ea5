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

}  // namespace

TEST_CASE("the day the budget ran out, in months", "[analysis]") {
    const Expectation e = exhausted(4, "S169");
    const ExpectationReport report = evaluate_expectation(e, exhausted_after({60.875, 121.75, 152.1875}), start, "USD");
    CHECK(report.p50 == Approx(4));
    CHECK(report.p05 == Approx(2.2));
    CHECK(report.p95 == Approx(4.9));
    CHECK(report.observed == Approx(4));
    CHECK(report.within == Approx(1));
    CHECK(report.unit == "months");
    CHECK(report.from == "S169");
    CHECK(report.kind == "predicted");
    CHECK(report.passed);
    CHECK_FALSE(evaluate_expectation(e, exhausted_after({160}), start, "USD").passed);
    CHECK_FALSE(evaluate_expectation(e, exhausted_after({100, never, never}), start, "USD").passed);
    CHECK(std::isinf(evaluate_expectation(e, exhausted_after({100, never, never}), start, "USD").p50));
}

TEST_CASE("the median lies within, ends included", "[analysis]") {
    Rows rows({{"bill", "total", "all", ""}});
    for (const double bill : {100.0, 115.0, 500.0}) rows.append(std::array{bill});
    CHECK(evaluate_expectation(on("bill", 100, 15), rows, start, "USD").passed);
    CHECK_FALSE(evaluate_expectation(on("bill", 100, 14), rows, start, "USD").passed);
    CHECK(evaluate_expectation(on("bill", 100, 15), rows, start, "USD").unit == "USD");
    CHECK(evaluate_expectation(on("bill", 100, 15), rows, start, "USD").kind == "calibrated");
}

TEST_CASE("the fact lies inside the simulated 90%, or not, whatever its author allows", "[analysis]") {
    Rows rows({{"bill", "total", "all", ""}});
    for (int bill = 0; bill <= 100; ++bill) rows.append(std::array{static_cast<double>(bill)});  // 90%: 5 to 95
    const auto inside = [&](double observed, double within) {
        const ExpectationReport report = evaluate_expectation(on("bill", observed, within), rows, start, "USD");
        return std::pair(report.inside.value(), report.passed);
    };
    CHECK(inside(50, 1) == std::pair(true, true));
    CHECK(inside(5, 1) == std::pair(true, false));
    CHECK(inside(95, 1) == std::pair(true, false));
    CHECK(inside(96, 50) == std::pair(false, true));
    CHECK(inside(4, 1) == std::pair(false, false));
    // A range that ends in never holds whatever is late enough.
    const Expectation e = exhausted(40, "S1");
    CHECK(evaluate_expectation(e, exhausted_after({100, 100, never}), start, "USD").inside == true);
}

TEST_CASE("another statistic than the median is held against what was observed, and says nothing of inside",
          "[analysis]") {
    Rows rows(std::vector<Column>{{"bill", "total"}});
    for (int bill = 0; bill <= 100; ++bill) rows.append(std::array{static_cast<double>(bill)});
    Expectation quarter = on("bill", 25, 1);
    quarter.statistic = {Statistic::Kind::quantile, 0.25};
    const ExpectationReport report = evaluate_expectation(quarter, rows, start, "USD");
    CHECK(report.simulated == Approx(25));
    CHECK(report.p50 == Approx(50));
    CHECK(report.passed);
    CHECK_FALSE(report.inside.has_value());
    Expectation mean = on("bill", 52, 1);
    mean.statistic = {Statistic::Kind::mean, 0};
    CHECK_FALSE(evaluate_expectation(mean, rows, start, "USD").passed);
    mean.observed = 51;
    CHECK(evaluate_expectation(mean, rows, start, "USD").passed);
}

TEST_CASE("an expectation about what the rows do not have is refused", "[analysis]") {
    CHECK_THROWS_AS(evaluate_expectation(on("tokens", 1, 1), exhausted_after({1}), start, "USD"),
                    std::invalid_argument);
}

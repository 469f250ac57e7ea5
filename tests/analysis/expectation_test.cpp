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

Reading<Expectation> parsed(const std::string& what, const std::string& observed, const std::string& within,
                            const std::string& kind = "predicted") {
    return parse_expectation({what, observed, within, "S169", kind});
}

Expectation expectation(const std::string& what, const std::string& observed, const std::string& within) {
    Reading<Expectation> result = parsed(what, observed, within);
    INFO(result.error);
    REQUIRE(result);
    return *result.value;
}

Rows exhausted_after(std::initializer_list<double> days) {
    Rows rows({{"budget_exhausted_on", "total", "all", ""}});
    for (const double d : days) rows.append(std::array{first_day + d});
    return rows;
}

}  // namespace

TEST_CASE("the day the budget ran out, in months", "[analysis]") {
    const Expectation e = expectation("budget exhausted after", "4 months", "1 month");
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

TEST_CASE("widths in days, weeks and as a share", "[analysis]") {
    CHECK(expectation("budget exhausted after", "4 months", "2 weeks").within == Approx(14 / 30.4375));
    CHECK(expectation("budget exhausted after", "4 months", "25%").within == Approx(1));
    CHECK(expectation("bill.total", "$1.3M", "15%").within == Approx(195'000));
    CHECK(expectation("bill.total", "$1.3M", "$100k").within == Approx(100'000));
    CHECK(expectation("tokens.total", "603bn tok", "15%").within == Approx(90.45e9));
    CHECK(expectation("waste_share.total", "40%", "10%").within == Approx(0.1));
    CHECK(expectation("budget_exhausted_on.total", "2026-04-20", "10 days").within == 10);
}

TEST_CASE("the median lies within, ends included", "[analysis]") {
    Rows rows({{"bill", "total", "all", ""}});
    for (const double bill : {100.0, 115.0, 500.0}) rows.append(std::array{bill});
    CHECK(evaluate_expectation(expectation("bill.total", "$100", "$15"), rows, start, "USD").passed);
    CHECK_FALSE(evaluate_expectation(expectation("bill.total", "$100", "$14"), rows, start, "USD").passed);
    CHECK(evaluate_expectation(expectation("bill.total", "$100", "$15"), rows, start, "USD").unit == "USD");
}

TEST_CASE("percentiles of people and months", "[analysis]") {
    const Expectation e = expectation("person_bill.p10.2026-04", "$150", "30%");
    CHECK(e.measure == "person_bill.p10");
    CHECK(e.period == "2026-04");
    CHECK(e.within == Approx(45));
}

TEST_CASE("faulty expectations name the key", "[analysis]") {
    CHECK(parsed("budget gone", "4 months", "1 month").error.starts_with("what: there is no measure `budget gone`"));
    CHECK(parsed("bill.year", "$4", "10%").error.starts_with("what: an observation belongs to one period"));
    CHECK(parsed("budget exhausted after", "4", "1 month").error.starts_with("observed: here a time such as 4 months"));
    CHECK(parsed("bill.total", "4 months", "10%").error.starts_with("observed: what is `months`?"));
    CHECK(parsed("bill.total", "$4", "ten")
              .error.starts_with("within: here an amount of money such as $14M is due, or a share"));
    CHECK(parsed("bill.total", "$4", "-$1").error == "within: this cannot be negative");
    CHECK(parsed("bill.total", "$4", "10%", "guessed").error.starts_with("kind: `guessed`"));
    CHECK(parsed("bill.total", "$4 !", "10%").error == "observed: what is `!` doing here?");
}

TEST_CASE("an expectation about what the run does not have", "[analysis]") {
    const Expectation e = expectation("budget exhausted after", "4 months", "1 month");
    const Rows none({{"bill", "total", "all", ""}});
    CHECK(check_expectation(e, none.columns()) == "the scenario has no budget that could be exhausted");
    CHECK_THROWS_AS(evaluate_expectation(e, none, start, "USD"), std::invalid_argument);
}

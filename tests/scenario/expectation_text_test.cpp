#include "sim/scenario/expectation_text.hpp"

#include <catch2/catch.hpp>

using namespace burncast;

namespace {

// The fields stand in columns 1, 2 and 3 of one line.
ExpectParams line(const std::string& what, const std::string& observed, const std::string& within) {
    return {{what, {"f", 1, 1}}, {observed, {"f", 1, 2}}, {within, {"f", 1, 3}}, "S169", FactKind::predicted};
}

Expectation expectation(const std::string& what, const std::string& observed, const std::string& within) {
    Faults faults;
    const std::optional<Expectation> result = read_expectation(line(what, observed, within), "expect[0]", {}, faults);
    INFO(what);
    REQUIRE(faults.empty());
    REQUIRE(result);
    return *result;
}

std::vector<Fault> faults_of(const std::string& what, const std::string& observed, const std::string& within) {
    Faults faults;
    CHECK_FALSE(read_expectation(line(what, observed, within), "expect[0]", {}, faults));
    return faults.sorted();
}

void check_fault(const std::string& what, const std::string& observed, const std::string& within, int column,
                 const std::string& path, const std::string& message) {
    const std::vector<Fault> faults = faults_of(what, observed, within);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].place.column == column);
    const std::string text = column == 1 ? what : column == 2 ? observed : within;
    CHECK(faults[0].path == "expect[0]." + path + " = " + text);
    INFO(faults[0].message);
    CHECK(faults[0].message.starts_with(message));
}

}  // namespace

TEST_CASE("the day the budget ran out is counted in months", "[scenario]") {
    const Expectation e = expectation("budget exhausted after", "4 months", "1 month");
    CHECK(e.value.over == Column{"budget_exhausted_on", "total"});
    CHECK(e.months_after_start);
    CHECK(e.observed == Approx(4));
    CHECK(e.within == Approx(1));
    CHECK(e.from == "S169");
    CHECK(e.kind == FactKind::predicted);
}

TEST_CASE("widths in days, weeks and as a share", "[scenario]") {
    CHECK(expectation("budget exhausted after", "4 months", "2 weeks").within == Approx(14 / 30.4375));
    CHECK(expectation("budget exhausted after", "4 months", "25%").within == Approx(1));
    CHECK(expectation("bill.total", "$1.3M", "15%").within == Approx(195'000));
    CHECK(expectation("bill.total", "$1.3M", "500%").within == Approx(6.5e6));
    CHECK(expectation("bill.total", "$1.3M", "$100k").within == Approx(100'000));
    CHECK(expectation("tokens.total", "603bn tok", "15%").within == Approx(90.45e9));
    CHECK(expectation("waste_share.total", "40%", "10%").within == Approx(0.1));
    CHECK(expectation("budget_exhausted_on.total", "2026-04-20", "10 days").within == 10);
    CHECK(expectation("person_bill.p10.2026-04", "$150", "30%").value.over.measure == "person_bill.p10");
}

TEST_CASE("a ratio is observed as a number or as a share, and its width follows", "[scenario]") {
    const Expectation share = expectation("bill.rework.total / bill.total", "44%", "4%");
    CHECK(share.unit == UnitKind::share);
    CHECK(share.value.unit == UnitKind::ratio);
    CHECK(share.observed == 0.44);
    CHECK(share.within == Approx(0.04));  // percentage points
    const Expectation number = expectation("tasks.rework@power.total / tasks.rework@hand.total", "9.4", "35%");
    CHECK(number.unit == UnitKind::ratio);
    CHECK(number.value.over.group == "power");
    CHECK(number.within == Approx(0.35 * 9.4));  // of the observed
    CHECK(expectation("bill.2026-02 / bill.2026-01", "250%", "20%").observed == 2.5);
    CHECK(expectation("bill.2026-02 / bill.2026-01", "2.5", "0.5").within == 0.5);
}

TEST_CASE("the median is asked unless another statistic is named", "[scenario]") {
    const Statistic median = expectation("bill.total", "$1", "10%").statistic;
    CHECK(median.kind == Statistic::Kind::quantile);
    CHECK(median.level == 0.5);
    const Expectation quarter = expectation("p25(bill.own.total / bill.total)", "10%", "4%");
    CHECK(quarter.statistic.level == 0.25);
    CHECK(quarter.value.over == Column{"bill.own", "total"});
    CHECK(quarter.what == "p25(bill.own.total / bill.total)");
    CHECK(expectation("mean( bill.total )", "$1", "10%").statistic.kind == Statistic::Kind::mean);
    check_fault("p2(bill.total)", "$4", "10%", 1, "what",
                "“p2” is no statistic (mean, median, min, max, p01 to p99, or shapley)");
    check_fault("P(bill.total > $3)", "4%", "10%", 1, "what", "“P” is no statistic");
    check_fault("p25(bill.total", "$4", "10%", 1, "what", "“p25(bill.total” is neither VALUE nor STATISTIC(VALUE)");
    check_fault("p25(bill.total) / 2", "$4", "10%", 1, "what", "“p25(bill.total) / 2” is neither");
}

TEST_CASE("a share of what policies save names them", "[scenario]") {
    const Expectation e = expectation("shapley(bill.total: no games, fewer retries,both)", "70%", "15%");
    CHECK(e.shapley == std::vector<std::string>{"no games", "fewer retries", "both"});
    CHECK(e.value.over == Column{"bill", "total"});
    CHECK(e.unit == UnitKind::share);
    CHECK(e.observed == Approx(0.7));
    CHECK(e.within == Approx(0.15));  // percentage points
    for (const char* what : {"shapley(bill.total)", "shapley(bill.total: a, b)", "shapley(bill.total: a, b, c, d)"})
        check_fault(what, "70%", "10%", 1, "what", "shapley is of a value and three policies");
    check_fault("shapley(bills.total: a, b, c)", "70%", "10%", 1, "what", "there is no measure “bills”");
    CHECK(expectation("bill.total", "$1", "10%").shapley.empty());
}

TEST_CASE("a faulty expectation is blamed on its key", "[scenario]") {
    check_fault("budget gone", "4 months", "1 month", 1, "what", "there is no measure “budget gone”");
    check_fault("budget exausted after", "4 months", "1 month", 1, "what",
                "“budget exausted after” is nothing that is "
                "reported — did you mean budget exhausted after?");
    check_fault("bill.year", "$4", "10%", 1, "what", "an observation belongs to one period");
    check_fault("budget exhausted after", "4", "1 month", 2, "observed", "lacks a unit");
    check_fault("bill.total", "4 months", "10%", 2, "observed", "has an unknown unit");
    check_fault("calls.total", "7600000", "10%", 2, "observed", "lacks a unit");
    check_fault("bill.total", "$4", "ten", 3, "within", "is not a number (an amount of money like $14M), or a");
    check_fault("bill.total", "$4", "-$1", 3, "within", "is negative");
    check_fault("bill.total", "$4", "-10%", 3, "within", "is no share of the observed");
    check_fault("bill.total", "$0", "10%", 3, "within", "is a share of nothing; give an amount");
    CHECK(faults_of("bill.total", "0", "10%").size() == 1);  // of a figure that cannot be read nothing is said
    check_fault("budget_exhausted_on.total", "2026-04-20", "10%", 3, "within", "lacks a unit; write it in days");
    CHECK(faults_of("bill.total", "4", "1").size() == 2);
}

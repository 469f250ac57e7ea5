#include "sim/scenario/expectation_text.hpp"

#include <catch2/catch.hpp>

using namespace burncast;

namespace {

// The fields stand in columns 1, 2 and 3 of one line.
ExpectParams line(const std::string& what, const std::string& observed, const std::string& within) {
    return {{what, {"f", 1, 1}}, {observed, {"f", 1, 2}}, {within, {"f", 1, 3}}, "S169", true};
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
    CHECK(faults[0].path == "expect[0]." + path);
    INFO(faults[0].message);
    CHECK(faults[0].message.starts_with(message));
}

}  // namespace

TEST_CASE("the day the budget ran out is counted in months", "[scenario]") {
    const Expectation e = expectation("budget exhausted after", "4 months", "1 month");
    CHECK(e.measure == "budget_exhausted_on");
    CHECK(e.period == "total");
    CHECK(e.months_after_start);
    CHECK(e.observed == Approx(4));
    CHECK(e.within == Approx(1));
    CHECK(e.from == "S169");
    CHECK(e.predicted);
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
    CHECK(expectation("person_bill.p10.2026-04", "$150", "30%").measure == "person_bill.p10");
}

TEST_CASE("a faulty expectation is blamed on its key", "[scenario]") {
    check_fault("budget gone", "4 months", "1 month", 1, "what", "there is no measure “budget gone”");
    check_fault("budget exausted after", "4 months", "1 month", 1, "what",
                "“budget exausted after” is nothing that is "
                "reported — did you mean budget exhausted after?");
    check_fault("bill.year", "$4", "10%", 1, "what", "an observation belongs to one period");
    check_fault("budget exhausted after", "4", "1 month", 2, "observed", "“4” lacks a unit");
    check_fault("bill.total", "4 months", "10%", 2, "observed", "“4 months” has an unknown unit");
    check_fault("calls.total", "7600000", "10%", 2, "observed", "“7600000” lacks a unit");
    check_fault("bill.total", "$4", "ten", 3, "within", "“ten” is not a number (an amount of money like $14M), or a");
    check_fault("bill.total", "$4", "-$1", 3, "within", "“-$1” is negative");
    check_fault("bill.total", "$4", "-10%", 3, "within", "“-10%” is no share of the observed");
    check_fault("budget_exhausted_on.total", "2026-04-20", "10%", 3, "within", "“10%” lacks a unit; write it in days");
    CHECK(faults_of("bill.total", "4", "1").size() == 2);
}

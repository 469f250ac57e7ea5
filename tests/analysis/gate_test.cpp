#include "analysis/gate.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>

using namespace burncast;

namespace {

constexpr double never = std::numeric_limits<double>::infinity();

double day(int year, int month, int number) {
    const std::chrono::sys_days date{std::chrono::year(year) / month / number};
    return static_cast<double>(date.time_since_epoch().count());
}

// Bills 10, 20, 30, 40 in total; half in each of two years. The budget runs out twice.
PolicyRows sample() {
    PolicyRows policy{"base", Rows({{"bill", "2026-01", "all", ""},
                                    {"bill", "2026", "all", ""},
                                    {"bill", "2027", "all", ""},
                                    {"bill", "total", "all", ""},
                                    {"budget_exhausted_on", "total", "all", ""},
                                    {"person_bill.p90", "2026-03", "all", ""},
                                    {"cost_per_accepted_task", "total", "all", ""}})};
    const std::array dates = {day(2026, 9, 1), never, day(2026, 11, 1), never};
    for (std::size_t i = 0; i < 4; ++i) {
        const double bill = 10 * static_cast<double>(i + 1);
        policy.rows.append(std::array{1.0, bill * 0.4, bill * 0.6, bill, dates[i], 500.0, std::nan("")});
    }
    return policy;
}

Gate gate(std::string_view text) {
    INFO(text);
    Reading<Gate> parsed = parse_gate(text);
    CHECK(parsed.error.empty());
    REQUIRE(parsed);
    return *parsed.value;
}

GateReport asked(std::string_view text) { return evaluate_gate(gate(text), sample()); }

void check_fault(std::string_view text, std::string_view message, std::size_t at) {
    INFO(text);
    const Reading<Gate> parsed = parse_gate(text);
    CHECK_FALSE(parsed);
    CHECK(parsed.error == message);
    CHECK(parsed.at == at);
}

}  // namespace

TEST_CASE("gates on statistics", "[analysis]") {
    CHECK(asked("mean(bill.total) <= 25").passed);
    CHECK(asked("mean(bill.total) <= 25").value == Approx(25));
    CHECK_FALSE(asked("mean(bill.total) < $25").passed);
    CHECK(asked("p95(bill.total) < $39").value == Approx(38.5));
    CHECK(asked("p95(bill.total) < $39").passed);
    CHECK(asked("median(bill.total) > $24").passed);
    CHECK(asked("min(bill.total) ≥ 10").passed);
    CHECK(asked("max(bill.total) ≤ 40").passed);
    CHECK_FALSE(asked("p05(bill.total)>$14M").passed);
    CHECK(asked("p90(person_bill.p90.2026-03) < $2k").value == 500);
    CHECK(asked("mean(bill.2026-01) < $2").unit == UnitKind::currency);
}

TEST_CASE("each year must hold, and the worst is shown", "[analysis]") {
    CHECK(asked("mean(bill.2026) < 11").passed);
    CHECK(asked("mean(bill.year) < 16").value == Approx(15));
    CHECK(asked("mean(bill.year) < 16").passed);
    CHECK_FALSE(asked("mean(bill.year) < 14").passed);
    CHECK(asked("mean(bill.year) > 11").value == Approx(10));
    CHECK_FALSE(asked("mean(bill.year) > 11").passed);
    CHECK(asked("mean(bill.month) < 2").passed);
}

TEST_CASE("gates on probabilities", "[analysis]") {
    CHECK(asked("P(bill.total > $25) < 60%").value == 0.5);
    CHECK(asked("P(bill.total > $25) < 60%").passed);
    CHECK_FALSE(asked("P(bill.total > $25) < 50%").passed);
    CHECK(asked("P(bill.total >= $20) <= 0.75").passed);
    CHECK(asked("P(budget exhausted) <= 50%").value == 0.5);
    CHECK(asked("P(budget exhausted before 2026-10-01) < 30%").value == 0.25);
    CHECK(asked("P( budget  exhausted before 2026-09-01 ) < 10%").value == 0);
    CHECK(asked("P(budget exhausted before 2026-10-01) < 30%").unit == UnitKind::share);
    CHECK_FALSE(asked("P(budget exhausted before 2026-10-01) < 10%").passed);
}

TEST_CASE("gates on dates, where never is later than any", "[analysis]") {
    CHECK(asked("min(budget_exhausted_on.total) >= 2026-09-01").passed);
    CHECK_FALSE(asked("min(budget_exhausted_on.total) > 2026-09-01").passed);
    CHECK(asked("p95(budget_exhausted_on.total) > 2026-12-31").passed);
    CHECK(asked("min(budget_exhausted_on.total) >= 2026-09-01").unit == UnitKind::date);
}

TEST_CASE("a number without value passes no gate", "[analysis]") {
    const GateReport report = asked("mean(cost_per_accepted_task.total) < $3/task");
    CHECK_FALSE(report.passed);
    CHECK(std::isnan(report.value));
}

TEST_CASE("a faulty gate says what is wrong and where", "[analysis]") {
    check_fault("", "`` is no statistic (mean, median, min, max, p01 to p99, or P(…))", 0);
    check_fault("p5(bill.total) < 3", "`p5` is no statistic (mean, median, min, max, p01 to p99, or P(…))", 0);
    check_fault("p00(bill.total) < 3", "`p00` is no statistic (mean, median, min, max, p01 to p99, or P(…))", 0);
    check_fault("p95 bill.total < 3", "here `(` is due", 4);
    check_fault("p95(bil.total) < 3",
                "there is no measure `bil`; did you mean bill? (`burncast describe measures` lists them)", 4);
    check_fault(
        "p95(bill) < 3",
        "`bill` lacks its period: write bill.total (or total, year, month, a year such as 2026 or a month such as "
        "2026-03)",
        4);
    check_fault("p95(bill.2026-13) < 3",
                "`2026-13` is no period (total, year, month, a year such as 2026 or a month such as 2026-03)", 9);
    check_fault("p95(bill.total < 3", "here `)` is due", 15);
    check_fault("p95(bill.total) = 3", "here <, <=, > or >= is due", 16);
    check_fault("p95(bill.total) < 10%", "here an amount of money such as $14M is due", 18);
    check_fault("p95(bill.total) < €3", "the scenario's currency is USD, not EUR", 18);
    check_fault("p95(bill.total) < $3 and more",
                "what is `and`? Here an amount of money such as $14M is due (k, M, bn, "
                "tn for thousands and more)",
                21);
    check_fault("p95(bill.total) < $3, ok", "the gate should end before `, ok`", 20);
    check_fault("P(budget gone) < 10%", "here `budget exhausted` or `budget exhausted before 2026-10-01` is due", 2);
    check_fault("P(budget exhausted before June) < 10%", "here a date such as 2026-10-01 is due", 26);
    check_fault("P(budget exhausted) < 2026-10-01", "here a share such as 10% is due", 22);
    check_fault("P(bill.total) < 10%", "here <, <=, > or >= is due", 12);
}

TEST_CASE("a gate on what the run does not have", "[analysis]") {
    const std::vector<Column> columns = {
        {"bill", "2026-01", "all", ""}, {"bill", "total", "all", ""}, {"tokens", "total", "team", "x"}};
    CHECK(check_gate(gate("mean(bill.total) < 3"), columns).empty());
    CHECK(check_gate(gate("mean(bill.2027) < 3"), columns) ==
          "this run has no `2027` of `bill` (it has 2026-01, total)");
    CHECK(check_gate(gate("mean(tokens.total) < 3"), columns) == "this run does not report `tokens`");
    CHECK(check_gate(gate("P(budget exhausted) < 3%"), columns) ==
          "the scenario has no budget that could be exhausted");
    CHECK_THROWS_AS(evaluate_gate(gate("mean(bill.2027) < 3"), {"base", Rows(columns)}), std::invalid_argument);
}

TEST_CASE("no prefix or mangling of a gate crashes the reader", "[analysis]") {
    for (const std::string whole : {"p95(person_bill.p90.2026-03) <= $14.5M",
                                    "P(budget exhausted before 2026-10-01) < 10%", "P(bill.total > $14M) < 5%"}) {
        for (std::size_t cut = 0; cut < whole.size(); ++cut) {
            CHECK(parse_gate(whole.substr(0, cut)).at <= cut);
            for (const char c : {'(', '%', '\0', '\xff', '9', '.'}) {
                std::string mangled = whole;
                mangled[cut] = c;
                CHECK(parse_gate(mangled).at <= whole.size());
            }
        }
    }
}

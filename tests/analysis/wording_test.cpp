#include "analysis/wording.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

using namespace burncast;
using namespace std::chrono;

TEST_CASE("money in three digits", "[analysis]") {
    CHECK(money_text(14'234'567, "USD") == "$14.2M");
    CHECK(money_text(1'300'000, "USD") == "$1.30M");
    CHECK(money_text(999'960, "USD") == "$1.00M");
    CHECK(money_text(999'400, "USD") == "$999k");
    CHECK(money_text(99'960, "USD") == "$100k");
    CHECK(money_text(611'200, "EUR") == "€611k");
    CHECK(money_text(1'483.2, "USD") == "$1,483");
    CHECK(money_text(9'999.4, "USD") == "$9,999");
    CHECK(money_text(9'999.6, "USD") == "$10.0k");
    CHECK(money_text(311.4, "USD") == "$311");
    CHECK(money_text(61.2, "USD") == "$61.20");
    CHECK(money_text(4.366, "USD") == "$4.37");
    CHECK(money_text(0, "USD") == "$0.00");
    CHECK(money_text(0.25, "USD") == "$0.25");
    CHECK(money_text(-0.0449, "USD") == "−$0.045");  // a task may cost so little
    CHECK(money_text(0.00996, "USD") == "$0.010");
    CHECK(money_text(0.000123, "USD") == "$0.00012");
    CHECK(range_text(-0.0471, -0.0423, -0.0449, true) == "−0.047 to −0.042");
    CHECK(money_text(-1'310'000, "USD") == "−$1.31M");
    CHECK(money_text(2.5e9, "CHF") == "CHF 2.50bn");
    CHECK(money_text(std::nan(""), "USD") == "?");
}

TEST_CASE("how something changes has a sign", "[analysis]") {
    CHECK(relative_text(-0.344) == "−34%");
    CHECK(relative_text(0.0123) == "+1.2%");
    CHECK(relative_text(1.24) == "+124%");
    CHECK(relative_text(-1e-5) == "0%");
    CHECK(relative_text(std::nan("")) == "?");
}

TEST_CASE("money as somebody gave it keeps no zeros", "[analysis]") {
    CHECK(given_money_text(11e6, "USD") == "$11M");
    CHECK(given_money_text(1'250'000, "USD") == "$1.25M");
    CHECK(given_money_text(900, "EUR") == "€900");
    CHECK(given_money_text(1'500, "USD") == "$1,500");
    CHECK(given_money_text(2.5, "USD") == "$2.50");
    CHECK(given_money_text(0.5, "USD") == "$0.50");
    CHECK(given_money_text(0.01, "USD") == "$0.01");
    CHECK(given_money_text(0.015, "USD") == "$0.015");
    CHECK(given_money_text(0.000001, "USD") == "$0.000001");
    CHECK(given_money_text(1e-12, "USD") == "$0.000000000001");
    CHECK(given_money_text(0, "USD") == "$0");
    CHECK(given_range_text(0.002, 0.009, "USD") == "$0.002–0.009");
    CHECK(given_range_text(9e6, 15e6, "USD") == "$9M–15M");
    CHECK(given_range_text(800e3, 1.2e6, "CHF") == "CHF 800k–1.2M");
    CHECK(given_money_text(3'400'000'000, "USD") == "$3.4bn");
}

TEST_CASE("counts and shares in words", "[analysis]") {
    CHECK(count_text(603e9) == "603bn");
    CHECK(count_text(7.6e6) == "7.60M");
    CHECK(count_text(41'234) == "41.2k");
    CHECK(count_text(1'234) == "1,234");
    CHECK(count_text(12) == "12");
    CHECK(count_text(12.34) == "12.3");
    CHECK(count_text(0) == "0");
    CHECK(share_text(0.31) == "31%");
    CHECK(share_text(0.004) == "0.4%");
    CHECK(share_text(0.0004) == "<0.1%");
    CHECK(share_text(0.997) == "99.7%");
    CHECK(share_text(0.9999) == ">99.9%");
    CHECK(share_text(1) == "100%");
    CHECK(share_text(0) == "0%");
}

TEST_CASE("ranges keep the scale of what they surround", "[analysis]") {
    CHECK(range_text(11.91e6, 17.84e6, 14.2e6, true) == "11.9–17.8M");
    CHECK(range_text(600e3, 17.8e6, 14.2e6, true) == "0.6–17.8M");
    CHECK(range_text(540e3, 690e3, 611e3, true) == "540–690k");
    CHECK(range_text(-1.4e6, -1.2e6, -1.3e6, true) == "−1.40 to −1.20M");
    CHECK(range_text(std::nan(""), std::nan(""), 3, true) == "?");
}

TEST_CASE("days and periods in words", "[analysis]") {
    const auto days = [](year_month_day date) {
        return static_cast<double>(sys_days(date).time_since_epoch().count());
    };
    CHECK(day_text(days(2026y / 5 / 4) + 0.9, 2026y) == "4 May");
    CHECK(day_text(days(2027y / 2 / 28), 2026y) == "28 Feb 2027");
    CHECK(day_text(std::numeric_limits<double>::infinity(), 2026y) == "never");
    CHECK(period_text(sys_days(2026y / 1 / 1), sys_days(2027y / 1 / 1)) == "in 2026");
    CHECK(period_text(sys_days(2026y / 1 / 1), sys_days(2028y / 1 / 1)) == "in 2026–2027");
    CHECK(period_text(sys_days(2026y / 4 / 1), sys_days(2026y / 5 / 1)) == "in April 2026");
    CHECK(period_text(sys_days(2026y / 1 / 1), sys_days(2026y / 7 / 1)) == "from January to June 2026");
    CHECK(period_text(sys_days(2026y / 10 / 1), sys_days(2027y / 4 / 1)) == "from October 2026 to March 2027");
    CHECK(period_text(sys_days(2026y / 1 / 15), sys_days(2026y / 2 / 14)) == "from 15 Jan to 13 Feb 2026");
    CHECK(period_text(sys_days(2025y / 12 / 15), sys_days(2026y / 1 / 14)) == "from 15 Dec 2025 to 13 Jan 2026");
    CHECK(period_text(sys_days(2026y / 1 / 15), sys_days(2026y / 1 / 16)) == "on 15 Jan 2026");
}

TEST_CASE("values with their unit", "[analysis]") {
    CHECK(value_text(1.3e6, "USD", "USD", 2026y) == "$1.30M");
    CHECK(fine_text(0.0004, "share", "USD", 2026y) == "0.04%");
    CHECK(fine_text(0.031, "share", "USD", 2026y) == "3.1%");
    CHECK(fine_text(0.9999, "share", "USD", 2026y) == ">99.9%");
    CHECK(fine_text(0, "share", "USD", 2026y) == "0%");
    CHECK(value_text(2.5, "USD/session", "USD", 2026y) == "$2.50/session");
    CHECK(value_text(2.5, "USD/task", "USD", 2026y) == "$2.50/task");
    CHECK(value_text(603e9, "tokens", "USD", 2026y) == "603bn");
    CHECK(unit_word("tokens") == " tokens");
    CHECK(unit_word("USD").empty());
    CHECK(error_text(0.0123) == "1.2%");
    CHECK(error_text(0.141) == "14%");
    CHECK(value_text(0.31, "share", "USD", 2026y) == "31%");
    CHECK(value_text(4.12, "months", "USD", 2026y) == "4.1");
    CHECK(value_text(std::numeric_limits<double>::infinity(), "months", "USD", 2026y) == "never");
    CHECK(value_text(20'577, "date", "USD", 2026y) == "4 May");
}

TEST_CASE("an estimate with its interval", "[analysis]") {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const auto text = [](UnitKind unit, double value, double low, double high) {
        GateReport gate;
        gate.unit = unit;
        gate.value = value;
        gate.low = low;
        gate.high = high;
        return estimate_text(gate, "USD", 2026y);
    };
    CHECK(text(UnitKind::share, 0.031, 0.012, 0.078) == "3.1% (95%: 1.2%–7.8%)");
    CHECK(text(UnitKind::share, 0, 0, 0.168) == "0% (95%: 0%–17%)");
    CHECK(text(UnitKind::share, 1, 0.832, 1) == "100% (95%: 83%–100%)");
    CHECK(text(UnitKind::currency, 17.75e6, 17.1e6, 18.6e6) == "$17.8M (95%: 17.1–18.6M)");
    CHECK(text(UnitKind::currency, 17.75e6, 17.1e6, infinity) == "$17.8M (95%: $17.1M or more)");
    CHECK(text(UnitKind::currency, 17.75e6, -infinity, 18.6e6) == "$17.8M (95%: $18.6M or less)");
    CHECK(text(UnitKind::currency, 5, std::nan(""), std::nan("")) == "$5.00 (95%: not known)");
    CHECK(text(UnitKind::currency, 5, 5, 5) == "$5.00");
    CHECK(text(UnitKind::currency_per_task, 1.17, 1.08, 1.26) == "$1.17/task (95%: 1.08–1.26)");
    CHECK(text(UnitKind::currency_per_hour, 1.17, 1.08, 1.26) == "$1.17/hour (95%: 1.08–1.26)");
    CHECK(text(UnitKind::calls, 3.06e6, 2.65e6, 3.47e6) == "3.06M calls (95%: 2.65–3.47M)");
    CHECK(text(UnitKind::date, 20'577, 20'570, infinity) == "4 May (95%: 27 Apr or later)");
    CHECK(text(UnitKind::date, 20'577, 20'570, 20'580) == "4 May (95%: 27 Apr–7 May)");
    CHECK(text(UnitKind::date, infinity, infinity, infinity) == "never");
}

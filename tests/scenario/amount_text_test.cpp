#include "sim/scenario/amount_text.hpp"

#include <catch2/catch.hpp>

using namespace burncast;

namespace {

double value(std::string_view text, UnitKind unit, const std::string& currency = "USD") {
    const Parsed<Amount> amount = parse_amount(text, unit, {currency});
    INFO(text);
    CHECK(amount.wrong.empty());
    return amount ? amount.value->value : -1;
}

std::string wrong(std::string_view text, UnitKind unit) { return parse_amount(text, unit, {}).wrong; }

}  // namespace

TEST_CASE("amounts of every unit", "[scenario]") {
    for (const char* text : {"$14M", "$ 14 M", "USD 14M", "$14000k", "$0.014bn", "14M USD"})
        CHECK(value(text, UnitKind::currency) == Approx(14e6));
    CHECK(value("¥2M", UnitKind::currency, "JPY") == 2e6);
    CHECK(value("$3/task", UnitKind::currency_per_task) == 3);
    CHECK(value("$3/hour", UnitKind::currency_per_hour) == 3);
    CHECK(value("$3/session", UnitKind::currency_per_session) == 3);
    CHECK(value("$3 per task", UnitKind::currency_per_task) == 3);
    CHECK(value("$0.72/Mtok", UnitKind::currency_per_mtok) == 0.72);
    CHECK(value("603bn tok", UnitKind::tokens) == 603e9);
    CHECK(value("7.6M calls", UnitKind::calls) == Approx(7.6e6));
    CHECK(value("1 session", UnitKind::sessions) == 1);
    CHECK(value("20k tasks", UnitKind::tasks) == 20'000);
    CHECK(value("2 hours", UnitKind::hours) == 2);
    CHECK(value("90 minutes", UnitKind::minutes) == 90);
    CHECK(value("10%", UnitKind::share) == 0.1);
    CHECK(value("2.5", UnitKind::ratio) == 2.5);
    CHECK(value("-0.3", UnitKind::ratio) == -0.3);
    CHECK(value("250%", UnitKind::ratio) == 2.5);
    CHECK(value("1970-01-11", UnitKind::date) == 10);
}

TEST_CASE("a ratio is a share where it is written as one", "[scenario]") {
    CHECK(parse_amount("10%", UnitKind::ratio, {}).value->unit == UnitKind::share);
    CHECK(parse_amount("0.1", UnitKind::ratio, {}).value->unit == UnitKind::ratio);
    CHECK(parse_amount("10%", UnitKind::share, {}).value->unit == UnitKind::share);
    CHECK(wrong("3 tok", UnitKind::ratio).ends_with("(a plain number like 2.5, or a share like 10%)"));
}

TEST_CASE("a plain number where a unit is due is refused", "[scenario]") {
    CHECK(wrong("14", UnitKind::currency) == "lacks a currency; write $14 (an amount of money like $14M)");
    CHECK(wrong("14", UnitKind::tokens).starts_with("lacks a unit"));
    for (const UnitKind unit : {UnitKind::calls, UnitKind::sessions, UnitKind::tasks, UnitKind::date})
        CHECK_FALSE(parse_amount("14", unit, {}));
    CHECK(wrong("$3/task", UnitKind::currency_per_session) ==
          "has an unknown unit “task” (an amount of money a session like $3/session)");
    CHECK(wrong("$3", UnitKind::currency_per_task) == "lacks its unit (an amount of money a task like $3/task)");
}

TEST_CASE("what is no such amount says what is due", "[scenario]") {
    CHECK(wrong("", UnitKind::currency) == "here an amount of money like $14M is due");
    CHECK(wrong("€14M", UnitKind::currency) ==
          "is in another currency than the scenario, which is in USD (an amount of money like $14M)");
    CHECK(wrong("5 calls", UnitKind::tokens).starts_with("has an unknown unit “calls”"));
    CHECK(wrong("$3/call", UnitKind::currency_per_task).starts_with("has an unknown unit “call”"));
    CHECK(wrong("14", UnitKind::share) == "is more than 100% (a share like 10%) — did you mean 14%?");
    CHECK(wrong("140%", UnitKind::share) == "is more than 100% (a share like 10%)");
    CHECK(wrong("-$3", UnitKind::currency).starts_with("is negative"));
    CHECK(wrong("2026-02-30", UnitKind::date) == "is not a day of the calendar");
    for (const char* text : {"nan", "inf", "1e999 tok", "0x10 tok", "ten tok"})
        CHECK_FALSE(parse_amount(text, UnitKind::tokens, {}));
}

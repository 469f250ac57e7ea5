#include "analysis/quantity.hpp"

#include <catch2/catch.hpp>

using namespace burncast;

namespace {

Reading<double> read(std::string_view text, UnitKind unit, std::string_view currency = "USD") {
    Scanner scanner(text);
    Reading<double> quantity = read_quantity(scanner, unit, currency);
    if (quantity && !scanner.at_end()) return Reading<double>::fault("something is left", scanner.at());
    return quantity;
}

double value(std::string_view text, UnitKind unit, std::string_view currency = "USD") {
    INFO(text);
    const Reading<double> quantity = read(text, unit, currency);
    CHECK(quantity.error.empty());
    return quantity.value.value_or(-1);
}

}  // namespace

TEST_CASE("money in its many spellings", "[analysis]") {
    for (const char* text : {"$14M", "14M", "$ 14 M", "USD 14M", "14000000", "14e6", "$14000k", "$0.014bn"})
        CHECK(value(text, UnitKind::currency) == Approx(14e6));
    CHECK(value("€2k", UnitKind::currency, "EUR") == 2000);
    CHECK(value("¥2M", UnitKind::currency, "CNY") == 2e6);
    CHECK(value("¥2M", UnitKind::currency, "JPY") == 2e6);
    CHECK(value("CHF 3k", UnitKind::currency, "CHF") == 3000);
    CHECK(value("-$3", UnitKind::currency) == -3);
    CHECK(value("$3/task", UnitKind::currency_per_task) == 3);
    CHECK(value("$3", UnitKind::currency_per_task) == 3);
}

TEST_CASE("counts and shares as quantities", "[analysis]") {
    CHECK(value("603bn tok", UnitKind::tokens) == 603e9);
    CHECK(value("1.5 tn tokens", UnitKind::tokens) == 1.5e12);
    CHECK(value("7.6M", UnitKind::calls) == Approx(7.6e6));
    CHECK(value("7.6M calls", UnitKind::calls) == Approx(7.6e6));
    CHECK(value("1 session", UnitKind::sessions) == 1);
    CHECK(value("20k tasks", UnitKind::tasks) == 20'000);
    CHECK(value("10%", UnitKind::share) == 0.1);
    CHECK(value("0.1", UnitKind::share) == 0.1);
    CHECK(value("1970-01-11", UnitKind::date) == 10);
}

TEST_CASE("what is no such quantity says what is due", "[analysis]") {
    CHECK(read("€14M", UnitKind::currency).error == "the scenario's currency is USD, not EUR");
    CHECK(read("GBP 14", UnitKind::currency).error == "the scenario's currency is USD, not GBP");
    CHECK(read("10%", UnitKind::currency).error == "here an amount of money such as $14M is due");
    CHECK(read("", UnitKind::currency).error == "here an amount of money such as $14M is due");
    CHECK(read("nan", UnitKind::currency).error == "here an amount of money such as $14M is due");
    CHECK(read("inf", UnitKind::tokens).error == "here a number of tokens such as 603bn tok is due");
    CHECK(read("$14", UnitKind::tokens).error == "here a number of tokens such as 603bn tok is due");
    CHECK(read("14", UnitKind::share).error == "here a share such as 10% is due");
    CHECK(read("2026-02-30", UnitKind::date).error == "here a date such as 2026-10-01 is due");
    CHECK(read("2026-2-3", UnitKind::date).error == "here a date such as 2026-10-01 is due");
    const Reading<double> million = read("$14m", UnitKind::currency);
    CHECK(million.error.starts_with("what is `m`?"));
    CHECK(million.at == 3);
    CHECK_FALSE(read("5 calls", UnitKind::tokens));
    CHECK_FALSE(read("$3/call", UnitKind::currency_per_task));
    CHECK_FALSE(read("1e999", UnitKind::tokens));
}

TEST_CASE("times as quantities", "[analysis]") {
    const auto days = [](std::string_view text) {
        Scanner scanner(text);
        return read_days(scanner);
    };
    CHECK(*days("10 days").value == 10);
    CHECK(*days("2 weeks").value == 14);
    CHECK(*days("4 months").value == Approx(121.75));
    CHECK(*days("1 year").value == 365.25);
    CHECK_FALSE(days("4"));
    CHECK_FALSE(days("4 fortnights"));
    CHECK_FALSE(days("months"));
}

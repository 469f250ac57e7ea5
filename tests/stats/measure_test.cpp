#include "sim/stats/measure.hpp"

#include <catch2/catch.hpp>
#include <set>
#include <sstream>

using namespace burncast;

TEST_CASE("measures are found by name, causes by their pattern", "[stats]") {
    REQUIRE(find_measure("bill") != nullptr);
    CHECK(find_measure("bill")->unit == UnitKind::currency);
    REQUIRE(find_measure("bill.manual_retry") != nullptr);
    CHECK(find_measure("bill.manual_retry")->name == "bill.<cause>");
    CHECK(find_measure("tokens.cache_read")->name == "tokens.cache_read");  // and no cause
    CHECK(find_measure("tokens.cache_read")->unit == UnitKind::tokens);
    CHECK(find_measure("tokens.gaming")->name == "tokens.<cause>");
    CHECK(find_measure("calls.own")->unit == UnitKind::calls);
    CHECK(find_measure("tasks.rework")->name == "tasks.<purpose>");
    CHECK(find_measure("minutes.own")->unit == UnitKind::minutes);
    CHECK(find_measure("budget_exhausted_on")->unit == UnitKind::date);
    for (const char* name : {"", "bil", "bill.", "bill.<cause>", "bill.2026", "bill.total", "tokens.<cause>",
                             "tokens.total", "sessions.useful", "Bill"})
        CHECK(find_measure(name) == nullptr);
}

TEST_CASE("every measure has its own name and a sentence", "[stats]") {
    std::set<std::string_view> names;
    for (const Measure& measure : measures()) {
        CHECK(names.insert(measure.name).second);
        CHECK(measure.meaning.ends_with('.'));
        CHECK(measure.meaning.size() > 20);
    }
    CHECK(names.contains("bill"));
}

TEST_CASE("which way is better is said once, and only where there is one", "[stats]") {
    CHECK(better_of("bill") == Better::lower);
    CHECK(better_of("bill.loop") == Better::lower);
    CHECK(better_of("bill.useful") == Better::neither);
    CHECK(better_of("bill.own") == Better::neither);
    CHECK(better_of("accepted_hours") == Better::higher);
    CHECK(better_of("budget_exhausted_on") == Better::higher);
    CHECK(better_of("tokens") == Better::neither);
    CHECK(better_of("nothing") == Better::neither);
    for (const Measure& measure : measures())
        CHECK((measure.parts & (less_is_better | more_is_better)) != (less_is_better | more_is_better));
}

TEST_CASE("units are written out", "[stats]") {
    CHECK(unit_text(UnitKind::currency, "EUR") == "EUR");
    CHECK(unit_text(UnitKind::currency_per_session, "USD") == "USD/session");
    CHECK(unit_text(UnitKind::currency_per_task, "USD") == "USD/task");
    CHECK(unit_text(UnitKind::currency_per_mtok, "USD") == "USD/Mtok");
    CHECK(unit_text(UnitKind::currency_per_hour, "USD") == "USD/hour");
    CHECK(unit_text(UnitKind::date, "USD") == "date");
}

TEST_CASE("the description names every measure within 100 columns", "[stats]") {
    const std::string text = describe_measures();
    for (const Measure& measure : measures())
        CHECK(text.find("\n" + std::string(measure.name) + " ") != std::string::npos);
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 100);
}

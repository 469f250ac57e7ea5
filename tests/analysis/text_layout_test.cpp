#include "analysis/text_layout.hpp"

#include <catch2/catch.hpp>

using namespace burncast;

TEST_CASE("bars in eighths, with shade to where it may reach", "[analysis]") {
    CHECK(bar(5, 0, 10, 4) == "██");
    CHECK(bar(10, 10, 10, 4) == "████");
    CHECK(bar(1.25, 0, 10, 4) == "▌");
    CHECK(bar(5, 10, 10, 4) == "██░░");
    CHECK(bar(3.75, 7.5, 10, 4) == "█▌░");
    CHECK(bar(0, 0, 10, 4).empty());
    CHECK(bar(1, 1, 0, 4).empty());
}

TEST_CASE("tables align, end without spaces and keep their width", "[analysis]") {
    TextTable table({TextTable::Align::left, TextTable::Align::right, TextTable::Align::left});
    table.add({{"a"}, {"1"}, {"x"}});
    table.add({{"bbb"}, {"€22"}, {""}});
    CHECK(table.text(80, false) == "a      1  x\nbbb  €22\n");
    CHECK(table.room(20) == 7);
    TextTable narrow({TextTable::Align::left, TextTable::Align::right});
    narrow.add({{"a-very-long-policy-name"}, {"$1.00M"}});
    CHECK(narrow.text(20, false) == "a-very-long…  $1.00M\n");
}

TEST_CASE("colour only where asked for", "[analysis]") {
    CHECK(painted("x", Style::good, false) == "x");
    CHECK(painted("x", Style::good, true) == "\x1b[32mx\x1b[0m");
    CHECK(painted("x", Style::plain, true) == "x");
}

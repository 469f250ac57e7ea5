#include "analysis/text_layout.hpp"

#include <catch2/catch.hpp>

using namespace burncast;

TEST_CASE("columns on the screen", "[analysis]") {
    CHECK(display_width("abc") == 3);
    CHECK(display_width("–✓€") == 3);
    CHECK(display_width("公司") == 4);
    CHECK(display_width("e\xCC\x81") == 1);
    CHECK(display_width("\xff\xfe") == 2);
    CHECK(display_width("\xE2\x82") == 2);  // cut short
}

TEST_CASE("titles cannot speak to the terminal", "[analysis]") {
    CHECK(safe_text("a\x1b[31mb\nc\td\x7f") == "a [31mb c d ");
    CHECK(safe_text("x\xC2\x9Bm") == "x m");
    CHECK(safe_text("公司 ✓") == "公司 ✓");
}

TEST_CASE("clipping and wrapping", "[analysis]") {
    CHECK(clipped("abcdef", 6) == "abcdef");
    CHECK(clipped("abcdef", 4) == "abc…");
    CHECK(clipped("公司公司", 5) == "公司…");
    CHECK(clipped("abc", 0).empty());
    CHECK(wrapped_lines("one two  three", 7) == std::vector<std::string>{"one two", "three"});
    CHECK(wrapped_lines("abcdefghij k", 5) == std::vector<std::string>{"abcd…", "k"});
    CHECK(wrapped_lines("   ", 5).empty());
}

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

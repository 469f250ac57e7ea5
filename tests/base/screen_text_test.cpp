#include "sim/base/screen_text.hpp"

#include <catch2/catch.hpp>

using namespace burncast;

TEST_CASE("columns on the screen", "[base]") {
    CHECK(display_width("abc") == 3);
    CHECK(display_width("–✓€") == 3);
    CHECK(display_width("公司") == 4);
    CHECK(display_width("e\xCC\x81") == 1);
    CHECK(display_width("\xff\xfe") == 2);
    CHECK(display_width("\xE2\x82") == 2);  // cut short
}

TEST_CASE("titles cannot speak to the terminal", "[base]") {
    CHECK(safe_text("a\x1b[31mb\nc\td\x7f") == "a [31mb c d ");
    CHECK(safe_text("x\xC2\x9Bm") == "x m");
    CHECK(safe_text("公司 ✓") == "公司 ✓");
}

TEST_CASE("clipping and wrapping", "[base]") {
    CHECK(clipped("abcdef", 6) == "abcdef");
    CHECK(clipped("abcdef", 4) == "abc…");
    CHECK(clipped("公司公司", 5) == "公司…");
    CHECK(clipped("abc", 0).empty());
    CHECK(wrapped_lines("one two  three", 7) == std::vector<std::string>{"one two", "three"});
    CHECK(wrapped_lines("abcdefghij k", 5) == std::vector<std::string>{"abcd…", "k"});
    CHECK(wrapped_lines("   ", 5).empty());
}

#include "sim/config/name_text.hpp"

#include <catch2/catch.hpp>
#include <regex>
#include <string>

using namespace burncast;

namespace {

bool in_pattern(const std::string& name) { return std::regex_search(name, std::regex(std::string(wrong_names))); }

}  // namespace

TEST_CASE("names are what results can be told by", "[config]") {
    for (const char* name : {"engineering", "gpt-4.1", "4o-mini", "o1", "研发", "a b", "All", "all hands", "base",
                             "a=b", "mistral/small@2026", "\"quoted\""}) {
        INFO(name);
        CHECK(wrong_name(name).empty());
        CHECK_FALSE(in_pattern(name));
    }
    for (const char* name : {"", "all", "=cmd|' /C calc'!A0", "+1", "-", "@SUM(1)", "＝1", "＋1", "－1", "＠x", "a\tb",
                             "\tx", "a\nb", "a\x7f", " a", "a "}) {
        INFO(name);
        CHECK_FALSE(wrong_name(name).empty());
        CHECK(in_pattern(name));
    }
    CHECK(wrong_name("=cmd") == "a name must not begin with =, which a spreadsheet takes for a formula");
}

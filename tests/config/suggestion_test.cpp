#include "sim/config/suggestion.hpp"

#include <catch2/catch.hpp>

using namespace burncast;

TEST_CASE("edit distance counts insertions, deletions, replacements and swaps", "[config]") {
    CHECK(edit_distance("", "") == 0);
    CHECK(edit_distance("abc", "") == 3);
    CHECK(edit_distance("people", "people") == 0);
    CHECK(edit_distance("People", "people") == 0);
    CHECK(edit_distance("poeple", "people") == 1);
    CHECK(edit_distance("peple", "people") == 1);
    CHECK(edit_distance("peopple", "people") == 1);
    CHECK(edit_distance("paople", "people") == 1);
    CHECK(edit_distance("kitten", "sitting") == 3);
    CHECK(edit_distance("abc", "cba") == edit_distance("cba", "abc"));
}

TEST_CASE("only what is near is suggested", "[config]") {
    const std::vector<std::string> known = {"people", "salary", "calendar", "on"};
    CHECK(nearest("peple", known) == "people");
    CHECK(nearest("sallary", known) == "salary");
    CHECK(nearest("Calender", known) == "calendar");
    CHECK(nearest("budget", known).empty());
    CHECK(nearest("xy", known).empty());
    CHECK(nearest("", known).empty());
    CHECK(nearest(std::string(100'000, 'a'), known).empty());
    CHECK(did_you_mean("peple", known) == " — did you mean people?");
    CHECK(did_you_mean("zzz", known).empty());
    CHECK(did_you_mean("a", {}).empty());
}

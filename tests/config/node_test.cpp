#include "sim/config/node.hpp"

#include <catch2/catch.hpp>

#include "sim/config/faults.hpp"

using namespace burncast;

TEST_CASE("what is shown of a value is short and harmless", "[config]") {
    CHECK(shown("5 min") == "5 min");
    CHECK(shown("a\nb\x1b[31m") == "a b [31m");
    CHECK(shown(std::string(200, 'x')).size() == 60 + 3);
    CHECK_THAT(shown("¥" + std::string(100, 'x')), Catch::EndsWith("…"));
    std::string many;
    for (int i = 0; i < 100; ++i) many += "¥";
    CHECK(shown(many).size() % 2 == 1);  // cut between characters: 2 bytes each, and 3 of the dots
    CHECK(shown(*make_scalar("", {})) == "\"\"");
    CHECK(shown(*make_map({}, {})) == "{…}");
    CHECK(shown(*make_list({}, {})) == "[…]");
    CHECK(shown(Node{}) == "(nothing)");
}

TEST_CASE("paths quote the keys that need it", "[config]") {
    CHECK(join_path("", "a") == "a");
    CHECK(join_path("a.b", "c") == "a.b.c");
    CHECK(join_path("models", "gpt-5.5") == "models.\"gpt-5.5\"");
    CHECK(join_path("a", "two words") == "a.\"two words\"");
}

TEST_CASE("what is written is found by its keys, and by places in lists", "[config]") {
    const NodePtr item = make_scalar("x", {"a.yaml", 3, 9});
    const NodePtr list = make_list({make_scalar("y", {"a.yaml", 3, 6}), item}, {"a.yaml", 3, 5});
    const NodePtr root = make_map({{"rules", {}, list}}, {"a.yaml", 1, 1});
    const Written there = written(root, {"rules", "1"});
    CHECK(there.there);
    CHECK(there.path == "rules[1]");
    CHECK(there.place == item->place);
    const Written missing = written(root, {"rules", "1", "model"});
    CHECK_FALSE(missing.there);
    CHECK(missing.path == "rules[1].model");
    CHECK(missing.place == item->place);
    CHECK(written(root, {"check"}).place == Place{});
}

TEST_CASE("faults come out in the order of the text, each once", "[config]") {
    Faults faults;
    CHECK(faults.empty());
    CHECK_NOTHROW(faults.throw_if_any());
    faults.add({"b.yaml", 1, 1}, "x", "later file");
    faults.add({"a.yaml", 10, 1}, "x", "line 10");
    faults.add({"a.yaml", 9, 5}, "x", "column 5");
    faults.add({"a.yaml", 9, 2}, "x", "column 2");
    faults.add({"a.yaml", 9, 2}, "x", "another word on the same value");
    const std::vector<Fault> sorted = faults.sorted();
    REQUIRE(sorted.size() == 4);
    CHECK(sorted[0].message == "column 2");
    CHECK(sorted[1].message == "column 5");
    CHECK(sorted[2].message == "line 10");
    CHECK(sorted[3].message == "later file");
    CHECK_THROWS_AS(faults.throw_if_any(), ScenarioError);
    for (int i = 0; i < 1000; ++i) faults.add({"c.yaml", i, 1}, "x", "one of many");
    CHECK(faults.count() == 1005);
    CHECK(faults.sorted().back().message == "and 805 more");
}

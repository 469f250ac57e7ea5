#include "sim/config/faults.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace burncast;

namespace {
std::string all(const Faults& faults) {
    std::string text;
    for (const Fault& fault : faults.sorted()) text += to_text(fault) + "\n";
    return text;
}
}  // namespace

TEST_CASE("faults are sorted by place, and one that is found twice is told once", "[config]") {
    Faults faults;
    faults.add({"f", 3, 1}, "b", "wrong");
    faults.add({"f", 2, 9}, "a", "wrong");
    faults.add({"f", 2, 9}, "a", "and also wrong otherwise");
    CHECK(all(faults) == "f:2:9: a: wrong\nf:3:1: b: wrong\n");
    CHECK(faults.count() == 3);
}

TEST_CASE("what was found in a part goes under its name, but not what was known before", "[config]") {
    Faults faults;
    faults.add({"f", 1, 1}, "known", "wrong");
    const std::size_t before = faults.count();
    faults.add({"f", 1, 1}, "known", "wrong");
    faults.add({"f", 1, 1}, "a", "wrong");
    faults.add({"f", 5, 1}, "known", "wrong");
    faults.add({"f", 6, 1}, "", "is no map");
    faults.put_under("policies.p", before);
    CHECK(all(faults) ==
          "f:1:1: known: wrong\nf:1:1: policies.p.a: wrong\nf:5:1: policies.p.known: wrong\nf:6:1: is no map\n");
}

TEST_CASE("beyond the most that are kept, faults are counted", "[config]") {
    Faults faults;
    for (std::size_t i = 0; i < Faults::most_kept; ++i) faults.add({"f", static_cast<int>(i) + 1, 1}, "a", "wrong");
    const std::size_t before = faults.count();
    for (int i = 0; i < 3; ++i) faults.add({"g", 1, 1}, "a", "wrong");
    faults.put_under("p", before);
    REQUIRE(faults.sorted().size() == Faults::most_kept + 1);
    CHECK(to_text(faults.sorted().back()) == "and 3 more");
}

#include "sim/event/calendar.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace burncast;

namespace {

Instant at(std::int64_t ms) { return Instant::from_epoch(ms); }

// What a walk does, as text: [0,10) is a window, 10/1/2 the moment at 10 of kind 1 with number 2.
std::string walked(const std::vector<SharedMoment>& moments, std::int64_t start) {
    std::string story;
    Calendar(moments).walk(
        at(start),
        [&](Instant from, Instant until) {
            story += "[" + std::to_string(from.since_epoch()) + "," + std::to_string(until.since_epoch()) + ") ";
        },
        [&](const SharedMoment& moment) {
            story += std::to_string(moment.when.since_epoch()) + "/" + std::to_string(moment.kind) + "/" +
                     std::to_string(moment.number) + " ";
        });
    return story;
}

}  // namespace

TEST_CASE("a walk plays the windows between the moments, in order", "[event]") {
    CHECK(walked({{at(30), 1, 0}, {at(10), 2, 0}, {at(20), 3, 0}}, 0) ==
          "[0,10) 10/2/0 [10,20) 20/3/0 [20,30) 30/1/0 ");
}

TEST_CASE("moments at the same time go by kind, then by number", "[event]") {
    const std::string expected = "[0,10) 10/1/4 10/1/7 10/2/0 10/2/9 ";
    std::vector<SharedMoment> moments = {{at(10), 1, 4}, {at(10), 1, 7}, {at(10), 2, 0}, {at(10), 2, 9}};
    do { REQUIRE(walked(moments, 0) == expected); } while (std::next_permutation(moments.begin(), moments.end()));
}

TEST_CASE("no window is empty, also when a moment is at the start", "[event]") {
    CHECK(walked({{at(0), 0, 0}, {at(5), 0, 0}}, 0) == "0/0/0 [0,5) 5/0/0 ");
    CHECK(walked({}, 0).empty());
}

TEST_CASE("a calendar lists its moments in order", "[event]") {
    const Calendar calendar({{at(9), 0, 0}, {at(3), 5, 0}, {at(3), 4, 8}});
    REQUIRE(calendar.moments().size() == 3);
    CHECK(calendar.moments()[0].number == 8);
    CHECK(calendar.moments()[1].kind == 5);
    CHECK(calendar.moments()[2].when == at(9));
}

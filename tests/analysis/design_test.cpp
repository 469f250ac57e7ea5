#include "analysis/design.hpp"

#include <catch2/catch.hpp>

using namespace burncast;

TEST_CASE("a row of the design swaps one group at a time, and luck last", "[analysis][sobol]") {
    const Point a{{1, 2, 3}, 10}, b{{-1, -2, -3}, 12};
    const std::vector<Group> groups = {{1}, {0, 2}};
    const std::vector<Point> row = saltelli_row(a, b, groups);
    REQUIRE(row.size() == 5);
    CHECK((row[0].inputs == a.inputs && row[0].luck == 10));
    CHECK((row[1].inputs == b.inputs && row[1].luck == 12));
    CHECK((row[2].inputs == std::vector<double>{1, -2, 3} && row[2].luck == 10));
    CHECK((row[3].inputs == std::vector<double>{-1, 2, -3} && row[3].luck == 10));
    CHECK((row[4].inputs == a.inputs && row[4].luck == 12));
}

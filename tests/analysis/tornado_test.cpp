#include "analysis/tornado.hpp"

#include <catch2/catch.hpp>

#include "tests/analysis/known_functions.hpp"

using namespace burncast;
using namespace burncast::testing;

TEST_CASE("a tornado moves one input at a time to the ends of its interval", "[analysis][tornado]") {
    const std::vector<Point> row = tornado_row(2, 7);
    REQUIRE(row.size() == 5);
    CHECK(row[0].inputs == std::vector<double>{0, 0});
    CHECK(row[1].inputs == std::vector<double>{-upper_end, 0});
    CHECK(row[2].inputs == std::vector<double>{upper_end, 0});
    CHECK(row[4].inputs == std::vector<double>{0, upper_end});
    CHECK(share_below(upper_end) == Approx(0.95));
    for (const Point& point : row) CHECK(point.luck == 7);
}

TEST_CASE("luck that is the same at both ends is no part of a swing", "[analysis][tornado]") {
    std::vector<std::vector<double>> answers;
    for (std::uint64_t luck = 0; luck < 40; ++luck) {
        answers.emplace_back();
        for (const Point& p : tornado_row(2, luck))
            answers.back().push_back(100 + 10 * luck_of(luck) + 3 * p.inputs[0] + p.inputs[1] * luck_of(luck + 500));
    }
    const Tornado found = tornado(answers);
    CHECK(found.swings[0].low.value == Approx(-3 * upper_end));
    CHECK(found.swings[0].high.value == Approx(3 * upper_end));
    CHECK(found.swings[0].high.high - found.swings[0].high.low == Approx(0).margin(1e-9));
    CHECK((found.swings[1].high.low < 0 && found.swings[1].high.high > 0));
    CHECK((found.at_medians.low < 100 && found.at_medians.high > 100));
}

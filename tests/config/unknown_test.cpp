#include "sim/config/unknown.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

using namespace burncast;

using D = Dimension;

TEST_CASE("intervals are read with their scale", "[config]") {
    struct Case {
        std::string text;
        Dimension dimension;
        double low, high;
        Interval::Scale scale;
    };
    using S = Interval::Scale;
    for (const Case& c : std::vector<Case>{
             {"0.3 to 0.6", D::share, 0.3, 0.6, S::logit},
             {"30% to 60%", D::share, 0.3, 0.6, S::logit},
             {"30 to 60%", D::share, 0.3, 0.6, S::logit},
             {"0 to 20%", D::share, 0, 0.2, S::linear},
             {"0.5 to 1", D::share, 0.5, 1, S::log},
             {"150% to 250%", D::share, 1.5, 2.5, S::log},
             {"-1.1 to -0.3", D::number, -1.1, -0.3, S::linear},
             {"0.4 to 1.0", D::number, 0.4, 1, S::log},
             {"-1 to 1", D::number, -1, 1, S::linear},
             {"10 to 20 min", D::duration, 600, 1200, S::log},
             {"30 s to 5 min", D::duration, 30, 300, S::log},
             {"1k to 5k tok", D::tokens, 1000, 5000, S::log},
             {"$1 to $2", D::money, 1, 2, S::log},
             {"10 to 20/day", D::rate, 10, 20, S::log},
             {"-20% to -10%", D::relative_change, -0.2, -0.1, S::linear},
             {"-20 to -10%", D::relative_change, -0.2, -0.1, S::linear},
             {"+10% to +30%", D::relative_change, 0.1, 0.3, S::linear},
             {"-20 to -10%/year", D::relative_rate, -0.2, -0.1, S::linear},
             {"$2/Mtok to $3/Mtok", D::price, 2, 3, S::log},
             {"100 to 200", D::count, 100, 200, S::log},
         }) {
        INFO(c.text);
        CHECK(looks_like_interval(c.text));
        const Bounds bounds = c.dimension == D::share ? Bounds{.low = 0, .high = 10} : Bounds{};
        const Parsed<Interval> read = parse_interval(c.text, c.dimension, bounds);
        CHECK(read.wrong == "");
        REQUIRE(read.value);
        CHECK(read.value->low == Approx(c.low));
        CHECK(read.value->high == Approx(c.high));
        CHECK(read.value->scale == c.scale);
        // The ends are the 5% and 95% quantiles, the median lies between them, and at() rises.
        CHECK(read.value->at(-1.6448536269514722) == Approx(c.low).margin(1e-12));
        CHECK(read.value->at(1.6448536269514722) == Approx(c.high).margin(1e-12));
        CHECK(read.value->median() > c.low);
        CHECK(read.value->median() < c.high);
        for (double z = -4; z < 4; z += 0.5) CHECK(read.value->at(z) < read.value->at(z + 0.5));
    }
    CHECK(parse_interval("1 to 4", D::number, {}).value->median() == Approx(2));
    CHECK(parse_interval("20% to 80%", D::share, {}).value->median() == Approx(0.5));
    CHECK(parse_interval("-3 to 1", D::number, {}).value->median() == Approx(-1));
}

TEST_CASE("an interval's faults name the end", "[config]") {
    struct Case {
        std::string text;
        Dimension dimension;
        Bounds bounds;
        std::string wrong;
    };
    for (const Case& c : std::vector<Case>{
             {"2 to 1", D::number, {}, "is upside down; write 1 to 2"},
             {"0.6 to 0.3/day", D::rate, {}, "is upside down; write 0.3/day to 0.6/day"},
             {"20 to 10 min", D::duration, {}, "is upside down; write 10 min to 20 min"},
             {"2 to 2", D::number, {}, "has two equal ends; write the value once"},
             {"10 to 500", D::number, {.high = 100}, "its end 500 must be at most 100"},
             {"-1 to 5", D::number, {.low = 0}, "its end -1 must be at least 0"},
             {"0 to 5", D::number, {.above = 0}, "its end 0 must be above 0"},
             {"a to 5", D::number, {}, "its end a is not a number"},
             {"1 to 5", D::duration, {}, "its end 1 lacks a unit"},
             {"1 to ", D::number, {}, "is not an interval like 0.3 to 0.6"},
             {"8 to 40k tok", D::tokens, {}, "leaves the unit of its first end open; write it at both ends"},
             {"10 to $20", D::money, {}, "its end 10 lacks a currency"},
             {"1 to 2 to 3", D::number, {}, "has more than two ends"},
             {"1, 5", D::number, {}, "is not an interval"},
         }) {
        INFO(c.text);
        CHECK_THAT(parse_interval(c.text, c.dimension, c.bounds).wrong, Catch::Contains(c.wrong));
    }
    CHECK_FALSE(looks_like_interval("lognormal(median = 1 to 2, log_sd = 1)"));
    CHECK_FALSE(looks_like_interval("5 tok"));
    CHECK_FALSE(looks_like_interval("to 5"));
}

#include "sim/config/dimension.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace burncast;

using D = Dimension;

TEST_CASE("bounds hold, say what breaks them, and clamp", "[config]") {
    const Bounds closed{.low = 0, .high = 1};
    const Bounds open{.above = 0, .below = 1};
    CHECK(closed.hold(0));
    CHECK(closed.hold(1));
    CHECK_FALSE(closed.hold(-1e-9));
    CHECK_FALSE(closed.hold(NAN));
    CHECK_FALSE(open.hold(0));
    CHECK_FALSE(open.hold(1));
    CHECK(Bounds{}.hold(-1e300));
    CHECK(closed.clamp(5) == 1);
    CHECK(closed.clamp(-5) == 0);
    CHECK(closed.clamp(0.5) == 0.5);
    CHECK(open.hold(open.clamp(-3)));
    CHECK(open.hold(open.clamp(3)));
    CHECK(breach(-5, closed, D::count) == "must be at least 0");
    CHECK(breach(2, closed, D::share) == "must be at most 100%");
    CHECK(breach(0, open, D::duration) == "must be above 0 s");
    CHECK(breach(1, open, D::money, "€") == "must be below €1");
    CHECK(breach(0.5, open, D::number).empty());
}

TEST_CASE("ranges are written in the dimension's units", "[config]") {
    CHECK(range_text({.low = 0, .high = 1}, D::share) == "0% … 100%");
    CHECK(range_text({.low = 0, .high = 1e7}, D::count) == "0 … 10M");
    CHECK(range_text({.low = 0}, D::tokens) == "at least 0 tok");
    CHECK(range_text({.above = 0}, D::duration) == "above 0 s");
    CHECK(range_text({.above = 0, .high = 3600}, D::duration) == "above 0 s, at most 1 h");
    CHECK(range_text({.low = 1, .below = 2}, D::number) == "at least 1, below 2");
    CHECK(range_text({.high = 0}, D::number) == "at most 0");
    CHECK(range_text({}, D::number).empty());
}

TEST_CASE("every dimension brings its own bounds", "[config]") {
    CHECK(*with_defaults({}, D::share).high == 1);
    CHECK(*with_defaults({.high = 10}, D::share).high == 10);
    CHECK(*with_defaults({.high = 10}, D::share).low == 0);
    CHECK_FALSE(with_defaults({}, D::number).low);
    CHECK(*with_defaults({}, D::money).low == 0);
    CHECK(*with_defaults({.low = -5}, D::money).low == -5);
    CHECK_FALSE(with_defaults({.above = 0}, D::tokens).low);
    CHECK(*with_defaults({}, D::relative_change).low == -1);
    CHECK(*with_defaults({}, D::relative_rate).above == -1);
}

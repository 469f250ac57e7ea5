// The waiting line in its limits, by hand.
#include "sim/base/waiting_line.hpp"

#include <catch2/catch.hpp>

using namespace burncast;

TEST_CASE("without room to wait it is Erlang's loss formula", "[base]") {
    CHECK(waiting_line(1, 1, 0).turned_away == Approx(0.5));
    CHECK(waiting_line(2, 2, 0).turned_away == Approx(2.0 / 5));  // (2²/2)/(1 + 2 + 2)
    CHECK(waiting_line(2, 2, 0).wait == 0);
    CHECK(waiting_line(0, 3, 2).turned_away == 0);
    CHECK(waiting_line(0, 3, 2).wait == 0);
}

TEST_CASE("with endless room it is M/M/c", "[base]") {
    for (const double load : {0.1, 0.5, 0.9})
        CHECK(waiting_line(load, 1, 5000).wait == Approx(load / (1 - load)));  // M/M/1
    // C(2, a) = a²/(2 + a)
    CHECK(waiting_line(1.5, 2, 5000).wait == Approx(1.5 * 1.5 / 3.5 / 0.5));
    CHECK(waiting_line(1.5, 2, 5000).turned_away == Approx(0).margin(1e-12));
}

TEST_CASE("with one server the share that is turned away is that of M/M/1/K", "[base]") {
    // (1 − ρ)ρ³/(1 − ρ⁴) with room for two; a quarter of four places each at ρ = 1.
    CHECK(waiting_line(0.5, 1, 2).turned_away == Approx(0.5 * 0.125 / (1 - 0.0625)));
    CHECK(waiting_line(1, 1, 2).turned_away == Approx(0.25));
    CHECK(waiting_line(1, 1, 2).wait == Approx((1 + 2) / 4.0 / 0.75));
}

TEST_CASE("far beyond what it can do, it serves just that", "[base]") {
    const WaitingLine line = waiting_line(1000, 10, 40);
    CHECK(1 - line.turned_away == Approx(10 / 1000.0).epsilon(1e-6));
    CHECK(line.wait == Approx(4).epsilon(0.01));  // forty before it, ten at a time
}

#include "sim/stats/moments.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace burncast;

TEST_CASE("moments by hand", "[stats]") {
    Moments moments;
    for (const double x : {2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0}) moments.add(x);
    CHECK(moments.count() == 8);
    CHECK(moments.mean() == Approx(5));
    CHECK(moments.variance() == Approx(32.0 / 7));
    CHECK(moments.sd() == Approx(std::sqrt(32.0 / 7)));
}

TEST_CASE("moments of nothing and of one are not known", "[stats]") {
    Moments moments;
    CHECK(std::isnan(moments.mean()));
    CHECK(std::isnan(moments.variance()));
    moments.add(3);
    CHECK(moments.mean() == 3);
    CHECK(std::isnan(moments.sd()));
}

TEST_CASE("a large constant under a small spread does not drown it", "[stats]") {
    Moments moments;
    for (const double x : {4.0, 7.0, 13.0, 16.0}) moments.add(1e9 + x);
    CHECK(moments.variance() == Approx(30).epsilon(1e-9));
}

TEST_CASE("values that are all equal have exactly no spread", "[stats]") {
    Moments moments;
    for (int i = 0; i < 1000; ++i) moments.add(0.1);
    CHECK(moments.mean() == 0.1);
    CHECK(moments.variance() == 0);
}

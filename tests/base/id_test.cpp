#include "sim/base/id.hpp"

#include <catch2/catch.hpp>
#include <concepts>

using namespace burncast;

TEST_CASE("an id is its number, in order", "[base]") {
    CHECK(TeamId().index() == 0);
    CHECK(TeamId(7).index() == 7);
    CHECK(TeamId(7) == TeamId(7));
    CHECK(TeamId(7) < TeamId(8));
}

TEST_CASE("ids of different things cannot be mixed up", "[base]") {
    STATIC_REQUIRE_FALSE(std::equality_comparable_with<ModelId, TeamId>);
    STATIC_REQUIRE_FALSE(std::convertible_to<TeamId, ModelId>);
    STATIC_REQUIRE_FALSE(std::constructible_from<TeamId, ModelId>);
    STATIC_REQUIRE_FALSE(std::convertible_to<std::size_t, TeamId>);
}

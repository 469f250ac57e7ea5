#include "sim/base/id.hpp"

#include <catch2/catch.hpp>
#include <concepts>

using namespace burncast;

TEST_CASE("an id is its number, in order", "[base]") {
    CHECK(PersonId().index() == 0);
    CHECK(PersonId(7).index() == 7);
    CHECK(PersonId(7) == PersonId(7));
    CHECK(PersonId(7) < PersonId(8));
}

TEST_CASE("ids of different things cannot be mixed up", "[base]") {
    STATIC_REQUIRE_FALSE(std::equality_comparable_with<PersonId, TeamId>);
    STATIC_REQUIRE_FALSE(std::convertible_to<PersonId, ModelId>);
    STATIC_REQUIRE_FALSE(std::constructible_from<TeamId, PersonId>);
    STATIC_REQUIRE_FALSE(std::convertible_to<std::size_t, PersonId>);
}

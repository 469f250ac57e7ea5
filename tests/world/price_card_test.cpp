// Which row of a price card a prompt pays.
#include "sim/world/price_card.hpp"

#include <catch2/catch.hpp>

using namespace burncast;

TEST_CASE("a prompt pays the last row whose threshold it exceeds", "[world]") {
    PriceCard card;
    card.row_count = 3;
    card.above = {0, 100, 200};
    struct Case {
        std::int64_t prompt;
        std::size_t row;
        std::int64_t longest_like;
    };
    for (const Case& c : {Case{0, 0, 100}, Case{1, 0, 100}, Case{100, 0, 100}, Case{101, 1, 200}, Case{200, 1, 200},
                          Case{201, 2, PriceCard::no_threshold}}) {
        INFO(c.prompt);
        CHECK(&card.row_for(c.prompt) == &card.rows[c.row]);
        CHECK(card.longest_like(c.prompt) == c.longest_like);
    }
}

TEST_CASE("a card with one row has no threshold", "[world]") {
    const PriceCard card;
    CHECK(&card.row_for(1'000'000'000) == &card.rows[0]);
    CHECK(card.longest_like(0) == PriceCard::no_threshold);
}

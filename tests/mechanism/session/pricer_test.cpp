// The pricer by hand: which tokens a call sends in which kind, and what they cost, to the last pico.
#include "sim/mechanism/session/pricer.hpp"

#include <catch2/catch.hpp>
#include <vector>

using namespace burncast;

namespace {

// $4 in, $5 write, $0.4 read, $20 out; above 1,000 tokens twice that.
PriceCard card() {
    PriceCard card;
    const auto row = [](double factor) {
        return PriceRow{Price::per_million(4 * factor), Price::per_million(5 * factor),
                        Price::per_million(0.4 * factor), Price::per_million(20 * factor)};
    };
    card.rows[0] = row(1);
    card.rows[1] = row(2);
    card.above[1] = 1000;
    card.row_count = 2;
    return card;
}

Spend one(const PriceCard& card, bool caching, std::int64_t n, std::int64_t prompt, std::int64_t growth,
          std::int64_t output, bool warm) {
    Pricer pricer(card, caching);
    pricer.add(Pocket::base, n, prompt, growth, output, warm);
    return pricer.total()[Pocket::base];
}

// So many tokens at so many dollars a million, exactly.
Money at(std::int64_t count, double per_million) { return Tokens(count) * Price::per_million(per_million); }

std::vector<std::int64_t> tokens(const Spend& spend) {
    std::vector<std::int64_t> counts;
    for (const Tokens& each : spend.tokens) counts.push_back(each.count());
    return counts;  // input, cache write, cache read, output
}

}  // namespace

TEST_CASE("a warm call reads what the cache holds and writes its growth, a cold one writes everything",
          "[mechanism][session]") {
    const Spend warm = one(card(), true, 1, 900, 100, 7, true);
    CHECK(tokens(warm) == std::vector<std::int64_t>{0, 100, 800, 7});
    CHECK(warm.money == at(100, 5) + at(800, 0.4) + at(7, 20));
    CHECK(warm.money.picos() == 960'000'000);  // $0.00096
    CHECK(warm.calls == 1);
    CHECK(tokens(one(card(), true, 1, 900, 100, 7, false)) == std::vector<std::int64_t>{0, 900, 0, 7});
}

TEST_CASE("a stretch of calls costs what its calls cost one by one", "[mechanism][session]") {
    const PriceCard prices = card();
    Pricer single(prices, true), together(prices, true);
    for (std::int64_t k = 0; k < 9; ++k) single.add(Pocket::loop, 1, 200 + 100 * k, 100, 3, true);
    together.add(Pocket::loop, 9, 200, 100, 27, true);
    CHECK(single.total()[Pocket::loop] == together.total()[Pocket::loop]);
    CHECK(together.total()[Pocket::base] == Spend{});
}

TEST_CASE("a prompt at the threshold pays the lower row, one token more the upper row for the whole call",
          "[mechanism][session]") {
    CHECK(one(card(), true, 1, 1000, 0, 10, false).money == at(1000, 5) + at(10, 20));
    CHECK(one(card(), true, 1, 1001, 0, 10, false).money == at(1001, 10) + at(10, 40));
}

TEST_CASE("rows may change back and forth without losing a token", "[mechanism][session]") {
    const PriceCard prices = card();
    Pricer pricer(prices, true);
    Money by_hand;
    for (const std::int64_t prompt : {500, 1500, 900, 1001, 1000}) {
        pricer.add(Pocket::base, 1, prompt, 0, 1, false);
        by_hand += one(prices, true, 1, prompt, 0, 1, false).money;
    }
    const Spend all = pricer.total()[Pocket::base];
    CHECK(all.money == by_hand);
    CHECK(all.calls == 5);
    CHECK(all.all_tokens() == Tokens(500 + 1500 + 900 + 1001 + 1000 + 5));
}

TEST_CASE("calls that are alike cost as much together as one by one", "[mechanism][session]") {
    const PriceCard prices = card();
    Pricer together(prices, true), apart(prices, true);
    together.add_alike(Pocket::loop, 3, 900, 100, 6);
    for (int i = 0; i < 3; ++i) apart.add(Pocket::loop, 1, 900, 100, 2, true);
    CHECK(together.money() == apart.money());
    CHECK(together.total()[Pocket::loop] == apart.total()[Pocket::loop]);
    CHECK(tokens(together.total()[Pocket::loop]) == std::vector<std::int64_t>{0, 300, 2400, 6});
}

TEST_CASE("without a cache every call sends its context as plain input", "[mechanism][session]") {
    PriceCard no_reads = card();
    no_reads.caches = false;
    for (const Spend& spend : {one(card(), false, 3, 300, 100, 6, true), one(no_reads, true, 3, 300, 100, 6, true)}) {
        CHECK(tokens(spend) == std::vector<std::int64_t>{1200, 0, 0, 6});
        CHECK(spend.money == at(1200, 4) + at(6, 20));
    }
}

TEST_CASE("a model that charges nothing extra for cache writes bills them as input", "[mechanism][session]") {
    PriceCard prices = card();
    prices.bills_cache_writes = false;
    const Spend spend = one(prices, true, 1, 900, 100, 0, true);
    CHECK(tokens(spend) == std::vector<std::int64_t>{100, 0, 800, 0});
    CHECK(spend.money == at(100, 4) + at(800, 0.4));
}

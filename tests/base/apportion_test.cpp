// Parts of money are exact: they sum to the whole, and none is a pico off.
#include "sim/base/apportion.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <numeric>

using namespace burncast;

namespace {

Money picos(Int128 n) { return Money::from_picos(n); }
Money dollars(double units) { return Money::from_units(units); }

Money sum(const std::vector<Money>& all) { return std::accumulate(all.begin(), all.end(), Money()); }

Instant day(unsigned month, unsigned day) {
    using namespace std::chrono;
    return Instant::at(sys_days(year(2026) / std::chrono::month(month) / std::chrono::day(day)));
}

}  // namespace

TEST_CASE("a part of a sum is rounded down, however large the numbers are", "[base]") {
    STATIC_REQUIRE(part_of(Money::from_picos(10), 1, 3) == Money::from_picos(3));
    STATIC_REQUIRE(part_of(Money::from_picos(10), 3, 3) == Money::from_picos(10));
    STATIC_REQUIRE(part_of(Money::from_picos(10), 0, 3) == Money());
    const Int128 huge = (Int128{1} << 100) + 7;  // 2^100 · 2^100 would not fit into any integer
    CHECK(part_of(picos(huge - 1), huge - 1, huge) == picos(huge - 2));
    CHECK(part_of(picos(huge), huge / 3, huge) == picos(huge / 3));
    CHECK(part_of(picos(5 * huge + 3), huge / 2, huge) == picos(5 * (huge / 2) + 1));
}

TEST_CASE("a sum is split in proportion, to the last pico", "[base]") {
    CHECK(apportioned(picos(10), std::vector{picos(1), picos(1), picos(1)}) ==
          std::vector{picos(3), picos(3), picos(4)});
    CHECK(apportioned(dollars(90), std::vector{dollars(1), Money(), dollars(2)}) ==
          std::vector{dollars(30), Money(), dollars(60)});
    CHECK(apportioned(dollars(9), std::vector{Money(), Money(), Money()}) == std::vector(3, dollars(3)));
    CHECK(apportioned(dollars(9), std::vector<Money>()).empty());
    CHECK(apportioned(Tokens(10), std::vector{dollars(1), dollars(2)}) == std::vector{Tokens(3), Tokens(7)});
    CHECK(apportioned(Money(), std::vector{dollars(1), dollars(2)}) == std::vector{Money(), Money()});
}

TEST_CASE("parts sum to the whole, and no part is a pico away from its due", "[base]") {
    std::uint64_t state = 1;
    const auto any = [&state](int bits) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        return static_cast<Int128>(state >> (64 - bits));
    };
    for (int trial = 0; trial < 300; ++trial) {
        const Money whole = picos(any(60) * any(30));
        std::vector<Money> weights;
        for (int i = 0; i < 20; ++i) weights.push_back(picos(any(40) * any(trial % 40 + 1)));
        const std::vector<Money> parts = apportioned(whole, weights);
        REQUIRE(sum(parts) == whole);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const Int128 due = part_of(whole, weights[i].picos(), sum(weights).picos()).picos();
            CHECK(parts[i].picos() >= due - 1);
            CHECK(parts[i].picos() <= due + 1);
        }
    }
}

TEST_CASE("a taken part is never more than what it is taken from", "[base]") {
    const std::vector<Money> weights{picos(1), picos(2), picos(1), picos(7), Money()};
    for (int whole = 0; whole <= 11; ++whole) {
        const std::vector<Money> parts = apportioned(picos(whole), weights);
        for (std::size_t i = 0; i < parts.size(); ++i) CHECK(parts[i] <= weights[i]);
    }
}

TEST_CASE("a month's fee goes by time, and parts of the month sum to it", "[base]") {
    const Instant first = day(6, 1), after = day(7, 1);
    CHECK(pro_rata(dollars(30), first, after, first, after) == dollars(30));
    CHECK(pro_rata(dollars(30), day(6, 11), day(6, 21), first, after) == dollars(10));
    CHECK(pro_rata(dollars(30), day(6, 11), day(6, 11), first, after) == Money());
    Money parts;
    for (unsigned d = 1; d <= 30; ++d)
        parts += pro_rata(dollars(19.99), day(6, d), d < 30 ? day(6, d + 1) : after, first, after);
    CHECK(parts == dollars(19.99));
}

TEST_CASE("a discount is exact to the nearest pico", "[base]") {
    CHECK(scaled(dollars(100), 0.85) == dollars(85));
    CHECK(scaled(dollars(100), 2) == dollars(200));
    CHECK(scaled(dollars(100), 0) == Money());
    CHECK(scaled(picos(1), 0.5) == picos(1));
    CHECK(scaled(dollars(1e9), 0.333333333) == picos(Int128{333'333'333} * 1'000'000'000'000));
}

#include "sim/base/money.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <concepts>
#include <vector>

using namespace burncast;

namespace {
Int128 billion(std::int64_t n) { return static_cast<Int128>(n) * 1'000'000'000; }
}  // namespace

TEST_CASE("money adds up exactly where a double does not", "[base]") {
    Money sum;
    double wrong = 0;
    for (int i = 0; i < 1'000'000; ++i) {
        sum += Money::from_units(0.1);
        wrong += 0.1;
    }
    CHECK(sum == Money::from_units(100'000));
    CHECK(wrong != 100'000);
}

TEST_CASE("a sum of money does not depend on its order", "[base]") {
    std::vector<Money> bills;
    for (std::int64_t i = 0; i < 5'000; ++i)
        bills.push_back(Tokens(1 + i * i * 7'919) * Price::from_picos_per_token(3'625 * (1 + i % 97)));
    Money forward;
    for (const Money bill : bills) forward += bill;
    Money backward;
    std::reverse(bills.begin(), bills.end());
    for (const Money bill : bills) backward += bill;
    CHECK(forward == backward);
    for (const Money bill : bills) forward -= bill;
    CHECK(forward == Money());
}

TEST_CASE("tokens times a price is exact", "[base]") {
    CHECK(Tokens(1'000'000) * Price::per_million(3) == Money::from_units(3));
    CHECK(Tokens(1) * Price::per_million(3) == Money::from_picos(3'000'000));
    CHECK(Tokens(0) * Price::per_million(3) == Money());
    CHECK(Tokens(-5) * Price::per_million(2) == Money::from_picos(-10'000'000));
    CHECK((Tokens(7) * Price::per_million(0.003625)).picos() == 7 * 3'625);
    // 603 bn tokens at $25/Mtok: 15 million dollars, past what 64 bits of picos hold
    CHECK((Tokens(603'000'000'000) * Price::per_million(25)).picos() == billion(15'075'000) * 1'000);
    CHECK((Tokens(603'000'000'000) * Price::per_million(25)).units() == 15'075'000);
}

TEST_CASE("a price keeps the decimals of a price list and rounds beyond them", "[base]") {
    CHECK(Price::per_million(0.003625).picos_per_token() == 3'625);
    CHECK(Price::per_million(0.1).picos_per_token() == 100'000);
    CHECK(Price::per_million(15).picos_per_token() == 15'000'000);
    CHECK(Price::per_million(0).picos_per_token() == 0);
    CHECK(Price::per_million(0.0000014).picos_per_token() == 1);
    CHECK(Price::per_million(0.0000016).picos_per_token() == 2);
    for (std::int64_t picos = 0; picos <= 30'000'000; picos += 997)  // what was quoted comes back
        REQUIRE(Price::per_million(Price::from_picos_per_token(picos).units_per_million()).picos_per_token() == picos);
}

TEST_CASE("a scaled price is the nearest one", "[base]") {
    CHECK(Price::per_million(2).scaled(1.65) == Price::per_million(3.3));
    CHECK(Price::per_million(3).scaled(0.5) == Price::per_million(1.5));
    CHECK(Price::from_picos_per_token(3).scaled(0.5).picos_per_token() == 2);
    CHECK(Price::from_picos_per_token(3'625).scaled(1.0) == Price::from_picos_per_token(3'625));
    CHECK(Price::from_picos_per_token(3'625).scaled(0.0) == Price());
}

TEST_CASE("money from units is the nearest pico, either side of zero", "[base]") {
    CHECK(Money::from_units(1.5).picos() == billion(1'500));
    CHECK(Money::from_units(-1.5).picos() == -billion(1'500));
    CHECK(Money::from_units(1.4e-12).picos() == 1);
    CHECK(Money::from_units(1.6e-12).picos() == 2);
    CHECK(Money::from_units(-1.6e-12).picos() == -2);
    CHECK(Money::from_units(11e6).picos() == billion(11'000'000) * 1'000);
    CHECK(Money::from_units(11e6).units() == 11e6);
}

TEST_CASE("money and tokens compare, also past 64 bits", "[base]") {
    const Money huge = Money::from_picos(billion(1'000'000'000) * billion(1'000'000'000));
    CHECK(huge > Money::from_units(1e12));
    CHECK(Money() - huge < Money());
    CHECK(huge + Money::from_picos(1) > huge);
    CHECK(huge - Money::from_picos(1) < huge);
    CHECK(huge <= huge);
    CHECK(Tokens(3) < Tokens(4));
    CHECK(Tokens(3) * 4 == Tokens(12));
    CHECK(Tokens(3) - Tokens(4) == Tokens(-1));
    CHECK(Tokens(9'000'000'000'000).count() == 9'000'000'000'000);
}

TEST_CASE("tokens, money and prices cannot be mixed up", "[base]") {
    STATIC_REQUIRE_FALSE(std::convertible_to<std::int64_t, Tokens>);
    STATIC_REQUIRE_FALSE(std::convertible_to<double, Money>);
    STATIC_REQUIRE_FALSE(std::convertible_to<double, Price>);
    STATIC_REQUIRE_FALSE(std::equality_comparable_with<Tokens, Money>);
}

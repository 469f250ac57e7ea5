#include "sim/base/currency.hpp"

#include <catch2/catch.hpp>

using namespace burncast;

TEST_CASE("a currency is written with its first sign, or with its code", "[base]") {
    CHECK(currency_symbol("USD") == "$");
    CHECK(currency_symbol("CNY") == "¥");
    CHECK(currency_symbol("JPY") == "¥");
    CHECK(currency_symbol("INR") == "₹");
    CHECK(currency_symbol("CHF") == "CHF ");
}

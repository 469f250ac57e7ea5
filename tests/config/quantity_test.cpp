#include "sim/config/quantity.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>
#include <string>
#include <vector>

using namespace burncast;

using D = Dimension;

TEST_CASE("quantities are read in their base units", "[config]") {
    struct Case {
        std::string text;
        Dimension dimension;
        double value;
        std::string currency = "USD";
    };
    const double month = 365.25 / 12;
    for (const Case& c : std::vector<Case>{
             {"30%", D::share, 0.3},
             {"0.3", D::share, 0.3},
             {"30 %", D::share, 0.3},
             {"0", D::share, 0},
             {"12.5%", D::share, 0.125},
             {"-5%", D::share, -0.05},
             {"7%", D::share, 0.07},
             {"1.5", D::number, 1.5},
             {"-1.1", D::number, -1.1},
             {"+2", D::number, 2},
             {"8k", D::number, 8000},
             {"1e3", D::number, 1000},
             {"1E-3", D::number, 0.001},
             {"1.2 M", D::number, 1.2e6},
             {"3 million", D::number, 3e6},
             {"0", D::number, 0},
             {"\xE2\x88\x92"
              "2",
              D::number, -2},
             {"2bn", D::number, 2e9},
             {"0.5tn", D::number, 5e11},
             {"5000", D::count, 5000},
             {"5k", D::count, 5000},
             {"1.5k", D::count, 1500},
             {"1e4", D::count, 10000},
             {"8k tok", D::tokens, 8000},
             {"1.2M tok", D::tokens, 1.2e6},
             {"603bn tok", D::tokens, 603e9},
             {"20k tokens", D::tokens, 20000},
             {"1 token", D::tokens, 1},
             {"5Mtok", D::tokens, 5e6},
             {"  300 tok ", D::tokens, 300},
             {"8ktok", D::tokens, 8000},
             {"$1500", D::money, 1500},
             {"$ 1500", D::money, 1500},
             {"$11M", D::money, 11e6},
             {"USD 3k", D::money, 3000},
             {"3k USD", D::money, 3000},
             {"-$5", D::money, -5},
             {"$-5", D::money, -5},
             {"+$5", D::money, 5},
             {"$0.000001", D::money, 1e-6},
             {"US$ 4", D::money, 4},
             {"€5", D::money, 5, "EUR"},
             {"5€", D::money, 5, "EUR"},
             {"5 EUR", D::money, 5, "EUR"},
             {"¥2M", D::money, 2e6, "CNY"},
             {"¥2M", D::money, 2e6, "JPY"},
             {"CNY 2M", D::money, 2e6, "CNY"},
             {"£3", D::money, 3, "GBP"},
             {"CHF 9", D::money, 9, "CHF"},
             {"$3/Mtok", D::price, 3},
             {"$0.000003/tok", D::price, 3},
             {"$3 / Mtok", D::price, 3},
             {"$3 per Mtok", D::price, 3},
             {"$0.003/ktok", D::price, 3},
             {"$3/1M tok", D::price, 3},
             {"$3/M tok", D::price, 3},
             {"$3 per million tokens", D::price, 3},
             {"$3/1M tokens", D::price, 3},
             {"$0.003/1k tokens", D::price, 3},
             {"¥16/Mtok", D::price, 16, "CNY"},
             {"$0.003625/Mtok", D::price, 0.003625},
             {"USD 3/Mtok", D::price, 3},
             {"45 s", D::duration, 45},
             {"5 min", D::duration, 300},
             {"2 h", D::duration, 7200},
             {"2h", D::duration, 7200},
             {"3 days", D::duration, 259200},
             {"1 day", D::duration, 86400},
             {"2 weeks", D::duration, 1209600},
             {"250 ms", D::duration, 0.25},
             {"1 h 30 min", D::duration, 5400},
             {"1.5 hours", D::duration, 5400},
             {"-5 min", D::duration, -300},
             {"0 s", D::duration, 0},
             {"20/day", D::rate, 20},
             {"1.5/h", D::rate, 36},
             {"3/week", D::rate, 3.0 / 7},
             {"1.0/month", D::rate, 1 / month},
             {"10/year", D::rate, 10 / 365.25},
             {"20 per day", D::rate, 20},
             {"20 / day", D::rate, 20},
             {"2%/month", D::rate, 0.02 / month},
             {"1k/min", D::rate, 1.44e6},
             {"0/day", D::rate, 0},
             {"-20%/year", D::relative_rate, -0.2},
             {"+5%/year", D::relative_rate, 0.05},
             {"5% per year", D::relative_rate, 0.05},
             {"-2%/month", D::relative_rate, std::pow(0.98, 12) - 1},
             {"10%/quarter", D::relative_rate, std::pow(1.1, 4) - 1},
             {"+65%", D::relative_change, 0.65},
             {"-20%", D::relative_change, -0.2},
             {"0%", D::relative_change, 0},
             {"$220k/year", D::money_rate, 220000},
             {"$1000/month", D::money_rate, 12000},
             {"USD 100 per day", D::money_rate, 36525},
         }) {
        INFO(c.text);
        const Parsed<double> read = parse_quantity(c.text, c.dimension, {c.currency});
        CHECK(read.wrong == "");
        REQUIRE(read.value);
        CHECK(*read.value == Approx(c.value).epsilon(1e-12).margin(1e-15));
    }
    CHECK(*parse_quantity("$0.003625/Mtok", D::price).value == 0.003625);
    CHECK(*parse_quantity("$11M", D::money).value == 11e6);
}

TEST_CASE("what is no quantity says why", "[config]") {
    struct Case {
        std::string text;
        Dimension dimension;
        std::string wrong;
    };
    for (const Case& c : std::vector<Case>{
             {"", D::number, "is empty"},
             {"  ", D::share, "is empty"},
             {"-", D::number, "is not a number"},
             {"abc", D::number, "is not a number"},
             {".nan", D::number, "is not a number"},
             {"nan", D::number, "is not a number"},
             {"inf", D::number, "is not a number"},
             {".inf", D::number, "is not a number"},
             {"-inf", D::number, "is not a number"},
             {"0x10", D::number, "is not a decimal number"},
             {"0b1", D::number, "is not a decimal number"},
             {"0o7", D::number, "is not a decimal number"},
             {"010", D::count, "has zeros in front"},
             {"007", D::number, "has zeros in front"},
             {"00", D::number, "has zeros in front"},
             {"00.5", D::number, "has zeros in front"},
             {"1e999", D::number, "is out of range"},
             {"1e-999", D::number, "is out of range"},
             {"1e18k", D::number, "is out of range"},
             {"99999999999999999999999", D::count, "is out of range"},
             {"5.", D::number, "ends in a point"},
             {".5", D::number, "write a 0 before the point"},
             {"1.2.3", D::number, "has two points"},
             {"5,000", D::count, "write large numbers without separators: 5000 or 5k"},
             {"5_000", D::count, "write large numbers without separators"},
             {"5'000", D::money, "write large numbers without separators"},
             {"$5,000", D::money, "write large numbers without separators"},
             {"1,5", D::number, "write large numbers without separators"},
             {"5 %", D::number, "takes no unit; “%” is too much"},
             {"5 m", D::number, "takes no unit"},
             {"--5", D::number, "is not a number"},
             {"1e", D::number, "takes no unit; “e” is too much"},
             {"5 5", D::number, "takes no unit"},
             {"1.5", D::count, "must be a whole number"},
             {"30 percent", D::share, "has an unknown unit “percent”; write 30% or 0.3"},
             {"30%%", D::share, "has an unknown unit"},
             {"8k", D::tokens, "lacks a unit; write it in tokens, like 8k tok"},
             {"8 toks", D::tokens, "has an unknown unit “toks”"},
             {"1500", D::money, "lacks a currency; write $1500"},
             {"$", D::money, "is empty"},
             {"1500 dollars", D::money, "has an unknown unit “dollars”"},
             {"€5", D::money, "is in another currency than the scenario, which is in USD"},
             {"¥5", D::money, "another currency"},
             {"EUR 5", D::money, "another currency"},
             {"$5 EUR", D::money, "has an unknown unit “EUR”"},
             {"$5m", D::money, "has an unknown unit “m”"},
             {"$3", D::price, "lacks a unit; write it per million tokens, like $3/Mtok"},
             {"3/Mtok", D::price, "lacks a currency"},
             {"$3/1 Mtoks", D::price, "has an unknown unit “Mtoks”"},
             {"8 1tok", D::tokens, "has an unknown unit"},
             {"$3/day", D::price, "has an unknown unit “day”"},
             {"€3/Mtok", D::price, "another currency"},
             {"$/Mtok", D::price, "is empty"},
             {"45", D::duration, "lacks a unit; write it in ms, s, min, h, days or weeks"},
             {"5 m", D::duration, "has an unknown unit “m”"},
             {"3 months", D::duration, "is no fixed length of time; write it in days or weeks"},
             {"1 year", D::duration, "is no fixed length"},
             {"1 h 30", D::duration, "lacks a unit"},
             {"1 h -30 min", D::duration, "is not a duration"},
             {"5 min,", D::duration, "is not a number"},
             {"20", D::rate, "lacks a unit; write it per s, min, h, day"},
             {"20/days", D::rate, "has an unknown unit “days”"},
             {"/day", D::rate, "is empty"},
             {"-20%", D::relative_rate, "lacks a unit"},
             {"-0.2/year", D::relative_rate, "must be a percentage, like -20%/year"},
             {"-20%/h", D::relative_rate, "has an unknown unit “h”"},
             {"-100%/month", D::relative_rate, "must be above -100%"},
             {"1e17%/day", D::relative_rate, "is out of range"},
             {"65%", D::relative_change, "must say up or down: +65% or -65%"},
             {"+0.65", D::relative_change, "must be a percentage with its sign"},
             {"$220k", D::money_rate, "lacks a unit"},
             {"$60/h", D::money_rate, "has an unknown unit “h”"},
             {"220k/year", D::money_rate, "lacks a currency"},
         }) {
        INFO(c.text);
        const Parsed<double> read = parse_quantity(c.text, c.dimension);
        CHECK_FALSE(read.value);
        CHECK_THAT(read.wrong, Catch::Contains(c.wrong));
    }
}

TEST_CASE("currencies go by their code and their sign", "[config]") {
    CHECK(parse_currency("EUR").value->code == "EUR");
    CHECK(parse_currency(" $ ").value->code == "USD");
    CHECK(parse_currency("€").value->symbol() == "€");
    CHECK(Currency{"CNY"}.symbol() == "¥");
    CHECK(Currency{"JPY"}.symbol() == "¥");
    CHECK(Currency{"CHF"}.symbol() == "CHF ");
    CHECK_THAT(parse_currency("¥").wrong, Catch::Contains("CNY or JPY"));
    CHECK_THAT(parse_currency("USA").wrong, Catch::Contains("did you mean USD?"));
    CHECK_FALSE(parse_currency("").value);
    CHECK_FALSE(parse_currency("dollars").value);
}

TEST_CASE("a written quantity reads back", "[config]") {
    for (const D dimension : {D::share, D::number, D::count, D::tokens, D::money, D::price, D::duration, D::rate,
                              D::relative_rate, D::relative_change, D::money_rate})
        for (const double value : {0.0, 1.0, 7.0, 60.0, 90.0, 1500.0, 8000.0, 86400.0, 123456.0, 1e6, 2.5e9, 1e15}) {
            for (const Currency& currency : {Currency{"USD"}, Currency{"CHF"}, Currency{"CNY"}}) {
                const std::string text = written(value, dimension, currency.symbol());
                INFO(text);
                const Parsed<double> read = parse_quantity(text, dimension, currency);
                CHECK(read.wrong == "");
                CHECK(read.value.value_or(-1) == Approx(value).epsilon(1e-11));
            }
        }
    CHECK(written(0.07, D::share) == "7%");
    CHECK(written(1e7, D::count) == "10M");
    CHECK(written(300, D::duration) == "5 min");
    CHECK(written(86400, D::duration) == "1 day");
    CHECK(written(0.25, D::duration) == "250 ms");
    CHECK(written(1e9, D::duration) == "1bn s");
    CHECK(written(1e15, D::money) == "$1000tn");
    CHECK(written(-5, D::money) == "-$5");
    CHECK(written(-0.2, D::relative_rate) == "-20%/year");
}

TEST_CASE("any text is a quantity or says why not", "[config]") {
    std::mt19937 engine(11);
    const auto pick = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(engine); };
    const std::vector<std::string> pieces = {"1",
                                             "0",
                                             "5",
                                             "9",
                                             ".",
                                             ",",
                                             "-",
                                             "+",
                                             "e",
                                             "k",
                                             "M",
                                             "bn",
                                             "%",
                                             "$",
                                             "€",
                                             "¥",
                                             " ",
                                             "/",
                                             "tok",
                                             "Mtok",
                                             "day",
                                             "h",
                                             "min",
                                             "s",
                                             "year",
                                             "per",
                                             "x",
                                             "nan",
                                             "inf",
                                             "USD",
                                             "\xE2\x88\x92",
                                             "\xff",
                                             "\t",
                                             "_"};
    for (int i = 0; i < 40'000; ++i) {
        std::string text;
        for (std::size_t n = pick(7); n > 0; --n) text += pieces[pick(pieces.size())];
        const auto dimension = static_cast<Dimension>(pick(11));
        const Parsed<double> read = parse_quantity(text, dimension);
        INFO(text);
        CHECK(read.value.has_value() == read.wrong.empty());
        if (read.value) CHECK(std::isfinite(*read.value));
    }
}

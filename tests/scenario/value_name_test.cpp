#include "sim/scenario/value_name.hpp"

#include <catch2/catch.hpp>

using namespace burncast;

TEST_CASE("a measure and its period", "[scenario]") {
    const Parsed<ValueName> name = parse_value_name("person_bill.p90.2026-03");
    REQUIRE(name);
    CHECK(name.value->measure == "person_bill.p90");
    CHECK(name.value->period == "2026-03");
    CHECK(name.value->unit == UnitKind::currency);
    for (const char* text : {"bill.total", "bill.useful.year", "tokens.cache_read.month", "waste_share.2026"})
        CHECK(parse_value_name(text));
}

TEST_CASE("a misspelt measure, cause or period is guessed", "[scenario]") {
    CHECK(parse_value_name("bil.total").wrong ==
          "there is no measure “bil” (`burncast describe measures` lists them) — did you mean bill?");
    CHECK(parse_value_name("waste-share.total").wrong.ends_with(" — did you mean waste_share?"));
    CHECK(parse_value_name("person_bill.p9.total").wrong.ends_with(" — did you mean person_bill.p90?"));
    CHECK(parse_value_name("bill_usefull.total").wrong.ends_with(" — did you mean bill.useful?"));
    CHECK(parse_value_name("zzzzzzzz.total").wrong.ends_with(" lists them)"));
    CHECK(parse_value_name("bill.2026-13").wrong ==
          "“2026-13” is no period (total, year, month, a year such as 2026 or a month such as 2026-03)");
}

TEST_CASE("a measure without a period, and nothing at all", "[scenario]") {
    CHECK(parse_value_name("person_bill.p90")
              .wrong.starts_with("“person_bill.p90” lacks its period: write person_bill.p90.total"));
    for (const char* text : {"", " ", ".", "bill.", ".total", "bill..total", "bill.total.total"})
        CHECK_FALSE(parse_value_name(text));
}

#include "sim/config/date.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace burncast;

TEST_CASE("dates are real days", "[config]") {
    CHECK(iso_date(*parse_date("2026-03-01").value) == "2026-03-01");
    CHECK(iso_date(*parse_date(" 2028-02-29 ").value) == "2028-02-29");
    CHECK(parse_date("1970-01-01").value->since_epoch() == 0);
    for (const std::string text : {"2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-01-00"})
        CHECK_THAT(parse_date(text).wrong, Catch::Contains("is not a day of the calendar"));
    for (const std::string text : {"", "2026", "2026-3-1", "01.03.2026", "2026/03/01", "2026-03-01T00:00", "tomorrow",
                                   "+026-03-01", "2026-03-0a"})
        CHECK_THAT(parse_date(text).wrong, Catch::Contains("is not a date like 2026-03-01"));
    for (const std::string text : {"1969-12-31", "2200-01-01", "0000-01-01"})
        CHECK_THAT(parse_date(text).wrong, Catch::Contains("between 1970 and 2199"));
}

TEST_CASE("spans count months and days", "[config]") {
    struct Case {
        std::string text;
        int months, days;
    };
    for (const Case& c : std::vector<Case>{{"12 months", 12, 0},
                                           {"1 year", 12, 0},
                                           {"30 days", 0, 30},
                                           {"2 weeks", 0, 14},
                                           {"1 quarter", 3, 0},
                                           {"1 year 6 months", 18, 0},
                                           {"1 month 3 days", 1, 3},
                                           {"0 days", 0, 0},
                                           {" 3  months ", 3, 0}}) {
        INFO(c.text);
        REQUIRE(parse_span(c.text).value);
        CHECK(*parse_span(c.text).value == Span{c.months, c.days});
    }
    struct Bad {
        std::string text, wrong;
    };
    for (const Bad& c : std::vector<Bad>{{"12", "lacks a unit"},
                                         {"1.5 years", "must be whole"},
                                         {"-1 month", "must not be negative"},
                                         {"", "is empty"},
                                         {"3 h", "has an unknown unit “h”; write it in days, weeks, months or years"},
                                         {"200 years", "longer than a century"},
                                         {"1e12 days", "longer than a century"},
                                         {"1 year 6", "lacks a unit"},
                                         {"year", "is not a number"},
                                         {"99 years 99 years", "longer than a century"}}) {
        INFO(c.text);
        CHECK_THAT(parse_span(c.text).wrong, Catch::Contains(c.wrong));
    }
}

TEST_CASE("a span leads to the same day of a later month", "[config]") {
    struct Case {
        std::string start;
        Span span;
        std::string end;
    };
    for (const Case& c : std::vector<Case>{{"2026-01-01", {12, 0}, "2027-01-01"},
                                           {"2026-01-31", {1, 0}, "2026-02-28"},
                                           {"2028-01-31", {1, 0}, "2028-02-29"},
                                           {"2026-12-15", {1, 0}, "2027-01-15"},
                                           {"2026-03-01", {0, 30}, "2026-03-31"},
                                           {"2026-01-31", {1, 1}, "2026-03-01"},
                                           {"2024-02-29", {12, 0}, "2025-02-28"}}) {
        INFO(c.start);
        CHECK(iso_date(c.span.after(*parse_date(c.start).value)) == c.end);
    }
    const Instant noon = *parse_date("2026-01-31").value + Duration::hours(12);
    CHECK(iso_time(Span{1, 0}.after(noon)) == "2026-02-28T12:00:00Z");
    CHECK(Span{12, 0}.about_days() == Approx(365.25));
}

TEST_CASE("a written span reads back", "[config]") {
    for (const Span span : {Span{12, 0}, Span{1, 0}, Span{0, 1}, Span{0, 30}, Span{5, 3}, Span{0, 0}}) {
        INFO(to_text(span));
        CHECK(*parse_span(to_text(span)).value == span);
    }
}

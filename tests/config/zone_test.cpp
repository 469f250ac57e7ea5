#include "sim/config/zone.hpp"

#include <catch2/catch.hpp>

#include "sim/config/date.hpp"

using namespace burncast;

namespace {
Instant at(const std::string& date, double hour = 0) { return *parse_date(date).value + Duration::hours(hour); }
}  // namespace

TEST_CASE("local clocks run ahead of or behind UTC, with daylight saving", "[config]") {
    CHECK(utc_offset_seconds("UTC", at("2026-01-01")) == 0);
    CHECK(utc_offset_seconds("America/Los_Angeles", at("2026-01-15")) == -8 * 3600);
    CHECK(utc_offset_seconds("America/Los_Angeles", at("2026-07-15")) == -7 * 3600);
    // Daylight saving begins on 2026-03-08 at 2:00 local, which is 10:00 UTC.
    CHECK(utc_offset_seconds("America/Los_Angeles", at("2026-03-08", 9.99)) == -8 * 3600);
    CHECK(utc_offset_seconds("America/Los_Angeles", at("2026-03-08", 10)) == -7 * 3600);
    CHECK(utc_offset_seconds("Europe/Berlin", at("2026-07-15")) == 2 * 3600);
    CHECK(utc_offset_seconds("Asia/Shanghai", at("2026-07-15")) == 8 * 3600);
    CHECK(utc_offset_seconds("Asia/Kolkata", at("2026-07-15")) == 19800);
}

TEST_CASE("unknown zones are known as such, and the nearest is found", "[config]") {
    CHECK(is_zone("UTC"));
    CHECK(is_zone("Europe/Berlin"));
    for (const char* text : {"", "Europe", "europe/berlin", "Nowhere/City", "../UTC", "/etc/passwd", "Europe/Berlin "})
        CHECK_FALSE(is_zone(text));
    CHECK(nearest_zone("Europe/Berlim") == "Europe/Berlin");
    CHECK(nearest_zone("Tokyo") == "Asia/Tokyo");
    CHECK(nearest_zone("CEST") == "Europe/Berlin");
    CHECK(nearest_zone("qqqqqqqq").empty());
}

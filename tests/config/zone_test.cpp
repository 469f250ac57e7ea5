#include "sim/config/zone.hpp"

#include <catch2/catch.hpp>

#include "sim/config/date.hpp"

using namespace burncast;

namespace {
Instant at(const std::string& date, double hour = 0) { return *parse_date(date).value + Duration::hours(hour); }
double hours_ahead(const std::string& zone, Instant t) { return Zone::named(zone).value().offset(t).in_hours(); }
}  // namespace

TEST_CASE("local clocks run ahead of or behind UTC, with daylight saving", "[config]") {
    CHECK(hours_ahead("UTC", at("2026-01-01")) == 0);
    CHECK(hours_ahead("America/Los_Angeles", at("2026-01-15")) == -8);
    CHECK(hours_ahead("America/Los_Angeles", at("2026-07-15")) == -7);
    // Daylight saving begins on 2026-03-08 at 2:00 local, which is 10:00 UTC.
    CHECK(hours_ahead("America/Los_Angeles", at("2026-03-08", 9.999)) == -8);
    CHECK(hours_ahead("America/Los_Angeles", at("2026-03-08", 10)) == -7);
    CHECK(hours_ahead("Europe/Berlin", at("2026-07-15")) == 2);
    CHECK(hours_ahead("Asia/Shanghai", at("2026-07-15")) == 8);
    CHECK(hours_ahead("Asia/Kolkata", at("2026-07-15")) == 5.5);
}

TEST_CASE("offsets are known at both ends of the dates that a scenario can name, and beyond", "[config]") {
    CHECK(hours_ahead("Europe/Berlin", at("1970-01-01")) == 1);
    CHECK(hours_ahead("Europe/Berlin", at("1970-01-01") + Duration::days(-30)) == 1);
    CHECK(hours_ahead("Europe/Lisbon", at("1994-01-15")) == 1);  // on Central European Time then, and on its own today
    CHECK(hours_ahead("Europe/Lisbon", at("2026-01-15")) == 0);
    CHECK(hours_ahead("Asia/Kolkata", at("2199-12-31")) == 5.5);
    CHECK(hours_ahead("Asia/Kolkata", at("2199-12-31") + Duration::days(40 * 365)) == 5.5);
}

TEST_CASE("a zone is known by its name, and a copy is the same zone", "[config]") {
    CHECK(Zone() == Zone::named("UTC").value());
    CHECK(Zone().name() == "UTC");
    const Zone berlin = Zone::named("Europe/Berlin").value(), copy = berlin;
    CHECK(copy == berlin);
    CHECK(copy == Zone::named("Europe/Berlin").value());
    CHECK_FALSE(copy == Zone::named("Europe/Paris").value());
    CHECK(copy.offset(at("2026-07-15")) == berlin.offset(at("2026-07-15")));
}

TEST_CASE("unknown zones are known as such, and the nearest is found", "[config]") {
    CHECK(Zone::named("Europe/Berlin"));
    for (const char* text : {"", "Europe", "europe/berlin", "Nowhere/City", "../UTC", "/etc/passwd", "Europe/Berlin ",
                             "localtime", "posixrules"})
        CHECK_FALSE(Zone::named(text));
    CHECK(nearest_zone("Europe/Berlim") == "Europe/Berlin");
    CHECK(nearest_zone("Tokyo") == "Asia/Tokyo");
    CHECK(nearest_zone("CEST") == "Europe/Berlin");
    CHECK(nearest_zone("qqqqqqqq").empty());
    CHECK(nearest_zone("localtime").empty());  // every machine would understand another one
}

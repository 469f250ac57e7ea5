#include "sim/config/calendar_text.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace burncast;

namespace {
using Days = std::array<bool, 7>;
constexpr Days every_day{true, true, true, true, true, true, true};
constexpr Days weekdays{true, true, true, true, true, false, false};
Zone zone(const std::string& name) { return Zone::named(name).value(); }
}  // namespace

TEST_CASE("working weeks are read in any order of days, hours and zone", "[config]") {
    struct Case {
        std::string text;
        WorkingWeek week;
    };
    for (const Case& c : std::vector<Case>{
             {"Mon-Fri 9:00-18:00 America/Los_Angeles", {weekdays, 9, 18, zone("America/Los_Angeles")}},
             {"13:00-19:00 UTC Mon-Fri", {weekdays, 13, 19, {}}},
             {"Mon – Fri 9:00 – 17:30", {weekdays, 9, 17.5, {}}},
             {"Mon-Fri 09:00 - 18:00", {weekdays, 9, 18, {}}},
             {"weekdays 9:00-18:00", {weekdays, 9, 18, {}}},
             {"monday-friday 9:00-18:00", {weekdays, 9, 18, {}}},
             {"9:00-18:00", {every_day, 9, 18, {}}},
             {"24/7", {every_day, 0, 24, {}}},
             {"24/7 UTC", {every_day, 0, 24, {}}},
             {"24/7 Europe/Berlin", {every_day, 0, 24, zone("Europe/Berlin")}},
             {"daily 22:00-6:00", {every_day, 22, 30, {}}},
             {"16:30-0:30", {every_day, 16.5, 24.5, {}}},
             {"0:00-24:00", {every_day, 0, 24, {}}},
             {"Sat,Sun 10:00-14:00", {{false, false, false, false, false, true, true}, 10, 14, {}}},
             {"Sat, Sun 10:00-14:00", {{false, false, false, false, false, true, true}, 10, 14, {}}},
             {"Fri-Mon 10:00-14:00", {{true, false, false, false, true, true, true}, 10, 14, {}}},
             {"Mon,Wed-Thu", {{true, false, true, true, false, false, false}, 0, 24, {}}},
             {"Sun-Thu 9:00-18:00 Asia/Jerusalem",
              {{true, true, true, true, false, false, true}, 9, 18, zone("Asia/Jerusalem")}},
             {"Mon-Fri 9:00-18:00 America/Port-au-Prince", {weekdays, 9, 18, zone("America/Port-au-Prince")}},
         }) {
        INFO(c.text);
        const Parsed<WorkingWeek> read = parse_working_week(c.text);
        CHECK(read.wrong == "");
        REQUIRE(read.value);
        CHECK(*read.value == c.week);
        const Parsed<WorkingWeek> again = parse_working_week(to_text(c.week));
        INFO(to_text(c.week));
        CHECK(again.value == c.week);
    }
}

TEST_CASE("what is no working week says which word", "[config]") {
    struct Case {
        std::string text, wrong;
    };
    for (const Case& c : std::vector<Case>{
             {"", "is empty"},
             {" , ", "is empty"},
             {"Mon-Fri 9-18", "has no hours like 9:00-18:00 in “9-18”"},
             {"Mon-Fri 9:00", "has no hours"},
             {"Mon-Fri 25:00-26:00", "has no hours"},
             {"Mon-Fri 9:60-18:00", "has no hours"},
             {"Mon-Fri 9:00-24:01", "has no hours"},
             {"9:00-9:00", "opens and closes at the same time"},
             {"24:00-6:00", "opens and closes at the same time"},
             {"9:00-12:00 13:00-18:00", "has hours twice"},
             {"24/7 Mon-Fri 9:00-18:00", "has hours twice"},
             {"Mon-Fri 24/7", "says 24/7 beside days or hours"},
             {"UTC UTC", "has two time zones"},
             {"Mon-Fri 9:00-18:00 America/Los_Angelos", "did you mean America/Los_Angeles?"},
             {"Mon-Fri 9:00-18:00 PST", "did you mean America/Los_Angeles?"},
             {"Mon-Fri 9:00-18:00 Berlin", "did you mean Europe/Berlin?"},
             {"Mon-Fry 9:00-18:00", "has neither a day, hours nor a time zone in “Mon-Fry”"},
             {"Mon-", "has neither a day"},
             {"-", "has neither a day"},
             {"../../etc/passwd", "has neither a day"},
         }) {
        INFO(c.text);
        CHECK_THAT(parse_working_week(c.text).wrong, Catch::Contains(c.wrong));
    }
}

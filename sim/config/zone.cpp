#include "sim/config/zone.hpp"

// The library as it is packaged reads the system's own database; its header has to be told the same.
#ifndef USE_OS_TZDB
#define USE_OS_TZDB 1
#endif
#include <date/tz.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <exception>
#include <utility>
#include <vector>

#include "sim/config/suggestion.hpp"

namespace burncast {

namespace {

// Null when there is no such zone, or no tz database on this machine.
const date::time_zone* find_zone(std::string_view zone) {
    try {
        return date::locate_zone(std::string(zone));
    } catch (const std::exception&) { return nullptr; }
}

std::vector<std::string> all_zones() {
    std::vector<std::string> names;
    try {
        for (const date::time_zone& zone : date::get_tzdb().zones) names.push_back(zone.name());
    } catch (const std::exception&) { names.clear(); }
    return names;
}

// Abbreviations that people write and the database does not have, because they say nothing about daylight saving.
constexpr std::array<std::pair<std::string_view, std::string_view>, 13> abbreviations{{
    {"PST", "America/Los_Angeles"},
    {"PDT", "America/Los_Angeles"},
    {"PT", "America/Los_Angeles"},
    {"MDT", "America/Denver"},
    {"CST", "America/Chicago"},
    {"CDT", "America/Chicago"},
    {"EDT", "America/New_York"},
    {"ET", "America/New_York"},
    {"BST", "Europe/London"},
    {"CEST", "Europe/Berlin"},
    {"IST", "Asia/Kolkata"},
    {"JST", "Asia/Tokyo"},
    {"KST", "Asia/Seoul"},
}};

}  // namespace

bool is_zone(std::string_view zone) { return zone == "UTC" || (!zone.empty() && find_zone(zone) != nullptr); }

std::string nearest_zone(std::string_view text) {
    for (const auto& [abbreviation, zone] : abbreviations)
        if (text == abbreviation) return std::string(zone);
    const std::vector<std::string> zones = all_zones();
    for (const std::string& zone : zones)  // a city alone
        if (zone.size() > text.size() && text.size() > 2 && zone.ends_with("/" + std::string(text))) return zone;
    return nearest(text, zones);
}

std::int64_t utc_offset_seconds(const std::string& zone, Instant t) {
    if (zone == "UTC") return 0;
    const date::time_zone* found = find_zone(zone);
    if (!found) return 0;
    const std::chrono::sys_seconds second = std::chrono::floor<std::chrono::seconds>(
        std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(t.since_epoch())));
    return found->get_info(second).offset.count();
}

}  // namespace burncast

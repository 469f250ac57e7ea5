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
#include <functional>
#include <iterator>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "sim/config/suggestion.hpp"

namespace burncast {

namespace {

// The zone of this machine: a scenario must mean the same on every other.
constexpr std::string_view here = "localtime";

// Null when there is no such zone, or no tz database on this machine.
const date::time_zone* find_zone(std::string_view zone) {
    if (zone == here) return nullptr;
    try {
        return date::locate_zone(std::string(zone));
    } catch (const std::exception&) { return nullptr; }
}

std::vector<std::string> all_zones() {
    std::vector<std::string> names;
    try {
        for (const date::time_zone& zone : date::get_tzdb().zones)
            if (zone.name() != here) names.push_back(zone.name());
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

std::shared_ptr<const Zone::Changes> Zone::read_changes(const std::string& name) {
    using namespace std::chrono;
    const date::time_zone* zone = find_zone(name);
    if (!zone) return nullptr;
    constexpr sys_days first = year(1970) / January / 1, last = year(2230) / January / 1;
    Changes changes;
    for (sys_seconds t = first; t < last;) {
        const date::sys_info info = zone->get_info(t);
        const Duration offset = Duration::milliseconds(milliseconds(info.offset).count());
        if (changes.empty() || changes.back().offset != offset)
            changes.push_back({Instant::from_epoch(milliseconds(t.time_since_epoch()).count()), offset});
        t = info.end;
    }
    return std::make_shared<const Changes>(std::move(changes));
}

std::optional<Zone> Zone::named(std::string_view name) {
    Zone zone;
    if (name == zone.name_) return zone;
    if (name.empty()) return std::nullopt;
    // A company has many teams in few zones: all of them share one table.
    static std::mutex mutex;
    static std::map<std::string, std::shared_ptr<const Changes>, std::less<>> known;
    const std::lock_guard<std::mutex> lock(mutex);
    const auto at = known.find(name);
    zone.name_ = name;
    zone.changes_ = at != known.end() ? at->second : read_changes(zone.name_);
    if (!zone.changes_) return std::nullopt;
    if (at == known.end()) known.emplace(zone.name_, zone.changes_);
    return zone;
}

Duration Zone::offset(Instant t) const {
    if (!changes_) return {};
    const auto after = std::upper_bound(changes_->begin(), changes_->end(), t,
                                        [](Instant when, const Change& change) { return when < change.from; });
    return (after == changes_->begin() ? *after : *std::prev(after)).offset;
}

std::string nearest_zone(std::string_view text) {
    for (const auto& [abbreviation, zone] : abbreviations)
        if (text == abbreviation) return std::string(zone);
    const std::vector<std::string> zones = all_zones();
    for (const std::string& zone : zones)  // a city alone
        if (zone.size() > text.size() && text.size() > 2 && zone.ends_with("/" + std::string(text))) return zone;
    return nearest(text, zones);
}

}  // namespace burncast

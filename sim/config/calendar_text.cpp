#include "sim/config/calendar_text.hpp"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <vector>

#include "sim/config/node.hpp"
#include "sim/config/number_text.hpp"
#include "sim/config/suggestion.hpp"

namespace burncast {

namespace {

using Days = std::array<bool, 7>;

constexpr std::array<std::string_view, 7> day_names{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                    "Friday", "Saturday", "Sunday"};

// Words, with the spaces around a dash taken out and every kind of dash made one.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words(1);
    bool glue = false;  // the last thing was a dash
    for (std::size_t i = 0; i < text.size(); ++i) {
        constexpr std::string_view en_dash = "\xE2\x80\x93";
        const bool wide = text.substr(i).starts_with(en_dash);
        if (wide || text[i] == '-') {
            while (words.size() > 1 && words.back().empty()) words.pop_back();
            words.back() += '-';
            i += wide ? en_dash.size() - 1 : 0;
            glue = true;
        } else if (text[i] == ' ' || text[i] == '\t' || text[i] == ',') {
            if (!words.back().empty() && !glue) words.emplace_back();
        } else {
            words.back() += text[i];
            glue = false;
        }
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

std::optional<std::size_t> day_of(std::string_view word) {
    if (word.size() < 3) return std::nullopt;
    for (std::size_t i = 0; i < day_names.size(); ++i)
        if (word.size() <= day_names[i].size() && edit_distance(word, day_names[i].substr(0, word.size())) == 0 &&
            (word.size() <= 4 || word.size() == day_names[i].size()))
            return i;
    return std::nullopt;
}

// Mon, Mon-Fri, Fri-Mon, weekdays, daily.
std::optional<Days> days_of(std::string_view word) {
    Days days{};
    if (word == "daily") return Days{true, true, true, true, true, true, true};
    if (word == "weekdays") return Days{true, true, true, true, true, false, false};
    if (word == "weekend" || word == "weekends") return Days{false, false, false, false, false, true, true};
    const std::size_t dash = word.find('-');
    const auto first = day_of(word.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : day_of(word.substr(dash + 1));
    if (!first || !last) return std::nullopt;
    for (std::size_t day = *first;; day = (day + 1) % days.size()) {
        days[day] = true;
        if (day == *last) return days;
    }
}

// 9:00 → 9, 17:30 → 17.5; 24:00 is allowed.
std::optional<double> hour_of(std::string_view word) {
    const std::size_t colon = word.find(':');
    if (colon == std::string_view::npos || colon < 1 || colon > 2 || word.size() != colon + 3) return std::nullopt;
    const auto digits = [](std::string_view text) {
        int n = 0;
        for (const char c : text) n = c >= '0' && c <= '9' && n >= 0 ? n * 10 + (c - '0') : -1;
        return n;
    };
    const int hour = digits(word.substr(0, colon));
    const int minute = digits(word.substr(colon + 1));
    if (hour < 0 || minute < 0 || minute > 59 || hour * 60 + minute > 24 * 60) return std::nullopt;
    return hour + minute / 60.0;
}

std::string put_hours(std::string_view word, WorkingWeek& week) {
    const std::size_t dash = word.find('-');
    const auto open = hour_of(word.substr(0, dash));
    const auto close = dash == std::string_view::npos ? std::nullopt : hour_of(word.substr(dash + 1));
    if (!open || !close) return "has no hours like 9:00-18:00 in “" + shown(word) + "”";
    if (*open == *close || *open == 24) return "opens and closes at the same time";
    week.open_hour = *open;
    week.close_hour = *close > *open ? *close : *close + 24;
    return {};
}

}  // namespace

Parsed<WorkingWeek> parse_working_week(std::string_view text, bool suggest) {
    using Result = Parsed<WorkingWeek>;
    WorkingWeek week;
    Days days{};
    bool has_days = false, has_hours = false, has_zone = false;
    const std::vector<std::string> words = words_of(text);
    if (words.empty()) return Result::fault("is empty");
    for (const std::string& word : words) {
        if (word == "24/7") {
            if (has_hours || has_days) return Result::fault("says 24/7 beside days or hours");
            has_hours = has_days = true;
            days.fill(true);
        } else if (const auto more = days_of(word)) {
            for (std::size_t i = 0; i < days.size(); ++i) days[i] = days[i] || (*more)[i];
            has_days = true;
        } else if (word[0] >= '0' && word[0] <= '9') {
            if (has_hours) return Result::fault("has hours twice; one stretch a day can be given");
            if (std::string wrong = put_hours(word, week); !wrong.empty()) return Result::fault(wrong);
            has_hours = true;
        } else if (const std::optional<Zone> zone = Zone::named(word)) {
            if (has_zone) return Result::fault("has two time zones");
            week.zone = *zone;
            has_zone = true;
        } else {
            const std::string near = suggest ? nearest_zone(word) : "";
            return Result::fault("has neither a day, hours nor a time zone in “" + shown(word) + "”" +
                                 (near.empty() ? "" : " — did you mean " + near + "?"));
        }
    }
    if (has_days) week.day = days;
    return Result::of(week);
}

std::string to_text(const WorkingWeek& week) {
    const auto clock = [](double hour) {
        const int minutes = static_cast<int>(hour * 60 + 0.5);
        char text[16];
        std::snprintf(text, sizeof text, "%d:%02d", minutes / 60, minutes % 60);
        return std::string(text);
    };
    std::string text;
    for (std::size_t i = 0; i < week.day.size();) {
        if (!week.day[i]) {
            ++i;
            continue;
        }
        std::size_t last = i;
        while (last + 1 < week.day.size() && week.day[last + 1]) ++last;
        text += (text.empty() ? "" : ",") + std::string(day_names[i].substr(0, 3));
        if (last > i) text += (last > i + 1 ? "-" : ",") + std::string(day_names[last].substr(0, 3));
        i = last + 1;
    }
    const double close = week.close_hour > 24 ? week.close_hour - 24 : week.close_hour;
    return text + " " + clock(week.open_hour) + "-" + clock(close) + " " + week.zone.name();
}

}  // namespace burncast

#include "sim/base/time.hpp"

#include <cstdio>

namespace burncast {

std::string iso_date(Instant t) {
    const std::chrono::year_month_day date{t.day()};
    char text[24];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text;
}

std::string iso_time(Instant t) {
    const std::int64_t second = (t - Instant::at(t.day())).in_milliseconds() / 1000;
    char text[16];
    std::snprintf(text, sizeof text, "T%02d:%02d:%02dZ", static_cast<int>(second / 3600),
                  static_cast<int>(second / 60 % 60), static_cast<int>(second % 60));
    return iso_date(t) + text;
}

}  // namespace burncast

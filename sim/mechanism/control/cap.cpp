#include "sim/mechanism/control/cap.hpp"

#include <chrono>

namespace burncast {

Instant next_reset(CapPeriod period, Instant t) {
    using namespace std::chrono;
    const sys_days today = t.day();
    const year_month_day date{today};
    switch (period) {
        case CapPeriod::day:
            return Instant::at(today + days(1));
        case CapPeriod::week:
            return Instant::at(today + (days(7) - (weekday(today) - Monday)));
        case CapPeriod::month:
            return Instant::at(sys_days((date.year() / date.month() + months(1)) / 1));
        case CapPeriod::quarter: {
            const unsigned into = (static_cast<unsigned>(date.month()) - 1) % 3;
            return Instant::at(sys_days((date.year() / date.month() + months(3 - static_cast<int>(into))) / 1));
        }
        case CapPeriod::year:
            return Instant::at(sys_days((date.year() + years(1)) / January / 1));
        case CapPeriod::total:
            break;
    }
    return Instant::never();
}

}  // namespace burncast

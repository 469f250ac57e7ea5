#include "sim/role/limit_period.hpp"

#include <chrono>

#include "sim/config/date.hpp"

namespace burncast {

namespace {

// The first whole number of such steps since the epoch that lies after t.
Instant next_multiple(Instant t, Duration step) {
    const std::int64_t of = step.in_milliseconds(), now = t.since_epoch();
    const std::int64_t begun = now / of - (now % of < 0 ? 1 : 0);
    return t + Duration::milliseconds((begun + 1) * of - now);
}

Instant next_plan_year(Instant t, Instant start) {
    Instant reset = start;
    for (int years = 1; !(t < reset); ++years) reset = Span{12 * years, 0}.after(start);
    return reset;
}

}  // namespace

Instant next_reset(LimitPeriod period, Instant t, Instant start) {
    using namespace std::chrono;
    const sys_days today = t.day();
    const year_month_day date{today};
    switch (period) {
        case LimitPeriod::minute:
            return next_multiple(t, Duration::seconds(60));
        case LimitPeriod::hour:
            return next_multiple(t, Duration::hours(1));
        case LimitPeriod::day:
            return Instant::at(today + days(1));
        case LimitPeriod::week:
            return Instant::at(today + (days(7) - (weekday(today) - Monday)));
        case LimitPeriod::month:
            return Instant::at(sys_days((date.year() / date.month() + months(1)) / 1));
        case LimitPeriod::quarter: {
            const unsigned into = (static_cast<unsigned>(date.month()) - 1) % 3;
            return Instant::at(sys_days((date.year() / date.month() + months(3 - static_cast<int>(into))) / 1));
        }
        case LimitPeriod::year:
            return Instant::at(sys_days((date.year() + years(1)) / January / 1));
        case LimitPeriod::plan_year:
            return next_plan_year(t, start);
        case LimitPeriod::total:
        case LimitPeriod::budget:
            break;
    }
    return Instant::never();
}

}  // namespace burncast

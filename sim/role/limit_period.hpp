// How long a limit counts before it begins anew. Days, weeks (from Monday) and calendar months are those of UTC.
#pragma once

#include "sim/base/time.hpp"

namespace burncast {

enum class LimitPeriod : unsigned char {
    minute,
    hour,
    day,
    week,
    month,
    quarter,
    year,
    plan_year,  // twelve months from the start of the run, wherever in the calendar that is
    total,
    budget,  // of the scenario's budget: whoever makes a limit puts Setting::plan in its place
};

// The first reset after t of a run that begins at `start`; Instant::never() for the total.
[[nodiscard]] Instant next_reset(LimitPeriod period, Instant t, Instant start);

}  // namespace burncast

// A spend cap: once the spend counted in a period has reached the amount, further calls are refused until it resets.
//
// The gateway compares what has been spent so far, so the call that crosses the line is still served: spend ends at
// most one call above the amount. Periods are UTC, weeks begin on Monday. `block` refuses: the session in progress ends
// there, without a result, and new tasks are not begun. A cap on a person counts what people start themselves:
// background agents belong to nobody, so cap their team. Leaves out: lag of the gateway and parallel overshoot, and
// what people do instead (they wait, ask, or go elsewhere); both make real caps leakier.
#pragma once

#include <string>

#include "sim/base/money.hpp"
#include "sim/base/time.hpp"
#include "sim/config/table.hpp"

namespace burncast {

enum class CapScope : unsigned char { person, team, company };
enum class CapPeriod : unsigned char { day, week, month, quarter, year, total };
enum class OnHit : unsigned char { block };
enum class ControlKind : unsigned char { cap };

struct CapParams {
    ControlKind kind = ControlKind::cap;
    CapScope scope = CapScope::person;
    CapPeriod period = CapPeriod::month;
    Money amount;
    OnHit on_hit = OnHit::block;
    std::optional<Reference> team;  // absent: the cap holds for every team
};

[[nodiscard]] const Table<CapParams>& cap_table();

// The first reset after t; Instant::never() for a cap on the total.
[[nodiscard]] Instant next_reset(CapPeriod period, Instant t);

}  // namespace burncast

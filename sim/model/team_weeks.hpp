// What each team spent and got done in each week of a run, for those who compare teams. Nobody pays for it who does not
// ask.
//
// Weeks are counted from an anchor, the day on which a policy begins, and back from it; the first and the last may be
// parts of one. Money is at list prices: what is paid by a contract of the whole company is not one team's.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/world/ledger.hpp"

namespace burncast {

struct TeamWeek {
    Money spend;
    Tokens tokens;
    std::int64_t accepted = 0;  // tasks of own work
};

class TeamWeeks {
public:
    struct Week {
        Instant from, until;
        std::vector<TeamWeek> teams;
        [[nodiscard]] bool whole() const { return until - from == Duration::days(7); }
    };

    explicit TeamWeeks(Instant anchor) : anchor_(anchor) {}

    void begin(Instant start, std::size_t teams) {
        from_ = start;
        so_far_.assign(teams, {});
    }
    // At every midnight, and at the end of the run.
    void end_of_day(Instant now, bool last, const Ledger& ledger);

    [[nodiscard]] const std::vector<Week>& weeks() const { return weeks_; }

private:
    Instant anchor_, from_;
    std::vector<TeamWeek> so_far_;  // by team, since the start
    std::vector<Week> weeks_;
};

}  // namespace burncast

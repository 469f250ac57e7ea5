// Value: what the accepted results of own work are worth to a company, and what people's time for them costs it.
//
//   w         what an hour of somebody of the team costs: salary · (1 + overhead) / (12 · hours)
//   lasting   H − lost · R          H human hours that the accepted results would have taken, R those of them that
//                                   come back as rework
//   absorbed  min(lasting, A · people · months)     of a team in a month; A what the company can absorb
//   V         worth · w · absorbed
//   work      w · Σ h / (1 + g)     people's time on the H hours, g their gain with the model (skill.hpp)
//   repair    w · Σ h / (1 + g)     … on accepted bug fixes and rework
//   review    w · share · Σ h       h of the results that people are asked to review
//   ROI       (V − work − review − repair − bill) / bill
// The labour saved, w · Σ h · g / (1 + g), is no second term beside V: where every result lasts, is absorbed and is
// worth what it would have cost by hand, V − work *is* the labour saved, and to add it would count those hours twice.
// It is a yardstick: it moves nothing, and is the same under every policy. Without a skill nobody knows how much faster
// people are: then work, repair and ROI have no value. With m_w pieces of rework a result (quality.hpp), e^(−m_w) last.
// Everything counts in the month in which a result is accepted; a review, in that in which it is asked for.
//
// The cap is hard. S026 is of a company with nothing to absorb more than it had; what is beyond the cap is worth
// nothing, now or later, so months of uneven load lose too much. Without `absorbs` everything is absorbed (too good). A
// result that is done again is worth nothing then either (too low, unless `lost_by_rework` is lower). Results of
// background agents take nobody's time and come back to nobody (too good); a team of agents alone absorbs nothing once
// there is a cap. Leaves out people's time for gaming, side jobs and unaccepted repairs, what technical debt adds to
// their work, and what bugs cost others (all too good), what is worth more for being there sooner (too low), and work
// that people do without a model.
#pragma once

#include <optional>
#include <vector>

#include "sim/base/id.hpp"
#include "sim/base/time.hpp"
#include "sim/config/table.hpp"
#include "sim/world/ledger.hpp"

namespace burncast {

struct ValueParams {
    double worth = 1;
    double overhead = 0.35;
    Duration hours = Duration::hours(168);
    double lost_by_rework = 1;
    std::optional<Duration> absorbs;
    double review = 0.25;
};

[[nodiscard]] const Table<ValueParams>& value_table();

// What the tasks of a team, or of several, came to.
struct Worth {
    double accepted = 0, lasting = 0, absorbed = 0;  // human hours
    double value = 0;                                // units of currency, as the following
    double saved = 0;
    double work = 0, review = 0, repair = 0;

    Worth& operator+=(const Worth& other);
};

struct Yardstick {
    struct Team {
        double hour = 0;  // what it costs, in units of currency
        double people = 0;
    };
    ValueParams params;
    std::vector<Team> teams;

    // `salary` a year.
    void add_team(double salary, double people);
    // Of what a team did in a calendar month, of which so much is in the run.
    [[nodiscard]] Worth measure(const TaskCounts& tasks, TeamId team, double months) const;
};

}  // namespace burncast

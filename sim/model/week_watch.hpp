// How many people were active, that is, had a model called, in each week of the run: Monday to Sunday, UTC, whole weeks
// alone.
#pragma once

#include <chrono>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/world/person.hpp"

namespace burncast {

class WeekWatch {
public:
    // At the start and at every midnight; `records` of people alone.
    void end_of_day(Instant now, std::span<const Record> records) {
        if (std::chrono::weekday(now.day()) != std::chrono::Monday) return;
        double active = 0;
        const bool first = calls_before_.empty();
        calls_before_.resize(records.size());
        for (std::size_t i = 0; i < records.size(); ++i) {
            active += records[i].calls > calls_before_[i] ? 1 : 0;
            calls_before_[i] = records[i].calls;
        }
        const bool whole = !first && !records.empty();
        if (whole) weeks_.push_back({now, active / static_cast<double>(records.size())});
    }

    // The mean share over the weeks that lie in [from, until); NaN when none does.
    [[nodiscard]] double active_share(Instant from, Instant until) const {
        double sum = 0;
        int weeks = 0;
        for (const Week& week : weeks_) {
            if (week.end + Duration::days(-7) < from || until < week.end) continue;
            sum += week.active;
            ++weeks;
        }
        return weeks > 0 ? sum / weeks : std::numeric_limits<double>::quiet_NaN();
    }

private:
    struct Week {
        Instant end;
        double active = 0;  // share of people
    };
    std::vector<std::int64_t> calls_before_;  // by person, at the end of the last week; empty before the first
    std::vector<Week> weeks_;
};

}  // namespace burncast

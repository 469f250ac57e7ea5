// Demand: when people start tasks, and what background agents do day and night.
//
// A person's tasks of one kind are a renewal process in the team's operational time (activity_clock.hpp) with rate
// rate · Λ_i; Λ_i = LN(1, spread) is personal (1.05–1.3 among active users, 1.65 over all staff: L006, L011). Gaps are
// Gamma with the given shape and mean 1: shape 1 is Poisson, 0.3–0.6 clusters tasks as measured logs do (L143). The
// rate is that of the median person; the mean person's is e^{spread²/2} times as high.
// Background agents tick on a flat clock: Poisson at `rate`, or every so often with a phase of their own (S104).
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/config/calendar_text.hpp"
#include "sim/config/table.hpp"
#include "sim/mechanism/demand/activity_clock.hpp"
#include "sim/random/law.hpp"
#include "sim/random/stream.hpp"
#include "sim/world/price_card.hpp"
#include "sim/world/task.hpp"

namespace burncast {

// The company-wide side of demand.
struct DemandParams {
    double day_spread = 0.2;  // log-sd of the day factor, whose mean is 1
    double clustering = 0.5;  // shape of the gaps
    double lunch = 0.5;       // activity at lunch, relative to the open hours
    double night = 0.05;      // outside the open hours
    double weekend = 0.15;    // of a working day
};

struct IntensityParams {
    double spread = 1.1;  // log-sd of personal intensity
};

// One kind of task that people of a team have, and how they have it done.
struct WorkParams {
    double rate = 0;  // per working day of the median person
    Reference session;
    Reference model;
    Lane lane = Lane::standard;
    Law difficulty;            // human minutes
    double vague = 0.3;        // probability that the request is vague
    double impossible = 0.03;  // probability that no try can succeed
};

// Agents that nobody starts.
struct BackgroundParams {
    std::int64_t count = 1;
    std::optional<double> rate;     // tasks per day and agent
    std::optional<Duration> every;  // or one task each such interval
    Reference session;
    Reference model;
    Lane lane = Lane::standard;
    Law difficulty;
    double vague = 0;
    double impossible = 0.03;
};

[[nodiscard]] const Table<DemandParams>& demand_table();
[[nodiscard]] const Table<IntensityParams>& intensity_table();
[[nodiscard]] const Table<WorkParams>& work_table();
[[nodiscard]] const Table<BackgroundParams>& background_table();

// The activity of each hour from `start` to `end` for one team; `day_factor[d]` is for the d-th UTC day.
[[nodiscard]] std::vector<double> hourly_activity(const DemandParams& demand, const WorkingWeek& week, Instant start,
                                                  Instant end, const std::vector<double>& day_factor);
// The same for what people do beside their work: at lunch, outside the open hours and on days off, evenly; from start to
// end as much in all as working hours have, so that equal rates are equally many tasks.
[[nodiscard]] std::vector<double> off_peak_activity(const DemandParams& demand, const WorkingWeek& week, Instant start,
                                                    Instant end);
// The same for background agents: a day is a day.
[[nodiscard]] std::vector<double> flat_activity(Instant start, Instant end);

// The activity of an open hour at full weight on an ordinary day.
[[nodiscard]] double undisturbed_hour(const DemandParams& demand, const WorkingWeek& week);

// How tasks of one kind follow one another, in units of their mean gap.
struct Gaps {
    bool regular = false;   // one every unit
    double clustering = 1;  // else Gamma of this shape; 1 is Poisson

    [[nodiscard]] double next(Stream& arrivals) const {
        if (regular) return 1;
        return clustering == 1 ? arrivals.exponential() : arrivals.gamma(clustering) / clustering;
    }
    // From any moment to the first task of a process that has long been going: a uniform part of a length-biased gap.
    // So the expected number of tasks is the integral of the rate, whatever the clustering.
    [[nodiscard]] double first(Stream& arrivals) const {
        if (regular) return arrivals.uniform();
        if (clustering == 1) return arrivals.exponential();
        return arrivals.uniform() * arrivals.gamma(clustering + 1) / clustering;
    }
};

[[nodiscard]] inline TaskNeed draw_need(const Law& difficulty, double vague, double impossible, Stream& need) {
    TaskNeed task;
    task.human_minutes = difficulty.draw(need) / 60;
    task.vague = need.chance(vague);
    task.impossible = need.chance(impossible);
    return task;
}

}  // namespace burncast

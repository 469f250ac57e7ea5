// Operational time: how many working days' worth of activity have passed by any instant.
//
// A team's activity runs at s(t)·Z_d: a working-day shape with two humps around a lunch dip, a low night and a weekend,
// in local time; times a day factor with mean 1, shared by the whole company. One unit is one ordinary working day, so
// that a rate of 6/day is six tasks on a working day. A source that is a Poisson or Gamma-renewal process in this time
// is the Cox process of the model in real time. Background agents have a flat clock.
//
// Shape: weight 1 in the open hours, `lunch` from two fifths to three fifths of the way through them, `night` outside,
// everything times `weekend` on days off. Within an hour activity is even. Leaves out holidays and time off.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/time.hpp"

namespace burncast {

class ActivityClock {
public:
    // `hourly[k]` is the activity of the k-th hour after `start`; nonnegative. `undisturbed` is that of an hour at full
    // weight on an ordinary day.
    ActivityClock(Instant start, const std::vector<double>& hourly, double undisturbed = 1.0 / 24);

    // Activity from the start until t; before the start 0, after the end the total.
    [[nodiscard]] double at(Instant t) const;
    // The first instant at which the activity reaches `amount`, which is not negative; Instant::never() past the end.
    [[nodiscard]] Instant when(double amount) const;
    // When as much activity has passed since t as in so much undisturbed time; Instant::never() past the end.
    [[nodiscard]] Instant after(Instant t, Duration undisturbed) const;

    friend bool operator==(const ActivityClock&, const ActivityClock&) = default;

private:
    static constexpr std::int64_t hour_ms = 3'600'000;
    Instant start_;
    std::vector<double> until_;  // activity until the beginning of hour k; one more than there are hours
    // Where when() begins to look: the activity in as many even parts as there are hours, and the hour each begins in.
    double parts_per_activity_ = 0;
    std::vector<std::uint32_t> hour_of_part_;
    double undisturbed_;  // activity of such an hour
};

}  // namespace burncast

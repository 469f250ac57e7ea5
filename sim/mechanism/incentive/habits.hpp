// What people are used to: the incentives they know, their efforts, and how they hand in work.
//
// An incentive that a policy changes stays the one they know as long as it shows the same under the same name. One that
// shows something else, or comes back after its end, is new: it is read on the policy's day, and asks for whole weeks
// from then on. One that has ended is forgotten.
#pragma once

#include <span>
#include <vector>

#include "sim/mechanism/incentive/effort.hpp"
#include "sim/mechanism/incentive/gap.hpp"
#include "sim/role/mechanism.hpp"

namespace burncast {

// By person, unless said otherwise.
struct Habits : Memory {
    Habits(std::size_t people, std::size_t teams);

    std::vector<KnownRule> known;  // in the order of the rules that were met
    std::vector<double> knacks;    // what they make of a leverage, relative to the median person
    std::vector<Effort> now, best;
    std::vector<double> most;               // gaming at its highest
    std::vector<double> tasks;              // of gaming a working day, for a person of intensity 1 and an effort of 1
    std::vector<double> parts, most_parts;  // by team: that a task is handed in as, and at their highest
    Instant last;                           // when efforts moved
    Begun begun;

    void meet(std::span<const IncentiveRule> rules, Instant now);
    // Whether there was any.
    bool forget_ended(Instant now);
    // Efforts and parts on their way for so many days.
    void move(double days, const EffortParams& effort);
    // The effort that gaming takes: at this pace there is not more to begin.
    [[nodiscard]] double gaming_of(std::size_t i, const Person& person, double pace) const;
};

}  // namespace burncast

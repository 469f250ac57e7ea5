// What a task is for. It is set once, when the task is made, and with what happened to the task it gives the cause of
// every token: own work is told apart by how it went, everything else keeps its own name whatever happened.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "sim/world/cause.hpp"

namespace burncast {

enum class Purpose : unsigned char {
    own_work,  // what the company pays for
    gaming,    // what feeds a metric
    side_job,  // somebody's private work
    bug_fix,   // work that comes back: a defect in what was accepted
    rework,    // … something accepted that has to be done again
    review,    // … reading what others, or agents, have made
};
inline constexpr std::array<std::string_view, 6> purpose_names = {"own",     "gaming", "side_job",
                                                                  "bug_fix", "rework", "review"};
inline constexpr std::size_t purpose_count = purpose_names.size();

[[nodiscard]] constexpr std::size_t index(Purpose purpose) { return static_cast<std::size_t>(purpose); }

// The cause of tokens that own work would book as `own`.
[[nodiscard]] constexpr Cause cause_for(Purpose purpose, Cause own) {
    switch (purpose) {
        case Purpose::own_work:
            return own;
        case Purpose::gaming:
            return Cause::gaming;
        case Purpose::side_job:
            return Cause::side_job;
        case Purpose::bug_fix:
            return Cause::bug_fix;
        case Purpose::rework:
            return Cause::rework;
        case Purpose::review:
            return Cause::review;
    }
    return own;
}

}  // namespace burncast

// Why a token was spent. Every token has exactly one cause; their money sums to the bill to the last digit.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace burncast {

enum class Cause : unsigned char {
    useful,        // the try of a task whose result was accepted
    failed,        // a first try that ended without an accepted result
    auto_retry,    // what software spent on calls that failed
    manual_retry,  // later tries that ended without an accepted result
    loop,          // calls that go in circles: of a stuck agent, or replies that nobody needs
    gaming,
    side_job,
    bug_fix,
    rework,
    review,
    unused,  // money alone: what a contract was paid for that nobody used
};

inline constexpr std::array<std::string_view, 11> cause_names = {"useful", "failed", "auto_retry", "manual_retry",
                                                                 "loop",   "gaming", "side_job",   "bug_fix",
                                                                 "rework", "review", "unused"};
inline constexpr std::size_t cause_count = cause_names.size();
// The first so many tell how own work went; each of the others but `unused` is a purpose of its own
// (sim/world/purpose.hpp). They are reported where a mechanism brings work of that purpose, `unused` where there are
// contracts.
inline constexpr std::size_t own_cause_count = 5;

[[nodiscard]] constexpr std::size_t index(Cause cause) { return static_cast<std::size_t>(cause); }

}  // namespace burncast

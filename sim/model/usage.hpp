// What a company, or a part of it, did in a period; and how each measure is read from that.
#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "sim/world/ledger.hpp"

namespace burncast {

// The people who were active; each list is ascending.
struct Persons {
    std::vector<double> bills, tokens;
    double correlation = std::numeric_limits<double>::quiet_NaN();  // of tokens and accepted hours

    [[nodiscard]] double active() const { return static_cast<double>(bills.size()); }
};

inline constexpr std::size_t own_work = cause_count;  // among causes: all those of own work

struct Usage {
    Spend spend;
    std::array<Spend, cause_count + 1> by_cause{};  // and of own work
    TaskCounts tasks;
    SessionCounts sessions;
    double people = 0;
    Tokens people_tokens;
    // Of the whole company alone.
    Persons persons;
    double weekly_active = std::numeric_limits<double>::quiet_NaN();
};

// How a measure is read: `value` of what was done and, where it comes one a cause or purpose, of which.
struct Reading {
    double (*value)(const Usage& usage, std::size_t which) = nullptr;
    std::size_t which = 0;
};

// Of a measure by name: bill.loop. Throws std::logic_error when nobody works it out.
[[nodiscard]] Reading reading_of(const std::string& measure);

}  // namespace burncast

// What a company, or a part of it, did in a period; and how each measure is read from that.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "sim/mechanism/value/value.hpp"
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
    Spend spend;          // its money as it is paid
    Money list;           // … at list prices
    Money fixed, unused;  // of contracts: what is due whether or not it is used, and what was not
    double queued = 0;    // calls that hardware with slots served
    double waited = 0;    // seconds that they waited together
    std::array<Spend, cause_count + 1> by_cause{};  // and of own work
    TaskCounts tasks;
    Worth worth;  // where results are valued
    SessionCounts sessions;
    double people = 0;
    Tokens people_tokens;
    // Of the whole company alone.
    Persons persons;
    double weekly_active = std::numeric_limits<double>::quiet_NaN();
};

// Throws std::logic_error when there is no such name.
template <class Names>
[[nodiscard]] std::size_t place_in(const Names& names, std::string_view name) {
    const auto at = std::find(std::begin(names), std::end(names), name);
    if (at == std::end(names)) throw std::logic_error("no part of a company is called " + std::string(name));
    return static_cast<std::size_t>(at - std::begin(names));
}

// How a measure is read: `value` of what was done and, where it comes one a cause or purpose, of which.
struct Reading {
    double (*value)(const Usage& usage, std::size_t which) = nullptr;
    std::size_t which = 0;
};

// Of a measure by name: bill.loop. Throws std::logic_error when nobody works it out.
[[nodiscard]] Reading reading_of(const std::string& measure);

}  // namespace burncast

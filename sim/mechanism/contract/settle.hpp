// The settlement of a month: from what was used, at list prices, to what is paid for it, by line and by user.
//
// Exact: what users pay and what was paid for nothing sum to the lines to the last pico. A line's money goes to those
// whose use it took, in proportion to that use at list prices, or to its tokens where these cost nothing; a seat's to
// its holder. What was paid for nothing — seats that nobody used, the rest of a commitment, idle hardware — belongs to no
// user. A month comes in stretches within which no contract begins or ends; they say what a contract may take, and part
// no other contract's month. An allowance is used up in their order, within one by all alike. A month may be settled
// before its end, to know what it has cost so far: fees and commitments then count for the time gone by, allowances in
// full.
#pragma once

#include <span>
#include <vector>

#include "sim/base/money.hpp"
#include "sim/base/time.hpp"
#include "sim/mechanism/contract/contract.hpp"
#include "sim/mechanism/contract/hardware.hpp"

namespace burncast {

// Who may have a seat, and whose use is whose.
struct User {
    std::size_t team = 0;
    bool person = false;  // background agents have no seats
    Instant starts, leaves = Instant::never();
};

// What was used from an instant on, until the next one begins.
struct Metered {
    Instant from;
    std::span<const Spend> use;      // user × model, at list prices
    std::span<const Served> served;  // by contract; looked at for own hardware
};

struct Month {
    Stretch all;  // of it that lies in the run
    Instant now;  // it is settled so far
    std::span<const User> users;
    std::size_t teams = 0, models = 0;
    std::vector<Metered> stretches;  // one at least; the first begins with the month
    std::span<const Money> in_term;  // by contract: what commitments took before, in the term that the month begins in
};

// What one contract, or the list, took and costs.
struct BillLine {
    Money list;    // what it took, at list prices
    Money used;    // paid for that
    Money unused;  // paid for nothing
    Money fixed;   // of both, what is due whether or not it is used

    BillLine& operator+=(const BillLine& other) {
        list += other.list;
        used += other.used;
        unused += other.unused;
        fixed += other.fixed;
        return *this;
    }
};

struct Settlement {
    std::vector<BillLine> lines;  // by contract; the last is what is paid at list prices
    std::vector<Money> paid;      // stretch × user × model
    std::vector<Money> in_term;   // by contract: what commitments took in the term that the next month begins in
    [[nodiscard]] Money total() const;
};

// By contracts in their turns (timeline.hpp).
[[nodiscard]] Settlement settle(std::span<const Contract> contracts, const Month& month);

}  // namespace burncast

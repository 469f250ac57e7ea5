// The settlement of a stretch of time: from what was used, at list prices, to what is paid for it, by line and by user.
//
// Exact: what users pay and what was paid for nothing sum to the lines to the last pico. A line's money goes to those
// whose use it took, in proportion to that use at list prices; a seat's to its holder. What was paid for nothing — seats
// that nobody used, the rest of a commitment, idle hardware — belongs to no user. A stretch may be settled before its
// end, to know what it has cost so far: fees and commitments then count for the time gone by, allowances in full.
//
// Hardware is read at every hour's end. Of an hour's tokens Q it serves min(1, capacity/Q), of everybody's alike, and
// the share served/capacity of its cost is used. An hour is long against a call, so waiting and bursts inside it are not
// seen: less overflows here than in a machine room.
#pragma once

#include <span>
#include <vector>

#include "sim/base/money.hpp"
#include "sim/base/time.hpp"
#include "sim/mechanism/contract/contract.hpp"

namespace burncast {

// Within one calendar month.
struct Stretch {
    Instant from, until;
    Instant now;           // it is settled for [from, now)
    Instant first, after;  // of the month: its first instant, and the first after it

    Stretch(Instant begin, Instant end, Instant at);
    [[nodiscard]] Money due(Money month) const;       // of a month's fee, so far
    [[nodiscard]] Money included(Money month) const;  // of a month's allowance, for all of the stretch
};

// Who may have a seat, and whose use is whose.
struct User {
    std::size_t team = 0;
    bool person = false;  // background agents have no seats
    Instant starts, leaves = Instant::never();
};

// What hardware was asked for and could do, by its contract.
struct Served {
    Money list, overflow;     // at list prices: all, and what was beyond its capacity
    Tokens tokens, capacity;  // served, and what it could have served
};

struct Metered {
    std::span<const User> users;
    std::size_t models = 0;
    std::span<const Money> list;     // user × model, at list prices
    std::span<const Served> served;  // by contract; looked at for own hardware
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
    std::vector<Money> paid;      // user × model
    [[nodiscard]] Money total() const;
};

[[nodiscard]] Settlement settle(std::span<const Contract> contracts, const Metered& use, const Stretch& stretch);

// Of an hour in which this was asked of hardware, all and at list prices, and it could serve so much.
void serve_hour(Served& served, Tokens asked, Money list, Tokens capacity);

}  // namespace burncast

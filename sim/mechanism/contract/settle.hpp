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
#include "sim/mechanism/contract/contract.hpp"
#include "sim/mechanism/contract/left_use.hpp"

namespace burncast {

// What one contract, or the list, took and costs.
struct BillLine {
    Money list;         // what it took, at list prices
    Money used;         // paid for that
    Money unused;       // paid for nothing
    Money fixed;        // of both, what is due whether or not it is used
    double calls = 0;   // that hardware with slots served
    double waited = 0;  // the seconds that these waited together

    BillLine& operator+=(const BillLine& other) {
        list += other.list;
        used += other.used;
        unused += other.unused;
        fixed += other.fixed;
        calls += other.calls;
        waited += other.waited;
        return *this;
    }
};

struct Settlement {
    std::vector<BillLine> lines;  // by contract; the last is what is paid at list prices
    std::vector<Money> paid;      // stretch × user × model
    std::vector<Money> in_term;   // by contract: what commitments took in the term that holds `now`
    [[nodiscard]] Money total() const;
};

// By contracts in their turns (timeline.hpp).
[[nodiscard]] Settlement settle(std::span<const Contract> contracts, const Month& month);

}  // namespace burncast

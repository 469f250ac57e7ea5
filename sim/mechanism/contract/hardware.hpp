// What a company's own machines serve of the use that comes to them, hour by hour.
//
// Machines have their turns in the order of the file. What an hour asks of one is the use that it covers and that those
// before it left, as a load
//   Q = written + prompt · (prompt tokens that are in no cache)
// since a machine writes one token at a time and reads many at once (`prompt` 20%, guess: APIs price it at 12-50%,
// catalogue). Without `slots` each serves min(1, capacity/Q) of it, of everybody's alike: an hour is long against a call, and
// waiting and bursts inside it are not seen (less overflows than in a machine room). With `slots` calls come by chance and
// are as long as an exponential law makes them, at the hour's mean rate and load: a waiting line M/M/c/K, c the slots, K
// the slots and `queue` (sim/base/waiting_line.hpp). It serves what is not turned away, and those calls wait
//   W · slots · (load of a call) / capacity
// on average. Leaves out: that who waits does something else meanwhile (sessions take no longer for it), that calls come
// in bursts within an hour (it waits and overflows more), and that a machine which serves few calls serves each faster.
#pragma once

#include <span>
#include <vector>

#include "sim/mechanism/contract/contract.hpp"
#include "sim/world/spend.hpp"

namespace burncast {

// What one contract for hardware served, and what it could have.
struct Served {
    std::vector<Spend> parts;  // team × model, at list prices; empty when it served nothing
    Tokens load, capacity;
    // Of hardware with slots: calls served, and the seconds that they waited together.
    double calls = 0;  // expected: an hour may have half a call
    double waited = 0;
};

// Of an hour (or a part of one) from `from`, in which `asked` was used, team × model.
void serve_hour(std::span<const Contract> contracts, Instant from, Duration time, std::vector<Spend> asked,
                std::span<Served> served);

}  // namespace burncast

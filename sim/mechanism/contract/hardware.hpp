// What a company's own machines serve of the use that comes to them, hour by hour.
//
// Machines have their turns in the order of the file. What an hour asks of one is the use that it covers and that those
// before it left, as a load
//   Q = written + prompt · (prompt tokens that are in no cache)
// since a machine writes one token at a time and reads many at once (`prompt` 10%, guess: API prices have it at 12-20%,
// catalogue). Each serves min(1, capacity/Q) of it, of everybody's alike. An hour is long against a call, so waiting and
// bursts inside it are not seen: less overflows here than in a machine room.
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
};

// Of an hour (or a part of one) from `from`, in which `asked` was used, team × model.
void serve_hour(std::span<const Contract> contracts, Instant from, Duration time, std::vector<Spend> asked,
                std::span<Served> served);

}  // namespace burncast

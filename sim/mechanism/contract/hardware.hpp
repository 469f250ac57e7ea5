// What a company's own machines serve of the use that comes to them, hour by hour.
//
// Machines have their turns in the order of the file. Of an hour's tokens Q that it covers, and that those before it
// left, each serves min(1, capacity/Q), of everybody's alike. An hour is long against a call, so waiting and bursts
// inside it are not seen: less overflows here than in a machine room.
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

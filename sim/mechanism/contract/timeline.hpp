// The contracts of a run in their turns, each for the time that it holds: from what the phases of a policy write.
//
// A contract that a phase leaves as it is goes on; one that it changes is another one from then on, in the place of the
// old one, with months of its own and a term that begins anew unless its `from` is written. Those of a kind have their
// turns in the order in which the file first names them.
#pragma once

#include <span>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/mechanism/contract/contract.hpp"

namespace burncast {

struct ContractPhase {
    Instant from;
    std::vector<Contract> contracts;
};

// For a run of [start, end), which begins with the first phase; every `from` and `until` lies in it.
[[nodiscard]] std::vector<Contract> in_turn(std::span<const ContractPhase> phases, Instant start, Instant end);

// The moments inside the run at which any of them begins, ends, or has a new term.
[[nodiscard]] std::vector<Instant> edges(std::span<const Contract> contracts, Instant start, Instant end);

}  // namespace burncast

// What one further use costs, relative to its list price: the marginal price that people answer.
//
// It is set by the contract whose turn it is first: nothing where a machine stands or everybody has a seat that includes
// everything, 1 + change where use is paid for as it comes, 1 at the list. What costs nothing is felt as `when_free` of
// the list price (market.felt_when_free), since an answer to a price of zero is nowhere measured and a constant
// elasticity has none: with -0.7 and a fifth of a price felt, 10% makes people use 1.4 times as much as a metered price
// does, as free care made people use a third to a half more of it (guess).
// Leaves out: that a machine is full, an allowance used up, or a commitment not reached yet: those with seats that hold
// an allowance, or with fewer seats than people, feel the price behind the seat, and who has a commitment its price.
#pragma once

#include <span>

#include "sim/mechanism/contract/contract.hpp"

namespace burncast {

// By contracts in their turns.
[[nodiscard]] double marginal_price(std::span<const Contract> contracts, std::size_t team, std::size_t model,
                                    Instant now, double when_free);

}  // namespace burncast

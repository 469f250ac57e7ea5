// A line of `gates:` → a gate. The grammar is what `burncast describe gates` prints (sim/scenario/grammar.cpp).
#pragma once

#include <string_view>

#include "sim/config/quantity.hpp"
#include "sim/stats/gate.hpp"

namespace burncast {

// Faults are whole sentences, with a suggestion where a name is near.
[[nodiscard]] Parsed<Gate> parse_gate(std::string_view text, const Currency& currency = {});

}  // namespace burncast

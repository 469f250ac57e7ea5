// Amounts of money: $1500, ¥2M, USD 3k, 5 EUR, -$3.
#pragma once

#include <string_view>

#include "sim/config/number_text.hpp"

namespace burncast {

// In currency units. A currency other than the scenario's is a fault.
[[nodiscard]] Parsed<double> parse_money(std::string_view text, const Currency& currency);

}  // namespace burncast

// The sum of what can be added: money, tokens, numbers.
#pragma once

#include <ranges>

namespace burncast {

template <std::ranges::input_range Range>
[[nodiscard]] constexpr auto sum(const Range& all) {
    std::ranges::range_value_t<Range> total{};
    for (const auto& each : all) total += each;
    return total;
}

}  // namespace burncast

// Exact parts of money and tokens: what rounding does to one part, another one gets back, so that parts always sum to the
// whole.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/base/money.hpp"
#include "sim/base/sum.hpp"
#include "sim/base/time.hpp"

namespace burncast {

// whole · part / parts, rounded down. None is negative, part ≤ parts and 0 < parts < 2^126.
[[nodiscard]] constexpr Int128 part_of(Int128 whole, Int128 part, Int128 parts) {
    const Int128 each = whole / parts, rest = whole % parts;
    if (parts <= Int128{1} << 62) return each * part + rest * part / parts;
    Int128 quotient = 0, remainder = 0;  // of rest · part, which 128 bits may not hold: bit by bit
    for (int bit = 126; bit >= 0; --bit) {
        remainder += remainder + ((part >> bit & 1) != 0 ? rest : 0);
        const Int128 times = remainder / parts;  // at most 2
        quotient += quotient + times;
        remainder -= times * parts;
    }
    return each * part + quotient;
}

[[nodiscard]] constexpr Money part_of(Money whole, Int128 part, Int128 parts) {
    return Money::from_picos(part_of(whole.picos(), part, parts));
}

[[nodiscard]] constexpr Tokens part_of(Tokens whole, Int128 part, Int128 parts) {
    return Tokens(static_cast<std::int64_t>(part_of(Int128{whole.count()}, part, parts)));
}

// The part of the money of a period, [first, last), that falls on [from, until), by time. Parts that touch sum to the
// whole.
[[nodiscard]] constexpr Money pro_rata(Money money, Instant from, Instant until, Instant first, Instant last) {
    const Int128 all = (last - first).in_milliseconds();
    return part_of(money, (until - first).in_milliseconds(), all) -
           part_of(money, (from - first).in_milliseconds(), all);
}

// Money times a factor of at least 0, to the nearest pico; a factor counts to nine decimals.
[[nodiscard]] inline Money scaled(Money money, double factor) {
    constexpr Int128 whole = 1'000'000'000;
    const Int128 parts = std::llround(factor * 1e9);
    return Money::from_picos((money.picos() * parts + whole / 2) / whole);
}

[[nodiscard]] constexpr Int128 count_of(Money money) { return money.picos(); }
[[nodiscard]] constexpr Int128 count_of(Tokens tokens) { return tokens.count(); }

// Splits a sum in proportion to weights that are not negative, each part within one (a pico, a token) of its due: what
// the first k get together is rounded, not what each gets. Weights that are all 0 are taken for equal; nothing is split
// among nobody.
template <class Whole, class Weight>
[[nodiscard]] std::vector<Whole> apportioned(Whole whole, const std::vector<Weight>& weights) {
    Int128 all = 0;
    for (const Weight weight : weights) all += count_of(weight);
    const Int128 total = all != 0 ? all : static_cast<Int128>(weights.size());
    std::vector<Whole> parts(weights.size());
    Int128 so_far = 0;
    Whole given{};
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const Int128 weight = all != 0 ? count_of(weights[i]) : 1;
        if (weight == 0) continue;
        so_far += weight;
        const Whole up_to_here = part_of(whole, so_far, total);
        parts[i] = up_to_here - given;
        given = up_to_here;
    }
    return parts;
}

// In proportion to what was used at list prices, or to its tokens where it cost nothing.
[[nodiscard]] inline std::vector<Money> apportioned(Money whole, const std::vector<Money>& list,
                                                    const std::vector<Tokens>& tokens) {
    return sum(list) != Money() ? apportioned(whole, list) : apportioned(whole, tokens);
}

}  // namespace burncast

// The exact quantile of a sorted sample: Hyndman and Fan's type 7 (the default of R and NumPy), linear between the
// order statistics around (n - 1)p. The values may end in +infinity, which stands for "never": a quantile that lies
// among them, or between a number and them, is never too.
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <span>

namespace burncast {

// `sorted` ascending and without NaN, p in [0, 1]. NaN when empty.
[[nodiscard]] inline double quantile(std::span<const double> sorted, double p) {
    if (sorted.empty()) return std::numeric_limits<double>::quiet_NaN();
    const double place = static_cast<double>(sorted.size() - 1) * p;
    const std::size_t below = static_cast<std::size_t>(place);
    if (below + 1 >= sorted.size()) return sorted.back();
    const double fraction = place - static_cast<double>(below);
    const double low = sorted[below];
    const double high = sorted[below + 1];
    if (fraction <= 0 || low == high) return low;
    return std::isinf(high) ? high : std::lerp(low, high, fraction);
}

}  // namespace burncast

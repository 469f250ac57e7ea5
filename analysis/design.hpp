// Points at which a simulator is asked, and the rows of Saltelli's design made of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace burncast {

// Where each uncertain input lies in its interval, as a standard normal number (0 the median, ±1.645 the ends of the
// 90% interval), and the luck: the number of the replication.
struct Point {
    std::vector<double> inputs;
    std::uint64_t luck = 0;
};

// The standard normal number of the upper end of a 90% interval.
inline constexpr double upper_end = 1.6448536269514722;

// Inputs that are swapped together, by place.
using Group = std::vector<std::size_t>;

// A, B, then A with one group after another from B, then A with the luck of B.
[[nodiscard]] std::vector<Point> saltelli_row(const Point& a, const Point& b, std::span<const Group> groups);

}  // namespace burncast

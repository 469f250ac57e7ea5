#include "sim/stats/correlation.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

namespace burncast {

namespace {

// From the middle: rank minus the mean rank, so that they sum to 0. All are multiples of a half: their sums are exact.
std::vector<double> centred_ranks(std::span<const double> values) {
    std::vector<std::pair<double, std::size_t>> order;
    order.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) order.emplace_back(values[i], i);
    std::sort(order.begin(), order.end());
    std::vector<double> ranks(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t last = first;
        while (last + 1 < order.size() && order[last + 1].first == order[first].first) ++last;
        const double rank = static_cast<double>(first + last) / 2 - static_cast<double>(order.size() - 1) / 2;
        for (; first <= last; ++first) ranks[order[first].second] = rank;
    }
    return ranks;
}

}  // namespace

double rank_correlation(std::span<const double> x, std::span<const double> y) {
    const std::vector<double> a = centred_ranks(x), b = centred_ranks(y);
    double together = 0, of_x = 0, of_y = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        together += a[i] * b[i];
        of_x += a[i] * a[i];
        of_y += b[i] * b[i];
    }
    if (!(of_x > 0 && of_y > 0)) return std::numeric_limits<double>::quiet_NaN();
    return together / std::sqrt(of_x * of_y);
}

}  // namespace burncast

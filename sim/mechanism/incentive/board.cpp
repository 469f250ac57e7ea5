#include "sim/mechanism/incentive/board.hpp"

#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <numbers>

namespace burncast {

namespace {

// Nobody takes himself to be exactly level with all others: a log-sd below this counts as this (guess).
constexpr double least_spread = 0.1;

double log_spread(std::span<const double> metric, const std::vector<std::uint32_t>& ranked) {
    double sum = 0, squares = 0;
    for (const std::uint32_t i : ranked) sum += std::log(metric[i]);
    const double n = static_cast<double>(ranked.size()), mean = sum / n;
    for (const std::uint32_t i : ranked) squares += std::pow(std::log(metric[i]) - mean, 2);
    return std::max(least_spread, std::sqrt(squares / n));
}

// The share of the prize that each of the first `striving` places is worth.
std::vector<double> worth_of_places(std::span<const std::int64_t> tiers, std::int64_t shown, std::int64_t striving) {
    std::vector<std::int64_t> ends;
    for (const std::int64_t tier : tiers)
        if (tier < shown) ends.push_back(tier);
    ends.push_back(shown);
    std::vector<double> worth;
    std::int64_t before = 0;
    for (const std::int64_t end : ends) {
        worth.resize(static_cast<std::size_t>(end),
                     1.0 / static_cast<double>(ends.size()) / static_cast<double>(end - before));
        before = end;
    }
    worth.resize(static_cast<std::size_t>(striving), worth.back());
    return worth;
}

}  // namespace

std::vector<double> board_pulls(const BoardRules& rules, std::span<const double> metric) {
    std::vector<double> pulls(metric.size(), 0.0);
    std::vector<std::uint32_t> ranked;
    for (std::size_t i = 0; i < metric.size(); ++i)
        if (metric[i] > 0) ranked.push_back(static_cast<std::uint32_t>(i));
    if (ranked.size() < 2) return pulls;  // nobody to outdo
    const double spread = log_spread(metric, ranked);
    const auto people = static_cast<std::int64_t>(ranked.size());
    const std::int64_t shown = std::min(people, rules.visible.value_or(people));
    const std::int64_t striving = std::min(people, shown + (shown + 1) / 2);
    const double m = static_cast<double>(striving);
    const auto above = [&](std::uint32_t a, std::uint32_t b) {
        return metric[a] != metric[b] ? metric[a] > metric[b] : a < b;
    };
    std::partial_sort(ranked.begin(), ranked.begin() + striving, ranked.end(), above);
    const std::vector<double> worth = worth_of_places(rules.tiers, shown, striving);
    for (std::int64_t j = 0; j < striving; ++j) {
        const double from_top = (static_cast<double>(j) + 0.5) / static_cast<double>(people);
        const double z = std::numbers::sqrt2 * boost::math::erfc_inv(2 * from_top);
        const double density = std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi) / spread;
        const double p = (static_cast<double>(j) + 0.5) / m;
        const double ends = 1 + rules.ends * (3 * (2 * p - 1) * (2 * p - 1) - 1 + 1 / (m * m));
        const auto place = static_cast<std::size_t>(j);
        pulls[ranked[place]] = rules.prize * worth[place] * static_cast<double>(people) * density * ends;
    }
    return pulls;
}

}  // namespace burncast

#include "analysis/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "sim/stats/interval.hpp"
#include "sim/stats/moments.hpp"

namespace burncast {

Difference paired_difference(std::span<const double> base, std::span<const double> policy, std::size_t block_size) {
    if (base.size() != policy.size()) throw std::invalid_argument("a comparison needs as many replications of both");
    std::vector<double> differences(base.size());
    Moments moments;
    double lower = 0;
    std::size_t pairs = 0;
    for (std::size_t i = 0; i < base.size(); ++i) {
        differences[i] = base[i] == policy[i] ? 0 : policy[i] - base[i];  // never against never is 0, too
        if (std::isnan(differences[i])) continue;
        ++pairs;
        lower += policy[i] < base[i] ? 1 : policy[i] == base[i] ? 0.5 : 0;
        moments.add(differences[i]);
    }
    const ConfidenceInterval interval = interval_of_difference(differences, block_size);
    const double spread = variance_of_mean(differences, block_size);
    Difference result;
    result.mean = std::isfinite(moments.mean()) ? moments.mean() : std::numeric_limits<double>::quiet_NaN();
    result.low = interval.low;
    result.high = interval.high;
    result.probability_lower =
        pairs == 0 ? std::numeric_limits<double>::quiet_NaN() : lower / static_cast<double>(pairs);
    result.variance_ratio = (variance_of_mean(base, block_size) + variance_of_mean(policy, block_size)) / spread;
    return result;
}

std::vector<Difference> compare(const PolicyRows& base, const PolicyRows& policy, std::size_t block_size) {
    std::vector<Difference> differences;
    for (std::size_t c = 0; c < base.rows.columns().size(); ++c) {
        const Column& column = base.rows.columns()[c];
        if (column.group_kind != "all") continue;
        const std::optional<std::size_t> other = policy.rows.find(column.measure, column.period);
        if (!other) continue;
        Difference difference = paired_difference(base.rows.column(c), policy.rows.column(*other), block_size);
        difference.policy = policy.name;
        difference.measure = column.measure;
        difference.period = column.period;
        differences.push_back(std::move(difference));
    }
    return differences;
}

}  // namespace burncast

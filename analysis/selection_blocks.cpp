#include "analysis/selection_blocks.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

namespace burncast {

namespace {

std::vector<double> values_of(const ReportedValue& value, const Rows& rows) {
    std::vector<Series> all = series_of(value, rows);
    if (all.size() != 1) throw std::invalid_argument("a selection is by one period");
    return std::move(all.front().values);
}

// In each replication that both were played.
std::vector<double> slacks_of(const Condition& condition, const std::vector<double>& values,
                              const std::vector<double>& base) {
    const bool at_least = condition.relation == Relation::greater || condition.relation == Relation::greater_or_equal;
    std::vector<double> slacks(condition.of_base ? std::min(values.size(), base.size()) : values.size());
    for (std::size_t j = 0; j < slacks.size(); ++j) {
        const double limit = condition.of_base ? condition.limit * base[j] : condition.limit;
        slacks[j] = at_least ? values[j] - limit : limit - values[j];
    }
    return slacks;
}

void put_means(const std::vector<double>& values, std::size_t block_size, Eigen::MatrixXd::ColXpr into) {
    const std::size_t blocks = std::min(static_cast<std::size_t>(into.size()), values.size() / block_size);
    for (std::size_t b = 0; b < blocks; ++b) {
        double sum = 0;
        for (std::size_t j = b * block_size; j < (b + 1) * block_size; ++j) sum += values[j];
        into[static_cast<Eigen::Index>(b)] = sum / static_cast<double>(block_size);
    }
}

double mean_of(const std::vector<double>& values, std::size_t count) {
    double sum = 0;
    for (std::size_t j = 0; j < std::min(count, values.size()); ++j) sum += values[j];
    return sum / static_cast<double>(std::min(count, values.size()));
}

}  // namespace

SelectionBlocks selection_blocks(const SelectionQuestion& question, std::span<const PolicyRows> policies,
                                 std::size_t block_size, std::size_t blocks) {
    SelectionBlocks result;
    result.scores.setConstant(static_cast<Eigen::Index>(blocks), static_cast<Eigen::Index>(policies.size()),
                              std::numeric_limits<double>::quiet_NaN());
    result.slacks = result.scores;
    const std::optional<Condition>& condition = question.condition;
    std::vector<double> base;
    if (condition && condition->of_base) base = values_of(condition->value, policies.front().rows);
    if (condition)
        result.tolerance =
            condition->tolerance * (condition->of_base ? std::abs(mean_of(base, blocks * block_size)) : 1);
    for (std::size_t i = 0; i < policies.size(); ++i) {
        const auto column = static_cast<Eigen::Index>(i);
        put_means(values_of(question.value, policies[i].rows), block_size, result.scores.col(column));
        if (!condition) continue;
        put_means(slacks_of(*condition, values_of(condition->value, policies[i].rows), base), block_size,
                  result.slacks.col(column));
    }
    if (!question.highest) result.scores = -result.scores;
    return result;
}

SelectionSpread spread_of(const SelectionBlocks& seen, std::size_t blocks) {
    const auto n = static_cast<Eigen::Index>(blocks);
    const Eigen::Index k = seen.scores.cols();
    const auto variance = [&](const Eigen::VectorXd& x) {
        return (x.array() - x.mean()).matrix().squaredNorm() / static_cast<double>(n - 1);
    };
    SelectionSpread spread{Eigen::MatrixXd(k, k), Eigen::VectorXd(k)};
    for (Eigen::Index i = 0; i < k; ++i) {
        spread.slacks[i] = variance(seen.slacks.col(i).head(n));
        for (Eigen::Index l = 0; l < k; ++l)
            spread.differences(i, l) = variance((seen.scores.col(i) - seen.scores.col(l)).head(n));
    }
    return spread;
}

}  // namespace burncast

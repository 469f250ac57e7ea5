#include "analysis/control_variates.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <Eigen/Core>
#include <limits>

namespace burncast {

namespace {

constexpr std::size_t blocks_a_control = 5, fewest_blocks = 10;
// A control of whose variance over the blocks less than this share is its own, and not that of the ones before it, is one
// of them once more. The directions below are then at right angles to 1e-16 / √share = 1e-12 (Björck 1967).
constexpr double least_own_share = 1e-8;

// Means of whole blocks; the last, where it is not whole, is left out.
struct Sample {
    Eigen::VectorXd values;
    Eigen::MatrixXd controls;  // block × control
};

Sample sample_of(std::span<const double> values, std::span<const std::vector<double>> controls, std::size_t block,
                 std::size_t blocks) {
    const auto rows = static_cast<Eigen::Index>(blocks);
    const auto width = static_cast<Eigen::Index>(controls.front().size());
    Sample sample{Eigen::VectorXd::Zero(rows), Eigen::MatrixXd(rows, width)};
    for (Eigen::Index b = 0; b < rows; ++b) {
        const std::size_t first = static_cast<std::size_t>(b) * block;
        for (std::size_t r = first; r < first + block; ++r) sample.values[b] += values[r] / static_cast<double>(block);
        sample.controls.row(b) = Eigen::Map<const Eigen::RowVectorXd>(controls[first].data(), width);
    }
    return sample;
}

// What the controls span about their means, as directions at right angles to each other and of length 1 (the modified
// Gram-Schmidt process), and how far along each the point z = 0 lies from the means.
struct Directions {
    Eigen::MatrixXd blocks;  // block × direction
    Eigen::VectorXd origin;
};
std::optional<Directions> directions_of(const Eigen::MatrixXd& controls) {
    const Eigen::RowVectorXd means = controls.colwise().mean();
    Directions made{controls.rowwise() - means, -means.transpose()};
    for (Eigen::Index j = 0; j < controls.cols(); ++j) {
        const double all = made.blocks.col(j).squaredNorm();
        for (Eigen::Index i = 0; i < j; ++i) {
            const double shared = made.blocks.col(i).dot(made.blocks.col(j));
            made.blocks.col(j) -= shared * made.blocks.col(i);
            made.origin[j] -= shared * made.origin[i];
        }
        const double own = made.blocks.col(j).squaredNorm();
        if (!(own > least_own_share * all)) return std::nullopt;  // also one that never varies
        made.blocks.col(j) /= std::sqrt(own);
        made.origin[j] /= std::sqrt(own);
    }
    return made;
}

}  // namespace

std::optional<ControlledMean> controlled_mean(std::span<const double> values,
                                              std::span<const std::vector<double>> controls, std::size_t block_size) {
    const std::size_t blocks = values.size() / block_size;
    if (controls.size() != values.size() || controls.empty() || controls.front().empty()) return std::nullopt;
    if (blocks < std::max(fewest_blocks, blocks_a_control * (controls.front().size() + 1))) return std::nullopt;
    if (!std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); }))
        return std::nullopt;
    const Sample sample = sample_of(values, controls, block_size, blocks);
    const std::optional<Directions> directions = directions_of(sample.controls);
    if (!directions) return std::nullopt;  // a control that never varies, or two alike
    const double share = 1 / static_cast<double>(blocks), plain_mean = sample.values.mean();
    Eigen::ArrayXd left = sample.values.array() - plain_mean;
    const double plain = left.square().sum() / static_cast<double>(blocks - 1) * share;
    double mean = plain_mean;
    Eigen::ArrayXd pull = Eigen::ArrayXd::Constant(left.size(), share);  // by block, how it moves the intercept
    Eigen::ArrayXd leverage = pull;
    for (Eigen::Index j = 0; j < directions->origin.size(); ++j) {
        const auto along = directions->blocks.col(j).array();
        const double slope = (along * left).sum(), origin = directions->origin[j];
        mean += slope * origin;
        left -= slope * along;
        pull += origin * along;
        leverage += along.square();
    }
    // Of the intercept, by the sandwich of HC3: each residual as if its block had not helped to draw the line.
    const double variance = (pull * left / (1 - leverage)).square().sum();
    const double freedom = static_cast<double>(blocks) - 1 - static_cast<double>(directions->origin.size());
    const double t = quantile(boost::math::students_t(freedom), 1 - (1 - confidence) / 2);
    const double arm = t * std::sqrt(variance);
    // Residuals of the size of rounding are none.
    const bool exact = variance <= plain * std::numeric_limits<double>::epsilon();
    const double gain = exact ? std::numeric_limits<double>::infinity() : plain / variance;
    return ControlledMean{mean, {mean - arm, mean + arm}, gain * static_cast<double>(values.size())};
}

}  // namespace burncast

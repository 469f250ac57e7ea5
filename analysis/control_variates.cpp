#include "analysis/control_variates.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <Eigen/Dense>
#include <limits>

namespace burncast {

namespace {

constexpr std::size_t blocks_a_control = 5, fewest_blocks = 10;

// Means of whole blocks; the last, where it is not whole, is left out.
struct Sample {
    Eigen::VectorXd values;
    Eigen::MatrixXd design;  // a column of ones, then the controls
};

Sample sample_of(std::span<const double> values, std::span<const std::vector<double>> controls, std::size_t block,
                 std::size_t blocks) {
    const auto rows = static_cast<Eigen::Index>(blocks);
    const auto width = static_cast<Eigen::Index>(controls.front().size());
    Sample sample{Eigen::VectorXd::Zero(rows), Eigen::MatrixXd::Ones(rows, width + 1)};
    for (Eigen::Index b = 0; b < rows; ++b) {
        const std::size_t first = static_cast<std::size_t>(b) * block;
        for (std::size_t r = first; r < first + block; ++r) sample.values[b] += values[r] / static_cast<double>(block);
        sample.design.row(b).tail(width) = Eigen::Map<const Eigen::RowVectorXd>(controls[first].data(), width);
    }
    return sample;
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
    const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(sample.design);
    if (qr.rank() < sample.design.cols()) return std::nullopt;  // a control that never varies, or two alike
    const Eigen::VectorXd line = qr.solve(sample.values);
    const double freedom = static_cast<double>(sample.design.rows() - sample.design.cols());
    // Of the intercept, by the sandwich of HC3: each residual as if its block had not helped to draw the line.
    const Eigen::MatrixXd inverse = (sample.design.transpose() * sample.design).inverse();
    const Eigen::MatrixXd pull = sample.design * inverse;  // by block, how it moves each coefficient
    const Eigen::ArrayXd leverage = pull.cwiseProduct(sample.design).rowwise().sum().array();
    const Eigen::ArrayXd left = (sample.values - sample.design * line).array() / (1 - leverage);
    const double variance = (pull.col(0).array() * left).square().sum();
    const double plain = (sample.values.array() - sample.values.mean()).matrix().squaredNorm() /
                         static_cast<double>(blocks - 1) / static_cast<double>(blocks);
    const double t = quantile(boost::math::students_t(freedom), 1 - (1 - confidence) / 2);
    const double arm = t * std::sqrt(variance);
    // Residuals of the size of rounding are none.
    const bool exact = variance <= plain * std::numeric_limits<double>::epsilon();
    const double gain = exact ? std::numeric_limits<double>::infinity() : plain / variance;
    return ControlledMean{line[0], {line[0] - arm, line[0] + arm}, gain * static_cast<double>(values.size())};
}

}  // namespace burncast

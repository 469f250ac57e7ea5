#include "analysis/information.hpp"

#include <algorithm>
#include <Eigen/QR>
#include <limits>
#include <span>

#include "sim/stats/interval.hpp"

namespace burncast {

namespace {

using Eigen::ArrayXXd;
using Eigen::Index;
using Eigen::MatrixXd;

constexpr Index folds = 10;
constexpr Index fewest_draws = 20;
constexpr Index draws_a_coefficient = 8;
constexpr Index highest_power = 3;

// 1, and Hermite polynomials of each column up to a power: they do not correlate over standard normal draws.
MatrixXd basis(const ArrayXXd& draws, Index power) {
    MatrixXd terms(draws.rows(), 1 + draws.cols() * power);
    terms.col(0).setOnes();
    for (Index input = 0; input < draws.cols(); ++input) {
        const auto z = draws.col(input);
        const Index first = 1 + input * power;
        terms.col(first) = z;
        if (power > 1) terms.col(first + 1) = z.square() - 1;
        if (power > 2) terms.col(first + 2) = z.cube() - 3 * z;
    }
    return terms;
}

// The highest power that so many draws can bear; 0 when not even a straight line.
Index power_for(Index inputs, Index draws) {
    Index power = highest_power;
    while (power > 0 && (1 + inputs * power) * draws_a_coefficient > draws) --power;
    return power;
}

// The rows in the fold, or all others.
std::vector<Index> rows_of(Index fold, bool inside, Index rows) {
    std::vector<Index> chosen;
    for (Index row = 0; row < rows; ++row)
        if ((row % folds == fold) == inside) chosen.push_back(row);
    return chosen;
}

Index best_of(const Eigen::RowVectorXd& benefits) {
    Index best = 0;
    benefits.maxCoeff(&best);
    return best;
}

Estimate gain_of_knowing(const ArrayXXd& draws, const ArrayXXd& benefits) {
    const Index power = power_for(draws.cols(), draws.rows());
    constexpr double no_value = std::numeric_limits<double>::quiet_NaN();
    if (power == 0 || draws.rows() < fewest_draws) return {no_value, no_value, no_value};
    const MatrixXd terms = basis(draws, power);
    const Index without = best_of(benefits.matrix().colwise().mean());
    std::vector<double> gains(static_cast<std::size_t>(draws.rows()));
    for (Index fold = 0; fold < folds; ++fold) {
        const std::vector<Index> learned = rows_of(fold, false, draws.rows());
        const MatrixXd seen = benefits(learned, Eigen::all).matrix();
        const MatrixXd fit = MatrixXd(terms(learned, Eigen::all)).colPivHouseholderQr().solve(seen);
        for (const Index row : rows_of(fold, true, draws.rows())) {
            const Index with = best_of(terms.row(row) * fit);
            gains[static_cast<std::size_t>(row)] = benefits(row, with) - benefits(row, without);
        }
    }
    const double gain = Eigen::Map<const Eigen::ArrayXd>(gains.data(), draws.rows()).mean();
    const ConfidenceInterval interval = interval_of_difference(gains, 1);
    // To know something more never makes the choice worse; a mean that is not known stays so.
    const auto at_least_none = [](double worth) { return worth < 0 ? 0 : worth; };
    return {at_least_none(gain), at_least_none(interval.low), at_least_none(interval.high)};
}

}  // namespace

InformationValue value_of_information(const ArrayXXd& draws, const ArrayXXd& benefits) {
    InformationValue result;
    const Eigen::RowVectorXd means = benefits.colwise().mean();
    result.net_benefits.assign(means.begin(), means.end());
    result.best = static_cast<std::size_t>(best_of(means));
    result.evpi = gain_of_knowing(draws, benefits);
    for (Index input = 0; input < draws.cols(); ++input)
        result.each.push_back(gain_of_knowing(draws.col(input), benefits));
    return result;
}

}  // namespace burncast

#include "analysis/sobol.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

#include "sim/stats/interval.hpp"

namespace burncast {

namespace {

using Eigen::ArrayXd;

// E[share] / E[whole], both by row, with half a 95% interval by the jackknife: the ratio without one row after another.
struct Ratio {
    double value;
    double arm;
};
Ratio ratio(const ArrayXd& share, const ArrayXd& whole) {
    const double rows = static_cast<double>(share.size());
    const ArrayXd without = (share.sum() - share) / (whole.sum() - whole);
    const double variance = (without - without.mean()).square().sum() * (rows - 1) / rows;
    const boost::math::students_t law(rows - 1);
    return {share.sum() / whole.sum(), boost::math::quantile(law, 0.5 + confidence / 2) * std::sqrt(variance)};
}

Estimate total_index(const Ratio& total) {
    if (!(total.value > 0)) return {total.value, total.value - total.arm, total.value + total.arm};
    const double factor = std::exp(total.arm / total.value);
    return {std::min(1.0, total.value), std::min(1.0, total.value / factor), std::min(1.0, total.value * factor)};
}

}  // namespace

std::vector<SobolIndices> sobol_indices(const SobolAnswers& answers) {
    const SobolAnswers centred = answers - answers.mean();
    const ArrayXd a = centred.col(0);
    const ArrayXd b = centred.col(1);
    const ArrayXd variance = centred.square().rowwise().mean();
    std::vector<SobolIndices> indices;
    for (Eigen::Index column = 2; column < centred.cols(); ++column) {
        const ArrayXd c = centred.col(column);
        const Ratio total = ratio((a - c).square() / 2, variance);
        const double control = std::clamp(1 - total.value, 0.0, 1.0);
        const Ratio first = ratio(b * (c - control * a), (b.square() + c.square()) / 2);
        indices.push_back({{first.value, first.value - first.arm, first.value + first.arm}, total_index(total)});
    }
    return indices;
}

}  // namespace burncast

#include "analysis/selection_boundary.hpp"

#include <algorithm>
#include <bit>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

namespace burncast {

namespace {
// That a t with this many degrees of freedom exceeds with this probability.
double student(double freedom, double probability) {
    return boost::math::quantile(boost::math::complement(boost::math::students_t(freedom), probability));
}
}  // namespace

SelectionBoundary::SelectionBoundary(double error, std::size_t first_look, std::size_t first_stage)
    : error_(error), first_look_(first_look), first_stage_(first_stage) {
    const double freedom = static_cast<double>(first_stage - 1);
    h2_ = freedom * (std::pow(error, -2 / freedom) - 1);
}

double SelectionBoundary::triangle(double variance, double worth, std::size_t r) const {
    if (r < first_stage_) return std::numeric_limits<double>::infinity();
    if (variance == 0) return 0;
    return std::max(0.0, h2_ * variance / (2 * worth) - worth * static_cast<double>(r) / 2);
}

double SelectionBoundary::end(double variance, double worth) const {
    return variance == 0 ? 0 : std::ceil(h2_ * variance / (worth * worth));
}

bool SelectionBoundary::is_look(std::size_t r) const {
    return r % first_look_ == 0 && std::has_single_bit(r / first_look_);
}

double SelectionBoundary::look(double variance, double worth, std::size_t r) const {
    if (variance == 0 && r < first_stage_) return std::numeric_limits<double>::infinity();
    const double t = student(static_cast<double>(r - 1), error_ / 4 / static_cast<double>(r / first_look_));
    return std::max(0.0, t * std::sqrt(variance * static_cast<double>(r)) - worth * static_cast<double>(r));
}

std::size_t two_stage_blocks(double error, double variance, double worth, std::size_t first_stage) {
    constexpr double beyond_all = 1e15;
    const double t = student(static_cast<double>(first_stage - 1), error);
    const double blocks = std::min(beyond_all, std::ceil(t * t * variance / (worth * worth)));
    return std::max(first_stage, static_cast<std::size_t>(blocks));
}

}  // namespace burncast

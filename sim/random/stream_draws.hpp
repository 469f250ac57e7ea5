// The draws of a Stream, on Boost.Random's distributions (never std::, whose results differ between libraries).
#pragma once

#include <boost/random/binomial_distribution.hpp>
#include <boost/random/exponential_distribution.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <cmath>
#include <limits>

#include "sim/random/stream.hpp"

namespace burncast {

inline double Stream::uniform() { return static_cast<double>(engine_() >> 11) * 0x1.0p-53; }

inline double Stream::normal() {
    boost::random::normal_distribution<double> law;
    return law(engine_);
}

inline double Stream::exponential() {
    boost::random::exponential_distribution<double> law;
    return law(engine_);
}

inline double Stream::gamma(double shape) {
    if (shape == 0.5) {  // half a chi-square with one degree of freedom; a tenth of the general method's time
        const double z = normal();
        return z * z / 2;
    }
    boost::random::gamma_distribution<double> law(shape);
    return law(engine_);
}

inline double Stream::lognormal(double median, double log_sd) { return median * std::exp(log_sd * normal()); }

inline std::int64_t Stream::poisson(double mean) {
    if (!(mean > 0)) return 0;
    boost::random::poisson_distribution<std::int64_t, double> law(mean);
    return law(engine_);
}

inline std::int64_t Stream::binomial(std::int64_t trials, double probability) {
    if (trials <= 0 || !(probability > 0)) return 0;
    if (probability >= 1) return trials;
    boost::random::binomial_distribution<std::int32_t, double> law(static_cast<std::int32_t>(trials), probability);
    return law(engine_);
}

inline bool Stream::chance(double probability) { return uniform() < probability; }

inline std::int64_t Stream::failures_before_success_log(double log_of_failure) {
    constexpr std::int64_t never = std::numeric_limits<std::int32_t>::max();
    if (log_of_failure >= 0) return never;
    const double n = -exponential() / log_of_failure;
    return n < static_cast<double>(never) ? static_cast<std::int64_t>(n) : never;
}

inline std::int64_t Stream::failures_before_success(double probability) {
    return failures_before_success_log(std::log1p(-probability));
}

}  // namespace burncast

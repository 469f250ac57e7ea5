// Count, mean and variance of numbers seen one by one (Welford 1962). The last digit depends on their order.
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <span>

namespace burncast {

class Moments {
public:
    void add(double value) {
        ++count_;
        const double step = value - mean_;
        mean_ += step / static_cast<double>(count_);
        squares_ += step * (value - mean_);
    }

    [[nodiscard]] std::size_t count() const { return count_; }
    // NaN when nothing was seen.
    [[nodiscard]] double mean() const { return count_ == 0 ? nan : mean_; }
    // The sample variance, with n - 1; NaN below two values.
    [[nodiscard]] double variance() const { return count_ < 2 ? nan : squares_ / static_cast<double>(count_ - 1); }
    [[nodiscard]] double sd() const { return std::sqrt(variance()); }

private:
    static constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    std::size_t count_ = 0;
    double mean_ = 0;
    double squares_ = 0;
};

// Of those that have a value: NaN is left out.
[[nodiscard]] inline Moments moments_of(std::span<const double> values) {
    Moments moments;
    for (const double value : values)
        if (!std::isnan(value)) moments.add(value);
    return moments;
}
[[nodiscard]] inline double mean_of(std::span<const double> values) { return moments_of(values).mean(); }

}  // namespace burncast

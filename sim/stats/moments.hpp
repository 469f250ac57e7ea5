// Count, mean and variance of numbers seen one by one (Welford 1962), mergeable (Chan, Golub and LeVeque 1983).
//
// Merging in a fixed order gives fixed bytes; another order may differ in the last digit, so fold by index.
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>

namespace burncast {

class Moments {
public:
    void add(double value) {
        ++count_;
        const double step = value - mean_;
        mean_ += step / static_cast<double>(count_);
        squares_ += step * (value - mean_);
    }

    void merge(const Moments& other) {
        if (other.count_ == 0) return;
        if (count_ == 0) {
            *this = other;
            return;
        }
        const double mine = static_cast<double>(count_);
        const double theirs = static_cast<double>(other.count_);
        const double step = other.mean_ - mean_;
        count_ += other.count_;
        mean_ += step * (theirs / (mine + theirs));
        squares_ += other.squares_ + step * step * (mine * theirs / (mine + theirs));
    }

    [[nodiscard]] std::size_t count() const { return count_; }
    // NaN when nothing was seen.
    [[nodiscard]] double mean() const { return count_ == 0 ? nan : mean_; }
    // The sample variance, with n - 1; NaN below two values.
    [[nodiscard]] double variance() const { return count_ < 2 ? nan : squares_ / static_cast<double>(count_ - 1); }
    [[nodiscard]] double sd() const { return std::sqrt(variance()); }
    // Of the mean, if the values are independent.
    [[nodiscard]] double standard_error() const { return std::sqrt(variance() / static_cast<double>(count_)); }

private:
    static constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    std::size_t count_ = 0;
    double mean_ = 0;
    double squares_ = 0;
};

}  // namespace burncast

// How statistical tests judge: samples with their standard errors, and distances between distributions.
//
// Bounds are in standard errors. At 4.5 of them a right law fails for 1 of 150,000 seeds, a wrong one at these sample
// sizes misses by far more, and seeds are fixed: a test that passes once passes for ever.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace burncast::testing {

inline constexpr double most_errors = 4.5;

// Values seen, and what they say about the law they came from.
class Sample {
public:
    Sample() = default;
    explicit Sample(std::vector<double> values) : values_(std::move(values)) {}

    void add(double value) { values_.push_back(value); }
    [[nodiscard]] const std::vector<double>& values() const { return values_; }
    [[nodiscard]] double size() const { return static_cast<double>(values_.size()); }

    [[nodiscard]] double mean() const {
        double sum = 0;
        for (const double v : values_) sum += v;
        return sum / size();
    }
    [[nodiscard]] double variance() const { return central(2) * size() / (size() - 1); }
    [[nodiscard]] double error_of_mean() const { return std::sqrt(variance() / size()); }
    // From the fourth moment: Var(s²) ≈ (m₄ − m₂²)/n.
    [[nodiscard]] double error_of_variance() const {
        const double m2 = central(2);
        return std::sqrt(std::max(0.0, central(4) - m2 * m2) / size());
    }

private:
    [[nodiscard]] double central(int power) const {
        const double middle = mean();
        double sum = 0;
        for (const double v : values_) sum += std::pow(v - middle, power);
        return sum / size();
    }
    std::vector<double> values_;
};

// How many standard errors a sample's mean lies from what it should be.
inline double errors_off(const Sample& sample, double mean) {
    return std::abs(sample.mean() - mean) / std::max(sample.error_of_mean(), 1e-300);
}
// The same for its variance, when the law's variance and excess kurtosis are known.
inline double variance_errors_off(const Sample& sample, double variance, double excess) {
    return std::abs(sample.variance() - variance) / (variance * std::sqrt((excess + 2) / sample.size()));
}
// Of a share: hits among n that each hit with the given probability.
inline double share_errors_off(double hits, double n, double probability) {
    return std::abs(hits / n - probability) / std::sqrt(probability * (1 - probability) / n);
}

// Means and variances of two samples, apart by this many standard errors of their difference.
inline double means_apart(const Sample& a, const Sample& b) {
    const double gap = std::abs(a.mean() - b.mean());
    return gap == 0 ? 0 : gap / std::hypot(a.error_of_mean(), b.error_of_mean());
}
inline double variances_apart(const Sample& a, const Sample& b) {
    const double gap = std::abs(a.variance() - b.variance());
    return gap == 0 ? 0 : gap / std::hypot(a.error_of_variance(), b.error_of_variance());
}

// Kolmogorov and Smirnov: the largest distance between two distribution functions, times √(nm/(n+m)).
// Under one law it exceeds x with probability 2·e^(−2x²) or less; ties only make it smaller.
inline double ks_two_samples(const Sample& first, const Sample& second) {
    std::vector<double> a = first.values(), b = second.values();
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    double widest = 0;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        const double x = std::min(a[i], b[j]);
        while (i < a.size() && a[i] <= x) ++i;
        while (j < b.size() && b[j] <= x) ++j;
        widest =
            std::max(widest, std::abs(static_cast<double>(i) / first.size() - static_cast<double>(j) / second.size()));
    }
    return widest * std::sqrt(first.size() * second.size() / (first.size() + second.size()));
}
// One sample against a distribution function, times √n.
template <class Below>
double ks_one_sample(const Sample& sample, Below&& below) {
    std::vector<double> v = sample.values();
    std::sort(v.begin(), v.end());
    double widest = 0;
    for (std::size_t i = 0; i < v.size(); ++i) {
        const double p = below(v[i]);
        widest = std::max(
            {widest, p - static_cast<double>(i) / sample.size(), static_cast<double>(i + 1) / sample.size() - p});
    }
    return widest * std::sqrt(sample.size());
}
// As rare as 4.5 standard errors: 2·e^(−2·2.47²) = 1e-5.
inline constexpr double most_ks = 2.47;

inline double normal_below(double z) { return std::erfc(-z / std::sqrt(2.0)) / 2; }

}  // namespace burncast::testing

#include "sim/stats/interval.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "sim/stats/moments.hpp"
#include "sim/stats/quantile.hpp"

namespace burncast {

namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

struct ClusterMean {
    double mean = no_value;
    double variance = no_value;  // of the mean
    std::size_t blocks = 0;
};

ClusterMean cluster_mean(std::span<const double> values, std::size_t block_size) {
    const Moments moments = moments_of(values);
    ClusterMean result{moments.mean(), no_value, 0};
    double squares = 0;
    for (std::size_t first = 0; first < values.size(); first += block_size) {
        double residual = 0;
        bool seen = false;
        for (const double value : values.subspan(first, std::min(block_size, values.size() - first))) {
            if (std::isnan(value)) continue;
            residual += value - result.mean;
            seen = true;
        }
        if (!seen) continue;
        ++result.blocks;
        squares += residual * residual;
    }
    if (result.blocks < 2) return result;
    const double blocks = static_cast<double>(result.blocks);
    const double count = static_cast<double>(moments.count());
    result.variance = blocks / (blocks - 1) * squares / (count * count);
    return result;
}

// 1 + the correlation within complete pairs of "is at most `limit`", never below 1.
double design_effect(std::span<const double> values, double limit, std::size_t block_size) {
    if (block_size != 2) return 1;
    double pairs = 0;
    double below = 0;
    double both = 0;
    for (std::size_t i = 0; i + 1 < values.size(); i += 2) {
        if (std::isnan(values[i]) || std::isnan(values[i + 1])) continue;
        const bool first = values[i] <= limit;
        const bool second = values[i + 1] <= limit;
        pairs += 1;
        below += (first ? 0.5 : 0) + (second ? 0.5 : 0);
        both += first && second ? 1 : 0;
    }
    const double share = below / pairs;
    const double variance = share * (1 - share);
    if (!(variance > 0)) return pairs > 0 ? 2 : 1;  // nothing to see a correlation in: be careful
    return 1 + std::clamp((both / pairs - share * share) / variance, 0.0, 1.0);
}

// P(Bin(n, p) < k) for real n and k, by the incomplete beta function.
double binomial_below(double k, double n, double p) {
    if (k <= 0) return 0;
    if (k > n) return 1;
    return boost::math::ibeta(n - k + 1, k, 1 - p);
}

}  // namespace

double variance_of_mean(std::span<const double> values, std::size_t block_size) {
    return cluster_mean(values, block_size).variance;
}

ConfidenceInterval mean_interval(std::span<const double> values, std::size_t block_size) {
    const ClusterMean mean = cluster_mean(values, block_size);
    if (std::isnan(mean.variance)) return {no_value, no_value};
    if (mean.variance == 0 && mean.blocks < fewest_for_p95) return {-infinity, infinity};
    const boost::math::students_t law(static_cast<double>(mean.blocks - 1));
    const double arm = boost::math::quantile(law, 0.5 + confidence / 2) * std::sqrt(mean.variance);
    return {mean.mean - arm, mean.mean + arm};
}

ConfidenceInterval interval_of_difference(std::span<const double> differences, std::size_t block_size) {
    const ClusterMean mean = cluster_mean(differences, block_size);
    return mean.variance == 0 ? ConfidenceInterval{mean.mean, mean.mean} : mean_interval(differences, block_size);
}

Estimate mean_difference(std::span<const double> differences, std::size_t block_size) {
    const ConfidenceInterval interval = interval_of_difference(differences, block_size);
    return {mean_of(differences), interval.low, interval.high};
}

Estimate ratio_of_means(std::span<const double> over, std::span<const double> under, std::size_t block_size) {
    std::vector<double> above(over.begin(), over.end()), below(under.begin(), under.end());
    for (std::size_t i = 0; i < above.size(); ++i)
        if (std::isnan(above[i]) || std::isnan(below[i])) above[i] = below[i] = no_value;
    const ClusterMean divided = cluster_mean(above, block_size);
    const ClusterMean by = cluster_mean(below, block_size);
    if (by.mean == 0 || std::isnan(by.mean)) return {no_value, no_value, no_value};
    const double ratio = divided.mean / by.mean;
    std::vector<double> slack(above.size()), sum(above.size());
    for (std::size_t i = 0; i < slack.size(); ++i) {
        slack[i] = above[i] - ratio * below[i];
        sum[i] = slack[i] + below[i];
    }
    const ClusterMean rest = cluster_mean(slack, block_size);
    if (!std::isfinite(rest.variance) || !std::isfinite(by.variance)) return {ratio, no_value, no_value};
    if (rest.variance == 0) return {ratio, ratio, ratio};  // the same share in all of them
    const boost::math::students_t law(static_cast<double>(rest.blocks - 1));
    const double t = boost::math::quantile(law, 0.5 + confidence / 2);
    // Of a quadratic in r, its leading coefficient and what is under the root.
    const double lead = by.mean * by.mean - t * t * by.variance;
    if (!(lead > 0)) return {ratio, -infinity, infinity};
    const double shared = (variance_of_mean(sum, block_size) - rest.variance - by.variance) / 2;
    const double root =
        t * t * (by.mean * by.mean * rest.variance - t * t * (rest.variance * by.variance - shared * shared));
    const double middle = ratio - t * t * shared / lead;
    const double arm = std::sqrt(std::max(root, 0.0)) / lead;
    return {ratio, middle - arm, middle + arm};
}

ConfidenceInterval interval_of_event_difference(std::span<const double> differences, std::size_t block_size) {
    double count = 0;
    double only_with = 0;
    double only_without = 0;
    for (const double difference : differences) {
        if (std::isnan(difference)) continue;
        count += 1;
        only_with += difference > 0 ? 1 : 0;
        only_without += difference < 0 ? 1 : 0;
    }
    if (count == 0) return {no_value, no_value};
    double effect = 1;
    if (block_size == 2) {
        const double paired = variance_of_mean(differences, 2) / variance_of_mean(differences, 1);
        effect = std::isnan(paired) ? 2 : std::clamp(paired, 1.0, 2.0);  // nothing to see a correlation in: be careful
    }
    const double units = count / effect + 2;
    const double with = (only_with / effect + 1) / units;
    const double without = (only_without / effect + 1) / units;
    const double change = with - without;
    const boost::math::normal law;
    const double arm =
        boost::math::quantile(law, 0.5 + confidence / 2) * std::sqrt((with + without - change * change) / units);
    return {std::max(change - arm, -1.0), std::min(change + arm, 1.0)};
}

ConfidenceInterval quantile_interval(std::span<const double> values, double p, std::size_t block_size) {
    std::vector<double> sorted;
    for (const double value : values)
        if (!std::isnan(value)) sorted.push_back(value);
    if (sorted.empty()) return {no_value, no_value};
    std::sort(sorted.begin(), sorted.end());

    const double count = static_cast<double>(sorted.size());
    const double effective = count / design_effect(values, quantile(sorted, p), block_size);
    const double tail = (1 - confidence) / 2;
    const auto below = [&](std::size_t rank) {
        return binomial_below(static_cast<double>(rank) * effective / count, effective, p);
    };
    // The largest rank whose order statistic is too high with probability at most `tail`, the smallest that is too low.
    std::size_t low = 0;
    std::size_t high = sorted.size() + 1;
    for (std::size_t end = sorted.size() + 1; end - low > 1;) {
        const std::size_t middle = low + (end - low) / 2;
        (below(middle) <= tail ? low : end) = middle;
    }
    for (std::size_t end = 0; high - end > 1;) {
        const std::size_t middle = end + (high - end) / 2;
        (below(middle) >= 1 - tail ? high : end) = middle;
    }
    return {low == 0 ? -infinity : sorted[low - 1], high > sorted.size() ? infinity : sorted[high - 1]};
}

ConfidenceInterval probability_interval(std::span<const double> happened, std::size_t block_size) {
    double count = 0;
    double hits = 0;
    for (const double value : happened) {
        if (std::isnan(value)) continue;
        count += 1;
        hits += value;
    }
    if (count == 0) return {0, 1};
    const double effect = design_effect(happened, 0, block_size);
    const double seen = hits / effect;
    const double missed = (count - hits) / effect;
    const double tail = (1 - confidence) / 2;
    return {seen > 0 ? boost::math::ibeta_inv(seen, missed + 1, tail) : 0,
            missed > 0 ? boost::math::ibeta_inv(seen + 1, missed, 1 - tail) : 1};
}

double relative_half_width(double estimate, ConfidenceInterval interval) {
    if (interval.low == estimate && interval.high == estimate) return 0;
    const double arm = std::max(interval.high - estimate, estimate - interval.low);
    const double width = arm / std::abs(estimate);
    return std::isnan(width) ? infinity : width;
}

Precision precision_of(std::span<const double> values, std::size_t block_size) {
    Moments moments;
    std::vector<double> sorted;
    for (const double value : values) {
        if (std::isnan(value)) continue;
        moments.add(value);
        sorted.push_back(value);
    }
    std::sort(sorted.begin(), sorted.end());
    if (sorted.size() > 1 && sorted.front() == sorted.back()) return {0, 0};
    return {relative_half_width(moments.mean(), mean_interval(values, block_size)),
            relative_half_width(quantile(sorted, 0.95), quantile_interval(values, 0.95, block_size))};
}

}  // namespace burncast

#include "sim/stats/summary.hpp"

#include <algorithm>
#include <boost/math/distributions/fisher_f.hpp>
#include <cmath>
#include <limits>

#include "sim/stats/moments.hpp"
#include "sim/stats/quantile.hpp"

namespace burncast {

namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

// One-way analysis of variance over complete pairs; see the header.
void split_spread(std::span<const double> values, Distribution& result) {
    Moments within;
    Moments means;
    for (std::size_t i = 0; i + 1 < values.size(); i += 2) {
        const double difference = values[i] - values[i + 1];
        if (std::isnan(difference)) continue;
        within.add(difference * difference / 2);
        means.add(values[i] / 2 + values[i + 1] / 2);
    }
    const double luck = within.mean();
    const double ignorance = std::max(0.0, means.variance() - luck / 2);
    if (means.count() < 2 || !(luck + ignorance > 0)) return;
    result.luck_share = luck / (luck + ignorance);
    result.ignorance_share = ignorance / (luck + ignorance);
    const double pairs = static_cast<double>(within.count());
    const boost::math::fisher_f law(pairs - 1, pairs);
    const auto luck_at = [&](double level) {
        const double beyond = 2 * means.variance() / luck / boost::math::quantile(law, level);
        return std::min(1.0, 2 / (1 + beyond));
    };
    result.luck_low = luck_at(0.5 - confidence / 2);
    result.luck_high = luck_at(0.5 + confidence / 2);
}

}  // namespace

ConfidenceInterval possible(ConfidenceInterval interval, UnitKind unit, std::string_view measure) {
    const Measure* known = find_measure(measure);
    const bool any =
        unit == UnitKind::date || unit == UnitKind::ratio || (known != nullptr && (known->parts & of_either_sign) != 0);
    const double most = unit == UnitKind::share ? 1 : infinity;
    return any ? interval
               : ConfidenceInterval{std::clamp(interval.low, 0.0, most), std::clamp(interval.high, 0.0, most)};
}

Distribution distribution_of(std::span<const double> values, std::size_t block_size) {
    Distribution result;
    Moments moments;
    std::vector<double> sorted;
    for (const double value : values) {
        if (std::isnan(value)) continue;
        moments.add(value);
        sorted.push_back(value);
    }
    std::sort(sorted.begin(), sorted.end());
    const bool finite = !sorted.empty() && std::isfinite(sorted.front()) && std::isfinite(sorted.back());
    result.mean = finite ? moments.mean() : no_value;
    result.sd = finite ? moments.sd() : no_value;
    const ConfidenceInterval interval = mean_interval(values, block_size);
    result.mean_low = finite ? interval.low : no_value;
    result.mean_high = finite ? interval.high : no_value;
    result.p05 = quantile(sorted, 0.05);
    result.p25 = quantile(sorted, 0.25);
    result.p50 = quantile(sorted, 0.50);
    result.p75 = quantile(sorted, 0.75);
    result.p95 = quantile(sorted, 0.95);
    result.luck_share = result.luck_low = result.luck_high = result.ignorance_share = no_value;
    if (finite && block_size == 2) {
        split_spread(values, result);
    } else if (result.sd > 0) {
        result.luck_share = result.luck_low = result.luck_high = 1;
        result.ignorance_share = 0;
    }
    return result;
}

std::vector<MeasureSummary> summarise(const Rows& rows, std::size_t block_size, std::string_view currency) {
    std::vector<MeasureSummary> summaries;
    summaries.reserve(rows.columns().size());
    for (std::size_t c = 0; c < rows.columns().size(); ++c) {
        const Column& column = rows.columns()[c];
        Distribution distribution = distribution_of(rows.column(c), block_size);
        if (const Measure* measure = find_measure(column.measure)) {
            distribution.unit = unit_text(measure->unit, currency);
            const ConfidenceInterval mean =
                possible({distribution.mean_low, distribution.mean_high}, measure->unit, measure->name);
            distribution.mean_low = mean.low;
            distribution.mean_high = mean.high;
        }
        summaries.push_back({column, std::move(distribution)});
    }
    return summaries;
}

}  // namespace burncast

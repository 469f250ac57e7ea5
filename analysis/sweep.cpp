#include "analysis/sweep.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/comparison.hpp"
#include "sim/stats/moments.hpp"

namespace burncast {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::vector<double> values_of(const NamedValue& measure, const PolicyRows& rows) {
    return series_of(measure.value, rows.rows).front().values;
}

// NaN where the mean before is not above 0.
Estimate relative_change(const std::vector<double>& before, const std::vector<double>& after, std::size_t block) {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    if (!(mean_of(before) > 0)) return {none, none, none};
    const Estimate ratio = ratio_of_means(after, before, block);
    return {ratio.value - 1, ratio.low - 1, ratio.high - 1};
}

std::vector<SweptNumber> numbers_of(const Sweep& sweep, const PolicyRows& rows, std::string_view currency) {
    const std::size_t block = block_size(rows.uncertain || sweep.as_it_is.uncertain);
    std::vector<SweptNumber> numbers;
    for (const NamedValue& measure : sweep.measures) {
        const std::vector<double> values = values_of(measure, rows), reference = values_of(measure, sweep.as_it_is);
        SweptNumber number{distribution_of(values, block), paired_difference(reference, values, block),
                           relative_change(reference, values, block)};
        number.distribution.unit = unit_text(measure.value.unit, currency);
        numbers.push_back(std::move(number));
    }
    return numbers;
}

const SweepPoint& at_no_change(const Sweep& sweep, const SweepPoint& point, std::size_t price) {
    std::vector<std::size_t> at = point.at;
    const std::vector<double>& changes = sweep.axes[price].at;
    at[price] = static_cast<std::size_t>(std::find(changes.begin(), changes.end(), 0.0) - changes.begin());
    return *std::find_if(sweep.points.begin(), sweep.points.end(),
                         [&](const SweepPoint& other) { return other.at == at; });
}

std::optional<Estimate> rebound_at(const Sweep& sweep, const SweepPoint& point) {
    const std::optional<std::size_t> price = sweep.price_axis();
    const double change = price ? sweep.axes[*price].at[point.at[*price]] : 0;
    if (change == 0) return std::nullopt;
    const auto bill = [](const PolicyRows& rows) { return rows.rows.column(*rows.rows.find("bill", "total")); };
    const SweepPoint& without = at_no_change(sweep, point, *price);
    const std::size_t block = block_size(point.rows.uncertain || without.rows.uncertain);
    return rebound(bill(without.rows), bill(point.rows), change, point.days_with_price, block);
}

// Where a straight line between two points crosses 1; nothing when it does not.
std::optional<double> crossing(double x0, double y0, double x1, double y1) {
    if (!((y0 < 1) != (y1 < 1))) return std::nullopt;
    return std::lerp(x0, x1, (1 - y0) / (y1 - y0));
}

// Along a line of points: the first crossing of R, and of the ends of its interval. An end that never crosses 1 leaves
// that side open: where R rises along the axis, its low end would cross further on and its high end before.
std::optional<Backfire> backfire_along(const std::vector<double>& x, const std::vector<Estimate>& line) {
    const auto first = [&](auto&& end) -> std::optional<double> {
        for (std::size_t i = 0; i + 1 < line.size(); ++i)
            if (const auto at = crossing(x[i], end(line[i]), x[i + 1], end(line[i + 1]))) return at;
        return std::nullopt;
    };
    const std::optional<double> begins = first([](const Estimate& r) { return r.value; });
    if (!begins) return std::nullopt;
    const bool rises = (line.front().value < 1) == (x.front() < *begins);
    const double low = first([](const Estimate& r) { return r.low; }).value_or(rises ? infinity : -infinity);
    const double high = first([](const Estimate& r) { return r.high; }).value_or(rises ? -infinity : infinity);
    return Backfire{0, {}, *begins, {std::min(low, high), std::max(low, high)}};
}

// Every line of points along every axis that has a rebound at two points or more.
std::vector<Backfire> backfires_of(const Sweep& sweep, const std::vector<SweptPoint>& points) {
    std::vector<Backfire> found;
    for (std::size_t axis = 0; axis < sweep.axes.size(); ++axis) {
        for (const SweptPoint& first : points) {
            if (first.at[axis] != 0) continue;  // each line once, from its first point
            std::vector<double> x;
            std::vector<Estimate> line;
            for (const SweptPoint& point : points) {
                std::vector<std::size_t> moved = point.at;
                moved[axis] = 0;
                if (moved != first.at || !point.rebound) continue;
                x.push_back(sweep.axes[axis].at[point.at[axis]]);
                line.push_back(*point.rebound);
            }
            if (std::optional<Backfire> backfire = backfire_along(x, line)) {
                backfire->axis = axis;
                backfire->others = first.at;
                found.push_back(std::move(*backfire));
            }
        }
    }
    return found;
}

}  // namespace

Estimate rebound(const std::vector<double>& bill, const std::vector<double>& changed, double change,
                 double share_of_run, std::size_t block_size) {
    const Estimate moved = relative_change(bill, changed, block_size);
    const auto of_change = [&](double moves) { return 1 - moves / (change * share_of_run); };
    const double one = of_change(moved.low), other = of_change(moved.high);
    return {of_change(moved.value), std::min(one, other), std::max(one, other)};
}

SweepReport analyse_sweep(const Sweep& sweep, std::string_view currency) {
    SweepReport report;
    report.as_it_is = numbers_of(sweep, sweep.as_it_is, currency);
    for (const SweepPoint& point : sweep.points)
        report.points.push_back({point.at, numbers_of(sweep, point.rows, currency), rebound_at(sweep, point)});
    report.backfires = backfires_of(sweep, report.points);
    return report;
}

}  // namespace burncast

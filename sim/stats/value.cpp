#include "sim/stats/value.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "sim/stats/moments.hpp"
#include "sim/stats/quantile.hpp"

namespace burncast {

namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

std::vector<std::size_t> found(const Rows& rows, const Column& asked) {
    std::vector<std::size_t> columns = columns_asked(rows.columns(), asked);
    if (columns.empty()) throw std::invalid_argument("the rows have no " + asked.measure + "." + asked.period);
    return columns;
}

}  // namespace

double statistic_of(const Statistic& statistic, std::span<const double> values) {
    if (statistic.kind != Statistic::Kind::quantile) {
        const double mean = mean_of(values);
        return std::isfinite(mean) ? mean : no_value;
    }
    std::vector<double> sorted(values.begin(), values.end());
    std::erase_if(sorted, [](double value) { return std::isnan(value); });
    std::sort(sorted.begin(), sorted.end());
    return quantile(sorted, statistic.level);
}

std::vector<std::size_t> columns_of(const ReportedValue& value, std::span<const Column> columns) {
    std::vector<std::size_t> found = columns_asked(columns, value.over);
    if (found.size() != 1 || !value.under) return found.size() == 1 ? found : std::vector<std::size_t>();
    const std::vector<std::size_t> under = columns_asked(columns, *value.under);
    if (under.size() != 1) return {};
    return {found.front(), under.front()};
}

double value_of(std::span<const double> row) {
    if (row.size() < 2) return row.front();
    return row[1] == 0 ? no_value : row[0] / row[1];
}

std::vector<Series> series_of(const ReportedValue& value, const Rows& rows) {
    std::vector<Series> all;
    const std::vector<std::size_t> over = found(rows, value.over);
    for (const std::size_t column : over) all.push_back({rows.columns()[column].period, rows.column(column)});
    if (!value.under) return all;
    const std::vector<std::size_t> under = found(rows, *value.under);
    if (under.size() != over.size()) throw std::invalid_argument("the two sides of a ratio have different periods");
    for (std::size_t i = 0; i < all.size(); ++i) {
        const std::vector<double> divisors = rows.column(under[i]);
        for (std::size_t r = 0; r < divisors.size(); ++r)
            all[i].values[r] = value_of(std::array{all[i].values[r], divisors[r]});
    }
    return all;
}

}  // namespace burncast

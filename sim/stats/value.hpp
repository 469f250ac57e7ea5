// What gates and expectations ask of a run: a reported number, or a ratio of two, in each replication; and a statistic of
// it over replications. sim/scenario/value_text.hpp reads them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/stats/measure.hpp"
#include "sim/stats/rows.hpp"

namespace burncast {

struct Statistic {
    enum class Kind { mean, quantile, probability };
    Kind kind = Kind::quantile;
    double level = 0.5;  // of the quantile; min is 0, max is 1
};

// Of a mean or quantile. Replications without a value (NaN) are left out; the mean of what is sometimes never has none.
[[nodiscard]] double statistic_of(const Statistic& statistic, std::span<const double> values);

// Periods may be `year` or `month`, for each of them that the run touches; in a ratio both sides then say so.
struct ReportedValue {
    Column over;
    std::optional<Column> under;      // of a ratio
    UnitKind unit = UnitKind::share;  // ratio for a ratio
};

// As somebody wrote it: bill.total.
struct NamedValue {
    std::string name;
    ReportedValue value;
};

// A value over the replications, in their order.
struct Series {
    std::string period;  // of what is divided
    std::vector<double> values;
};

// Which columns hold a value that is one number a life: one, or both sides of a ratio. Empty where they do not, or
// where there are several of it.
[[nodiscard]] std::vector<std::size_t> columns_of(const ReportedValue& value, std::span<const Column> columns);
// Out of a life's row of these columns, in this order. A ratio has no value (NaN) where it would divide by 0.
[[nodiscard]] double value_of(std::span<const double> row);

// One, or one for each year or month. Throws std::invalid_argument when the rows lack what is asked.
[[nodiscard]] std::vector<Series> series_of(const ReportedValue& value, const Rows& rows);

}  // namespace burncast

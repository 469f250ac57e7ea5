#include "analysis/expectation.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/stats/quantile.hpp"

namespace burncast {

ExpectationReport evaluate_expectation(const Expectation& expectation, const Rows& rows, std::chrono::sys_days start,
                                       std::string_view currency) {
    const std::vector<std::size_t> columns = columns_asked(rows.columns(), expectation.measure, expectation.period);
    if (columns.empty())
        throw std::invalid_argument("the rows have no " + expectation.measure + "." + expectation.period);
    std::vector<double> values = rows.column(columns.front());
    std::erase_if(values, [](double v) { return std::isnan(v); });
    if (expectation.months_after_start)
        for (double& value : values)
            value = (value - static_cast<double>(start.time_since_epoch().count())) / days_per_month;
    std::sort(values.begin(), values.end());

    ExpectationReport report;
    report.what = expectation.what;
    report.observed = expectation.observed;
    report.within = expectation.within;
    report.unit = expectation.months_after_start ? "months" : unit_text(expectation.unit, currency);
    report.from = expectation.from;
    report.kind = expectation.predicted ? "predicted" : "calibrated";
    report.p05 = quantile(values, 0.05);
    report.p50 = quantile(values, 0.50);
    report.p95 = quantile(values, 0.95);
    report.inside = report.p05 <= report.observed && report.observed <= report.p95;
    report.passed = std::abs(report.p50 - report.observed) <= report.within;
    return report;
}

}  // namespace burncast

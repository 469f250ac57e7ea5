#include "analysis/expectation.hpp"

#include <cmath>
#include <vector>

#include "sim/base/time.hpp"

namespace burncast {

ExpectationReport evaluate_expectation(const Expectation& expectation, const Rows& rows, std::chrono::sys_days start,
                                       std::string_view currency) {
    std::vector<double> values = series_of(expectation.value, rows).front().values;
    if (expectation.months_after_start)
        for (double& value : values)
            value = (value - static_cast<double>(start.time_since_epoch().count())) / days_per_month;
    const auto at = [&](double level) { return statistic_of({Statistic::Kind::quantile, level}, values); };
    const Statistic& asked = expectation.statistic;

    ExpectationReport report;
    report.what = expectation.what;
    report.observed = expectation.observed;
    report.within = expectation.within;
    report.unit = expectation.months_after_start ? "months" : unit_text(expectation.unit, currency);
    report.from = expectation.from;
    report.kind = expectation.kind == FactKind::predicted    ? "predicted"
                  : expectation.kind == FactKind::calibrated ? "calibrated"
                                                             : "missed";
    report.p05 = at(0.05);
    report.p50 = at(0.50);
    report.p95 = at(0.95);
    report.simulated = statistic_of(asked, values);
    if (asked.kind == Statistic::Kind::quantile && asked.level == 0.5)
        report.inside = report.p05 <= report.observed && report.observed <= report.p95;
    report.passed = std::abs(report.simulated - report.observed) <= report.within;
    return report;
}

}  // namespace burncast

#include "analysis/expectation.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/base/time.hpp"

namespace burncast {

namespace {

const PolicyRows* find(std::span<const PolicyRows> policies, const std::string& name) {
    const auto at = std::find_if(policies.begin(), policies.end(), [&](const PolicyRows& p) { return p.name == name; });
    return at == policies.end() ? nullptr : &*at;
}

// By replication.
std::vector<double> values_of(const Expectation& expectation, std::span<const PolicyRows> policies) {
    const auto values = [&](const Rows& rows) { return series_of(expectation.value, rows).front().values; };
    std::vector<double> base = values(policies.front().rows);
    if (expectation.shapley.empty()) return base;
    std::vector<std::vector<double>> under;
    for (const std::string& name : expectation.shapley) under.push_back(values(find(policies, name)->rows));
    for (std::size_t r = 0; r < base.size(); ++r) {
        const double saved = base[r] - under[2][r];
        const double first = ((base[r] - under[0][r]) + (under[1][r] - under[2][r])) / 2;
        base[r] = saved > 0 ? first / saved : std::nan("");
    }
    return base;
}

}  // namespace

bool answerable(const Expectation& expectation, std::span<const PolicyRows> policies) {
    return std::all_of(expectation.shapley.begin(), expectation.shapley.end(),
                       [&](const std::string& name) { return find(policies, name) != nullptr; });
}

ExpectationReport evaluate_expectation(const Expectation& expectation, std::span<const PolicyRows> policies,
                                       std::chrono::sys_days start, std::string_view currency) {
    if (!answerable(expectation, policies)) throw std::invalid_argument(expectation.what + " asks about more policies");
    std::vector<double> values = values_of(expectation, policies);
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

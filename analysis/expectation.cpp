#include "analysis/expectation.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "analysis/quantity.hpp"
#include "analysis/scanner.hpp"
#include "analysis/value_name.hpp"
#include "sim/stats/quantile.hpp"

namespace burncast {

namespace {

constexpr std::string_view months_question = "budget exhausted after";

// The text as one amount of the expectation's unit, with nothing after it.
Reading<double> amount_of(const std::string& text, const Expectation& expectation, bool is_width,
                          std::string_view currency) {
    Scanner scanner(text);
    const bool time = expectation.months_after_start || (is_width && expectation.unit == UnitKind::date);
    Reading<double> amount = time ? read_days(scanner) : read_quantity(scanner, expectation.unit, currency);
    if (!amount) return amount;
    if (!scanner.at_end())
        return Reading<double>::fault("what is `" + std::string(scanner.rest()) + "` doing here?", scanner.at());
    return expectation.months_after_start ? *amount.value / days_per_month : *amount.value;
}

// 15%, of the observed value. A share's own unit is the percentage, so there it is absolute.
std::optional<double> relative_width(const std::string& text, const Expectation& expectation) {
    if (expectation.unit == UnitKind::share || (expectation.unit == UnitKind::date && !expectation.months_after_start))
        return std::nullopt;
    Scanner scanner(text);
    const std::optional<double> share = read_percentage(scanner);
    return share && scanner.at_end() ? std::optional(*share * std::abs(expectation.observed)) : std::nullopt;
}

ValueName name_of(const Expectation& expectation) { return {expectation.measure, expectation.period, {}}; }

}  // namespace

Reading<Expectation> parse_expectation(const ExpectationText& text, std::string_view currency) {
    const auto fault = [](const std::string& key, const std::string& message, std::size_t at) {
        return Reading<Expectation>::fault(key + ": " + message, at);
    };
    Expectation expectation;
    expectation.text = text;
    if (text.what == months_question) {
        expectation.measure = "budget_exhausted_on";
        expectation.period = "total";
        expectation.unit = UnitKind::date;
        expectation.months_after_start = true;
    } else {
        const Reading<ValueName> name = parse_value_name(text.what);
        if (!name) return fault("what", name.error + "; or write `" + std::string(months_question) + "`", name.at);
        if (name.value->period == "year" || name.value->period == "month")
            return fault("what", "an observation belongs to one period: name the year or month", name.at);
        expectation.measure = name.value->measure;
        expectation.period = name.value->period;
        expectation.unit = name.value->unit;
    }
    const Reading<double> observed = amount_of(text.observed, expectation, false, currency);
    if (!observed) return fault("observed", observed.error, observed.at);
    expectation.observed = *observed.value;
    if (const std::optional<double> relative = relative_width(text.within, expectation)) {
        expectation.within = *relative;
    } else {
        const Reading<double> within = amount_of(text.within, expectation, true, currency);
        if (!within) return fault("within", within.error + ", or a share of it such as 15%", within.at);
        expectation.within = *within.value;
    }
    if (expectation.within < 0) return fault("within", "this cannot be negative", 0);
    if (text.kind != "predicted" && text.kind != "calibrated")
        return fault("kind", "`" + text.kind + "` should be predicted or calibrated", 0);
    return expectation;
}

std::string check_expectation(const Expectation& expectation, std::span<const Column> columns) {
    return matching_columns(name_of(expectation), columns).empty() ? missing_value_text(name_of(expectation), columns)
                                                                   : std::string();
}

ExpectationReport evaluate_expectation(const Expectation& expectation, const Rows& rows, std::chrono::sys_days start,
                                       std::string_view currency) {
    const std::vector<std::size_t> columns = matching_columns(name_of(expectation), rows.columns());
    if (columns.empty())
        throw std::invalid_argument(expectation.text.what + ": " + check_expectation(expectation, rows.columns()));
    std::vector<double> values = rows.column(columns.front());
    std::erase_if(values, [](double v) { return std::isnan(v); });
    if (expectation.months_after_start)
        for (double& value : values)
            value = (value - static_cast<double>(start.time_since_epoch().count())) / days_per_month;
    std::sort(values.begin(), values.end());

    ExpectationReport report;
    report.what = expectation.text.what;
    report.observed = expectation.observed;
    report.within = expectation.within;
    report.unit = expectation.months_after_start ? "months" : unit_text(expectation.unit, currency);
    report.from = expectation.text.from;
    report.kind = expectation.text.kind;
    report.p05 = quantile(values, 0.05);
    report.p50 = quantile(values, 0.50);
    report.p95 = quantile(values, 0.95);
    report.passed = std::abs(report.p50 - report.observed) <= report.within;
    return report;
}

}  // namespace burncast

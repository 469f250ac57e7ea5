#include "sim/scenario/expectation_text.hpp"

#include <cmath>

#include "sim/config/date.hpp"
#include "sim/config/number_text.hpp"
#include "sim/config/suggestion.hpp"
#include "sim/scenario/amount_text.hpp"
#include "sim/scenario/value_name.hpp"

namespace burncast {

namespace {

constexpr std::string_view months_question = "budget exhausted after";

// 4 months, 2 weeks, 10 days: in days, a month being 30.4375.
Parsed<double> parse_days(const std::string& text) {
    const Parsed<Span> span = parse_span(text);
    if (span) return Parsed<double>::of(span.value->about_days());
    return Parsed<double>::fault("“" + shown(text) + "” " + span.wrong + " (a time like 4 months, 2 weeks or 10 days)");
}

Parsed<double> parse_months(const std::string& text) {
    const Parsed<double> days = parse_days(text);
    return days ? Parsed<double>::of(*days.value / days_per_month) : days;
}

// Measure, period and unit; returns what is wrong with the text, or nothing.
std::string read_what(const std::string& what, Expectation& expectation) {
    expectation.what = what;
    expectation.months_after_start = what == months_question;
    if (expectation.months_after_start) {
        expectation.measure = "budget_exhausted_on";
        expectation.period = "total";
        expectation.unit = UnitKind::date;
        return {};
    }
    if (const std::string near = nearest(what, {std::string(months_question)}); !near.empty())
        return "“" + shown(what) + "” is nothing that is reported — did you mean " + near + "?";
    const Parsed<ValueName> name = parse_value_name(what);
    if (!name) return name.wrong;
    if (name.value->period == "year" || name.value->period == "month")
        return "an observation belongs to one period: name the year or month";
    expectation.measure = name.value->measure;
    expectation.period = name.value->period;
    expectation.unit = name.value->unit;
    return {};
}

Parsed<double> parse_observed(const std::string& text, const Expectation& expectation, const Currency& currency) {
    return expectation.months_after_start ? parse_months(text) : parse_amount(text, expectation.unit, currency);
}

// A share of the observed; beside a share it is percentage points, beside a date it is days.
Parsed<double> parse_within(const std::string& text, const Expectation& expectation, const Currency& currency) {
    const bool months = expectation.months_after_start;
    if (expectation.unit == UnitKind::date && !months) return parse_days(text);
    if (expectation.unit == UnitKind::share) return parse_amount(text, expectation.unit, currency);
    if (trimmed(text).ends_with('%')) {
        const Parsed<double> share = parse_quantity(text, Dimension::share);
        if (share && *share.value >= 0) return Parsed<double>::of(*share.value * std::abs(expectation.observed));
        return Parsed<double>::fault("“" + shown(text) + "” is no share of the observed such as 15%");
    }
    Parsed<double> width = months ? parse_months(text) : parse_amount(text, expectation.unit, currency);
    if (!width) width.wrong += ", or a share of the observed such as 15%";
    return width;
}

}  // namespace

std::optional<Expectation> read_expectation(const ExpectParams& line, const std::string& path, const Currency& currency,
                                            Faults& faults) {
    // A text that is missing has been said to be.
    if (line.what.name.empty() || line.observed.name.empty() || line.within.name.empty()) return std::nullopt;
    Expectation expectation;
    expectation.from = line.from;
    expectation.predicted = line.predicted;
    if (const std::string wrong = read_what(line.what.name, expectation); !wrong.empty()) {
        faults.add(line.what.place, path + ".what", wrong);
        return std::nullopt;
    }
    const Parsed<double> observed = parse_observed(line.observed.name, expectation, currency);
    if (!observed) faults.add(line.observed.place, path + ".observed", observed.wrong);
    expectation.observed = observed.value.value_or(0);
    const Parsed<double> within = parse_within(line.within.name, expectation, currency);
    if (!within) faults.add(line.within.place, path + ".within", within.wrong);
    expectation.within = within.value.value_or(0);
    return observed && within ? std::optional(std::move(expectation)) : std::nullopt;
}

}  // namespace burncast

#include "sim/scenario/expectation_text.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/config/date.hpp"
#include "sim/config/node.hpp"
#include "sim/config/number_text.hpp"
#include "sim/config/suggestion.hpp"
#include "sim/scenario/amount_text.hpp"
#include "sim/scenario/value_text.hpp"

namespace burncast {

namespace {

constexpr std::string_view months_question = "budget exhausted after";

// 4 months, 2 weeks, 10 days: in days, a month being 30.4375.
Parsed<double> parse_days(const std::string& text) {
    const Parsed<Span> span = parse_span(text);
    if (span) return Parsed<double>::of(span.value->about_days());
    return Parsed<double>::fault(span.wrong + " (a time like 4 months, 2 weeks or 10 days)");
}

Parsed<double> parse_months(const std::string& text) {
    const Parsed<double> days = parse_days(text);
    return days ? Parsed<double>::of(*days.value / days_per_month) : days;
}

// VALUE: ONE, OTHER, BOTH, as stands inside shapley(…); the text of the value, or what is wrong.
Parsed<std::string> read_policies(std::string_view inside, Expectation& expectation) {
    const std::size_t colon = inside.find(": ");
    std::string_view names = colon == std::string_view::npos ? std::string_view() : inside.substr(colon + 1);
    while (!names.empty()) {
        const std::size_t comma = std::min(names.find(','), names.size());
        expectation.shapley.emplace_back(trimmed(names.substr(0, comma)));
        names.remove_prefix(std::min(comma + 1, names.size()));
    }
    if (expectation.shapley.size() == 3) return Parsed<std::string>::of(std::string(trimmed(inside.substr(0, colon))));
    return Parsed<std::string>::fault(
        "shapley is of a value and three policies, the last of which is the first two "
        "together: shapley(bill.total: one, other, both)");
}

// VALUE, STATISTIC(VALUE) or shapley(VALUE: ONE, OTHER, BOTH); returns what is wrong with the text, or nothing.
std::string read_what(const std::string& what, Expectation& expectation) {
    expectation.what = what;
    expectation.months_after_start = what == months_question;
    if (expectation.months_after_start) {
        expectation.value = {{"budget_exhausted_on", "total", "all", ""}, std::nullopt, UnitKind::date};
        return {};
    }
    if (const std::string near = nearest(what, {std::string(months_question)}); !near.empty())
        return "“" + shown(what) + "” is nothing that is reported — did you mean " + near + "?";
    std::string text(trimmed(what));
    if (text.find('(') != std::string::npos) {
        const std::optional<Call> call = split_call(text);
        if (!call || !call->rest.empty()) return "“" + shown(what) + "” is neither VALUE nor STATISTIC(VALUE)";
        if (call->name == "shapley") {
            Parsed<std::string> value = read_policies(call->inside, expectation);
            if (!value) return value.wrong;
            text = std::move(*value.value);
        } else {
            const Parsed<Statistic> statistic = parse_statistic(call->name, ", or shapley");
            if (!statistic) return statistic.wrong;
            expectation.statistic = *statistic.value;
            text = std::string(call->inside);
        }
    }
    Parsed<ReportedValue> value = parse_value(text);
    if (!value) return value.wrong;
    expectation.value = std::move(*value.value);
    if (!expectation.shapley.empty()) expectation.value.unit = UnitKind::share;
    if (const std::string& period = expectation.value.over.period; period == "year" || period == "month")
        return "an observation belongs to one period: name the year or month";
    return {};
}

Parsed<Amount> parse_observed(const std::string& text, const Expectation& expectation, const Currency& currency) {
    if (!expectation.months_after_start) return parse_amount(text, expectation.value.unit, currency);
    const Parsed<double> months = parse_months(text);
    return months ? Parsed<Amount>::of({*months.value, UnitKind::date}) : Parsed<Amount>::fault(months.wrong);
}

// A share of the observed; beside a share it is percentage points, beside a date it is days.
Parsed<double> parse_within(const std::string& text, const Expectation& expectation, const Currency& currency) {
    const bool months = expectation.months_after_start;
    const auto amount = [&] {
        const Parsed<Amount> parsed = parse_amount(text, expectation.unit, currency);
        return parsed ? Parsed<double>::of(parsed.value->value) : Parsed<double>::fault(parsed.wrong);
    };
    if (expectation.unit == UnitKind::date && !months) return parse_days(text);
    if (expectation.unit == UnitKind::share) return amount();
    if (trimmed(text).ends_with('%')) {
        const Parsed<double> share = parse_quantity(text, Dimension::share);
        if (share && expectation.observed == 0) return Parsed<double>::fault("is a share of nothing; give an amount");
        if (share && *share.value >= 0) return Parsed<double>::of(*share.value * std::abs(expectation.observed));
        return Parsed<double>::fault("is no share of the observed such as 15%");
    }
    Parsed<double> width = months ? parse_months(text) : amount();
    if (!width) width.wrong += ", or a share of the observed such as 15%";
    return width;
}

}  // namespace

std::optional<Expectation> read_expectation(const ExpectParams& line, const std::string& path, const Currency& currency,
                                            Faults& faults) {
    // A text that is missing has been said to be.
    if (line.what.name.empty() || line.observed.name.empty() || line.within.name.empty()) return std::nullopt;
    const auto blame = [&](const std::string& key, const Reference& text, const std::string& wrong) {
        faults.add(text.place, path + "." + key + " = " + shown(text.name), wrong);
    };
    Expectation expectation;
    expectation.from = line.from;
    expectation.kind = line.kind;
    if (const std::string wrong = read_what(line.what.name, expectation); !wrong.empty()) {
        blame("what", line.what, wrong);
        return std::nullopt;
    }
    const Parsed<Amount> observed = parse_observed(line.observed.name, expectation, currency);
    if (!observed) blame("observed", line.observed, observed.wrong);
    expectation.observed = observed ? observed.value->value : std::nan("");  // 0 would be a figure
    expectation.unit = observed ? observed.value->unit : expectation.value.unit;
    const Parsed<double> within = parse_within(line.within.name, expectation, currency);
    if (!within) blame("within", line.within, within.wrong);
    expectation.within = within.value.value_or(0);
    return observed && within ? std::optional(std::move(expectation)) : std::nullopt;
}

}  // namespace burncast

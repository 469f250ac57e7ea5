#include "sim/config/quantity.hpp"

#include <array>
#include <cmath>
#include <span>

#include "sim/config/money_text.hpp"
#include "sim/config/node.hpp"
#include "sim/config/number_text.hpp"

namespace burncast {

namespace {

using Result = Parsed<double>;

struct Unit {
    std::string_view word;
    double size;
};

constexpr std::array<Unit, 18> seconds_in{{
    {"s", 1},
    {"sec", 1},
    {"second", 1},
    {"seconds", 1},
    {"ms", 1e-3},
    {"min", 60},
    {"minute", 60},
    {"minutes", 60},
    {"h", 3600},
    {"hr", 3600},
    {"hour", 3600},
    {"hours", 3600},
    {"d", 86400},
    {"day", 86400},
    {"days", 86400},
    {"week", 604800},
    {"weeks", 604800},
    {"w", 604800},
}};
constexpr std::array<Unit, 15> days_in{{
    {"s", 1. / 86400},
    {"sec", 1. / 86400},
    {"second", 1. / 86400},
    {"min", 1. / 1440},
    {"minute", 1. / 1440},
    {"h", 1. / 24},
    {"hr", 1. / 24},
    {"hour", 1. / 24},
    {"day", 1},
    {"d", 1},
    {"week", 7},
    {"month", days_per_month},
    {"quarter", days_per_year / 4},
    {"year", days_per_year},
    {"yr", days_per_year},
}};
double size_of(std::string_view word, std::span<const Unit> units) {
    for (const Unit& unit : units)
        if (unit.word == word) return unit.size;
    return 0;
}

// Tokens in `tok`, `Mtok`, `M tokens`, `million tokens`, `k tok`; 0 when it is none of them.
double tokens_in(std::string_view unit) {
    constexpr std::array<Unit, 5> scales{{{"k", 1e3}, {"thousand", 1e3}, {"M", 1e6}, {"million", 1e6}, {"", 1}}};
    for (const Unit& scale : scales) {
        if (!unit.starts_with(scale.word)) continue;
        const std::string_view word = trimmed(unit.substr(scale.word.size()));
        if (word == "tok" || word == "token" || word == "tokens") return scale.size;
    }
    return 0;
}

std::string unknown_unit(std::string_view unit, const std::string& allowed) {
    if (unit.empty()) return "lacks a unit; write " + allowed;
    return "has an unknown unit “" + shown(unit) + "”; write " + allowed;
}

Result share(std::string_view text) {
    const Parsed<NumberThen> number = parse_number_then(text);
    if (!number) return Result::fault(number.wrong);
    if (number.value->rest == "%") return Result::of(number.value->value / 100);
    if (number.value->rest.empty()) return Result::of(number.value->value);
    return Result::fault(unknown_unit(number.value->rest, "30% or 0.3"));
}

Result count(std::string_view text) {
    const Result number = parse_number(text);
    if (number && *number.value != std::round(*number.value)) return Result::fault("must be a whole number");
    return number;
}

Result tokens(std::string_view text) {
    const Parsed<NumberThen> number = parse_number_then(text);
    if (!number) return Result::fault(number.wrong);
    const double size = tokens_in(number.value->rest);
    if (size == 0) return Result::fault(unknown_unit(number.value->rest, "it in tokens, like 8k tok"));
    return Result::of(number.value->value * size);
}

Result price(std::string_view text, const Currency& currency) {
    Quotient parts = split_quotient(text);
    if (parts.below.starts_with("1")) parts.below = trimmed(parts.below.substr(1));  // per 1M tokens
    const double size = tokens_in(parts.below);
    if (size == 0)
        return Result::fault(unknown_unit(parts.below, "it per million tokens, like " + currency.symbol() + "3/Mtok"));
    const Result money = parse_money(parts.above, currency);
    return money ? Result::of(*money.value / size * 1e6) : money;
}

// One or several amounts: 45 s, 1 h 30 min.
Result duration(std::string_view text) {
    double seconds = 0;
    bool negative = false;
    bool first = true;
    do {
        const Parsed<NumberThen> number = parse_number_then(text);
        if (!number) return Result::fault(number.wrong);
        std::size_t letters = 0;
        const std::string_view rest = number.value->rest;
        while (letters < rest.size() && rest[letters] >= 'A') ++letters;
        const std::string_view unit = rest.substr(0, letters);
        if (unit.starts_with("month") || unit.starts_with("year") || unit.starts_with("quarter"))
            return Result::fault("is no fixed length of time; write it in days or weeks");
        const double size = size_of(unit, seconds_in);
        if (size == 0) return Result::fault(unknown_unit(unit, "it in ms, s, min, h, days or weeks"));
        if (!first && number.value->has_sign) return Result::fault("is not a duration");
        if (first) negative = number.value->value < 0;
        seconds += std::abs(number.value->value) * size;
        text = trimmed(rest.substr(letters));
        first = false;
    } while (!text.empty());
    return Result::of(negative ? 0 - seconds : seconds);
}

Result rate(std::string_view text) {
    const Quotient parts = split_quotient(text);
    const double days = size_of(parts.below, days_in);
    if (days == 0)
        return Result::fault(unknown_unit(parts.below, "it per s, min, h, day, week, month or year, like 20/day"));
    const Result number = parts.above.ends_with("%") ? share(parts.above) : parse_number(parts.above);
    return number ? Result::of(*number.value / days) : number;
}

// A change over a month is compounded to a year: -2%/month is (1 − 0.02)^12 − 1.
Result relative_rate(std::string_view text) {
    const Quotient parts = split_quotient(text);
    const double days = size_of(parts.below, days_in);
    if (days < 1)
        return Result::fault(unknown_unit(parts.below, "it per day, week, month, quarter or year, like -20%/year"));
    if (!parts.above.ends_with("%")) return Result::fault("must be a percentage, like -20%/year");
    const Result change = share(parts.above);
    if (!change || days == days_per_year) return change;
    if (*change.value <= -1) return Result::fault("must be above -100%");
    const double yearly = std::expm1(std::log1p(*change.value) * (days_per_year / days));
    return yearly < 1e18 ? Result::of(yearly) : Result::fault("is out of range");
}

Result relative_change(std::string_view text) {
    const Parsed<NumberThen> number = parse_number_then(text);
    if (!number) return Result::fault(number.wrong);
    if (number.value->rest != "%") return Result::fault("must be a percentage with its sign, like +65% or -20%");
    if (!number.value->has_sign && number.value->value != 0)
        return Result::fault("must say up or down: +" + std::string(trimmed(text)) + " or -" +
                             std::string(trimmed(text)));
    return Result::of(number.value->value / 100);
}

Result money_rate(std::string_view text, const Currency& currency) {
    const Quotient parts = split_quotient(text);
    const double days = size_of(parts.below, days_in);
    if (days < 1)
        return Result::fault(unknown_unit(
            parts.below, "it per day, week, month, quarter or year, like " + currency.symbol() + "220k/year"));
    const Result money = parse_money(parts.above, currency);
    return money ? Result::of(days == days_per_year ? *money.value : *money.value * (days_per_year / days)) : money;
}

}  // namespace

Parsed<double> parse_quantity(std::string_view text, Dimension dimension, const Currency& currency) {
    switch (dimension) {
        case Dimension::share:
            return share(text);
        case Dimension::number:
            return parse_number(text);
        case Dimension::count:
            return count(text);
        case Dimension::tokens:
            return tokens(text);
        case Dimension::money:
            return parse_money(text, currency);
        case Dimension::price:
            return price(text, currency);
        case Dimension::duration:
            return duration(text);
        case Dimension::rate:
            return rate(text);
        case Dimension::relative_rate:
            return relative_rate(text);
        case Dimension::relative_change:
            return relative_change(text);
        case Dimension::money_rate:
            return money_rate(text, currency);
    }
    return Result::fault("cannot be read");
}

}  // namespace burncast

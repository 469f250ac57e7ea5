#include "sim/scenario/amount_text.hpp"

#include "sim/config/date.hpp"
#include "sim/config/node.hpp"
#include "sim/config/number_text.hpp"

namespace burncast {

namespace {

using Result = Parsed<double>;

// 7.6M calls: a number of things that are counted.
Result counted(std::string_view text, const std::string& one) {
    const Parsed<NumberThen> number = parse_number_then(text);
    if (!number) return Result::fault(number.wrong);
    const std::string_view word = number.value->rest;
    if (word.empty()) return Result::fault("lacks a unit");
    if (word != one && word != one + "s") return Result::fault("has an unknown unit “" + shown(word) + "”");
    return Result::of(number.value->value);
}

// $3/task: an amount of money for each of one thing.
Result money_per(const std::string& one, std::string_view text, const Currency& currency) {
    const Quotient parts = split_quotient(text);
    if (parts.below.empty()) return Result::fault("lacks its unit");
    if (parts.below != one) return Result::fault("has an unknown unit “" + shown(parts.below) + "”");
    return parse_quantity(parts.above, Dimension::money, currency);
}

Result date(std::string_view text) {
    const Parsed<Instant> parsed = parse_date(text);
    if (!parsed) return Result::fault(parsed.wrong);
    return Result::of(static_cast<double>(parsed.value->day().time_since_epoch().count()));
}

Result unchecked(std::string_view text, UnitKind unit, const Currency& currency) {
    switch (unit) {
        case UnitKind::currency:
            return parse_quantity(text, Dimension::money, currency);
        case UnitKind::tokens:
            return parse_quantity(text, Dimension::tokens);
        case UnitKind::calls:
            return counted(text, "call");
        case UnitKind::sessions:
            return counted(text, "session");
        case UnitKind::tasks:
            return counted(text, "task");
        case UnitKind::alerts:
            return counted(text, "alert");
        case UnitKind::hours:
            return counted(text, "hour");
        case UnitKind::minutes:
            return counted(text, "minute");
        case UnitKind::ratio:
            return parse_quantity(text, Dimension::number);
        case UnitKind::share:
            return parse_quantity(text, Dimension::share);
        case UnitKind::currency_per_session:
            return money_per("session", text, currency);
        case UnitKind::currency_per_task:
            return money_per("task", text, currency);
        case UnitKind::currency_per_mtok:
            return parse_quantity(text, Dimension::price, currency);
        case UnitKind::currency_per_hour:
            return money_per("hour", text, currency);
        case UnitKind::date:
            return date(text);
    }
    return Result::fault("cannot be read");
}

}  // namespace

Parsed<Amount> parse_amount(std::string_view text, UnitKind unit, const Currency& currency, bool is_difference) {
    using Read = Parsed<Amount>;
    text = trimmed(text);
    if (text.empty()) return Read::fault("here " + example(unit, currency) + " is due");
    const bool in_percent = unit == UnitKind::ratio && text.ends_with('%');
    Result amount = in_percent ? parse_quantity(text, Dimension::share) : unchecked(text, unit, currency);
    std::string hint;
    if (amount && !is_difference && unit != UnitKind::date && unit != UnitKind::ratio && *amount.value < 0)
        amount = Result::fault("is negative");
    if (amount && unit == UnitKind::share && *amount.value > 1) {
        if (text.find('%') == std::string_view::npos) hint = " — did you mean " + shown(text) + "%?";
        amount = Result::fault("is more than 100%");
    }
    if (amount) return Read::of({*amount.value, in_percent ? UnitKind::share : unit});
    const std::string allowed =
        unit == UnitKind::date ? "" : " (" + example(unit, currency) + ")";  // date() has said it
    return Read::fault(amount.wrong + allowed + hint);
}

std::string example(UnitKind unit, const Currency& currency) {
    switch (unit) {
        case UnitKind::currency:
            return "an amount of money like " + currency.symbol() + "14M";
        case UnitKind::currency_per_session:
            return "an amount of money a session like " + currency.symbol() + "3/session";
        case UnitKind::currency_per_task:
            return "an amount of money a task like " + currency.symbol() + "3/task";
        case UnitKind::currency_per_mtok:
            return "a price like " + currency.symbol() + "3/Mtok";
        case UnitKind::currency_per_hour:
            return "an amount of money an hour like " + currency.symbol() + "3/hour";
        case UnitKind::tokens:
            return "a number of tokens like 603bn tok";
        case UnitKind::calls:
            return "a number of calls like 7.6M calls";
        case UnitKind::sessions:
            return "a number of sessions like 20k sessions";
        case UnitKind::tasks:
            return "a number of tasks like 20k tasks";
        case UnitKind::alerts:
            return "a number of alerts like 20 alerts";
        case UnitKind::hours:
            return "a number of hours like 20k hours";
        case UnitKind::minutes:
            return "a number of minutes like 20k minutes";
        case UnitKind::ratio:
            return "a plain number like 2.5, or a share like 10%";
        case UnitKind::share:
            return "a share like 10%";
        case UnitKind::date:
            return "a date like 2026-10-01";
    }
    return {};
}

}  // namespace burncast

#include "sim/config/date.hpp"

#include <chrono>
#include <cmath>

#include "sim/config/node.hpp"
#include "sim/config/number_text.hpp"

namespace burncast {

Instant Span::after(Instant start) const {
    const std::chrono::sys_days day = start.day();
    std::chrono::year_month_day date = std::chrono::year_month_day{day} + std::chrono::months(months);
    if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
    const Duration time_of_day = start - Instant::at(day);
    return Instant::at(std::chrono::sys_days(date) + std::chrono::days(days)) + time_of_day;
}

std::string to_text(const Span& span) {
    const auto amount = [](int n, const char* unit) { return std::to_string(n) + " " + unit + (n == 1 ? "" : "s"); };
    if (span.months == 0) return amount(span.days, "day");
    return amount(span.months, "month") + (span.days == 0 ? "" : " " + amount(span.days, "day"));
}

Parsed<Span> parse_span(std::string_view text) {
    using Result = Parsed<Span>;
    constexpr double longest = 1200;  // months; a century
    Span span;
    text = trimmed(text);
    do {
        const Parsed<NumberThen> number = parse_number_then(text);
        if (!number) return Result::fault(number.wrong);
        std::size_t letters = 0;
        const std::string_view rest = number.value->rest;
        while (letters < rest.size() && rest[letters] >= 'A') ++letters;
        const std::string_view unit = rest.substr(0, letters);
        const double amount = number.value->value;
        if (amount != std::round(amount)) return Result::fault("must be whole: write 18 months rather than 1.5 years");
        if (amount < 0) return Result::fault("must not be negative");
        const auto add = [&](int& sum, double n) {
            if (n > longest * 31) return false;
            sum += static_cast<int>(n);
            return true;
        };
        bool fits = false;
        if (unit == "day" || unit == "days")
            fits = add(span.days, amount);
        else if (unit == "week" || unit == "weeks")
            fits = add(span.days, amount * 7);
        else if (unit == "month" || unit == "months")
            fits = add(span.months, amount);
        else if (unit == "quarter" || unit == "quarters")
            fits = add(span.months, amount * 3);
        else if (unit == "year" || unit == "years")
            fits = add(span.months, amount * 12);
        else
            return Result::fault((unit.empty() ? "lacks a unit" : "has an unknown unit “" + shown(unit) + "”") +
                                 std::string("; write it in days, weeks, months or years"));
        if (!fits || span.about_days() > longest * 31) return Result::fault("is longer than a century");
        text = trimmed(rest.substr(letters));
    } while (!text.empty());
    return Result::of(span);
}

Parsed<Instant> parse_date(std::string_view text) {
    using Result = Parsed<Instant>;
    text = trimmed(text);
    constexpr std::string_view form = "dddd-dd-dd";
    bool fits = text.size() == form.size();
    for (std::size_t i = 0; fits && i < form.size(); ++i)
        fits = form[i] == '-' ? text[i] == '-' : text[i] >= '0' && text[i] <= '9';
    if (!fits) return Result::fault("is not a date like 2026-03-01");
    const auto number = [&](std::size_t at, std::size_t length) {
        int n = 0;
        for (const char c : text.substr(at, length)) n = n * 10 + (c - '0');
        return n;
    };
    const std::chrono::year_month_day date{std::chrono::year(number(0, 4)),
                                           std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                           std::chrono::day(static_cast<unsigned>(number(8, 2)))};
    if (!date.ok()) return Result::fault("is not a day of the calendar");
    if (number(0, 4) < 1970 || number(0, 4) > 2199) return Result::fault("must lie between 1970 and 2199");
    return Result::of(Instant::at(std::chrono::sys_days(date)));
}

}  // namespace burncast

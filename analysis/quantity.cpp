#include "analysis/quantity.hpp"

#include <charconv>
#include <utility>

namespace burncast {

namespace {

constexpr std::pair<std::string_view, std::string_view> symbols[] = {
    {"USD", "$"}, {"EUR", "€"}, {"GBP", "£"}, {"CNY", "¥"}, {"JPY", "¥"}};

constexpr std::pair<std::string_view, double> multipliers[] = {{"k", 1e3}, {"K", 1e3},   {"M", 1e6}, {"bn", 1e9},
                                                               {"B", 1e9}, {"tn", 1e12}, {"T", 1e12}};

// Units that may follow the number; any other word is a fault.
std::string_view singular(UnitKind unit) {
    switch (unit) {
        case UnitKind::tokens:
            return "tok";
        case UnitKind::calls:
            return "call";
        case UnitKind::sessions:
            return "session";
        case UnitKind::tasks:
            return "task";
        default:
            return {};
    }
}

bool is_money(UnitKind unit) { return unit == UnitKind::currency || unit == UnitKind::currency_per_task; }

bool is_unit_word(std::string_view word, UnitKind unit) {
    const std::string_view one = singular(unit);
    if (one.empty()) return false;
    return word == one || word == std::string(one) + "s" ||
           (unit == UnitKind::tokens && (word == "token" || word == "tokens"));
}

double multiplier_of(std::string_view word) {
    for (const auto& [name, factor] : multipliers)
        if (name == word) return factor;
    return 0;
}

// Takes the currency's symbol or code; a fault when another currency is written.
std::optional<std::string> wrong_currency(Scanner& text, std::string_view currency) {
    if (text.take(currency_symbol(currency)) || text.take_word(currency)) return std::nullopt;
    for (const auto& [code, symbol] : symbols)
        if (text.take(symbol) || text.take_word(code))
            return "the scenario's currency is " + std::string(currency) + ", not " + std::string(code);
    return std::nullopt;
}

int whole(std::string_view digits) {
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

}  // namespace

std::string currency_symbol(std::string_view code) {
    for (const auto& [name, symbol] : symbols)
        if (name == code) return std::string(symbol);
    return std::string(code) + " ";
}

std::string allowed_text(UnitKind unit, std::string_view currency) {
    const std::string symbol = currency_symbol(currency);
    switch (unit) {
        case UnitKind::currency:
            return "an amount of money such as " + symbol + "14M";
        case UnitKind::currency_per_task:
            return "an amount of money a task such as " + symbol + "3/task";
        case UnitKind::tokens:
            return "a number of tokens such as 603bn tok";
        case UnitKind::calls:
            return "a number of calls such as 7.6M calls";
        case UnitKind::sessions:
            return "a number of sessions such as 20k sessions";
        case UnitKind::tasks:
            return "a number of tasks such as 20k tasks";
        case UnitKind::share:
            return "a share such as 10%";
        case UnitKind::date:
            return "a date such as 2026-10-01";
    }
    return {};
}

std::optional<std::chrono::sys_days> read_date(Scanner& text) {
    text.skip_spaces();
    const std::string_view rest = text.rest();
    for (std::size_t i = 0; i < 10; ++i)
        if (i >= rest.size() || (i == 4 || i == 7 ? rest[i] != '-' : !Scanner::is_digit(rest[i]))) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(whole(rest.substr(0, 4))),
                                           std::chrono::month(static_cast<unsigned>(whole(rest.substr(5, 2)))),
                                           std::chrono::day(static_cast<unsigned>(whole(rest.substr(8, 2))))};
    if (!date.ok() || (rest.size() > 10 && Scanner::is_digit(rest[10]))) return std::nullopt;
    text.back_to(text.at() + 10);
    return std::chrono::sys_days(date);
}

std::optional<double> read_percentage(Scanner& text) {
    const std::size_t before = text.at();
    if (const std::optional<double> number = text.number(); number && text.take("%")) return *number / 100;
    text.back_to(before);
    return std::nullopt;
}

Reading<double> read_quantity(Scanner& text, UnitKind unit, std::string_view currency) {
    text.skip_spaces();
    const std::size_t begin = text.at();
    const auto fault = [&](const std::string& what) { return Reading<double>::fault(what, begin); };
    const auto due = [&] { return fault("here " + allowed_text(unit, currency) + " is due"); };
    if (unit == UnitKind::date) {
        if (const auto date = read_date(text)) return static_cast<double>(date->time_since_epoch().count());
        return due();
    }
    if (unit == UnitKind::share) {
        if (const auto share = read_percentage(text)) return *share;
        if (const auto number = text.number(); number && *number <= 1) return *number;
        return due();
    }
    const double sign = text.take("-") ? -1 : 1;
    if (is_money(unit))
        if (const auto wrong = wrong_currency(text, currency)) return fault(*wrong);
    const std::optional<double> number = text.number();
    if (!number || text.take("%")) return due();
    double value = sign * *number;
    std::size_t place = text.at();
    std::string_view word = text.word();
    if (const double factor = multiplier_of(word); factor > 0) {
        value *= factor;
        place = text.at();
        word = text.word();
    }
    if (!word.empty() && !is_unit_word(word, unit)) {
        text.back_to(place);
        text.skip_spaces();
        return Reading<double>::fault("what is `" + std::string(word) + "`? Here " + allowed_text(unit, currency) +
                                          " is due (k, M, bn, tn for thousands and more)",
                                      text.at());
    }
    if (unit == UnitKind::currency_per_task && text.take("/") && !text.take_word("task")) return due();
    return value;
}

Reading<double> read_days(Scanner& text) {
    text.skip_spaces();
    const std::size_t begin = text.at();
    const std::optional<double> number = text.number();
    const std::string_view word = number ? text.word() : std::string_view();
    constexpr double year = 365.25;
    if (word == "day" || word == "days") return *number;
    if (word == "week" || word == "weeks") return *number * 7;
    if (word == "month" || word == "months") return *number * (year / 12);
    if (word == "year" || word == "years") return *number * year;
    return Reading<double>::fault("here a time such as 4 months, 2 weeks or 10 days is due", begin);
}

}  // namespace burncast

#include <algorithm>
#include <string>
#include <vector>

#include "sim/base/currency.hpp"
#include "sim/config/money_text.hpp"
#include "sim/config/node.hpp"
#include "sim/config/suggestion.hpp"

namespace burncast {

namespace {

const std::vector<std::string>& codes() {
    static const std::vector<std::string> known = {"USD", "EUR", "GBP", "CNY", "JPY", "INR", "AED", "AUD", "BRL",
                                                   "CAD", "CHF", "CZK", "DKK", "HKD", "HUF", "IDR", "ILS", "KRW",
                                                   "MXN", "MYR", "NOK", "NZD", "PHP", "PLN", "RON", "SAR", "SEK",
                                                   "SGD", "THB", "TRY", "TWD", "VND", "ZAR"};
    return known;
}

bool is_code(std::string_view word) { return std::find(codes().begin(), codes().end(), word) != codes().end(); }

// Is this word a way to write that currency? A sign may stand for several.
bool means(std::string_view word, const Currency& currency) {
    if (word == currency.code) return true;
    return std::any_of(currency_signs.begin(), currency_signs.end(),
                       [&](const CurrencySign& s) { return s.sign == word && s.code == currency.code; });
}

bool is_currency(std::string_view word) {
    return is_code(word) || std::any_of(currency_signs.begin(), currency_signs.end(),
                                        [&](const CurrencySign& s) { return s.sign == word; });
}

// The sign or code that a text begins with.
std::string_view leading_currency(std::string_view text) {
    std::string_view found;
    for (const CurrencySign& s : currency_signs)
        if (text.starts_with(s.sign) && s.sign.size() > found.size()) found = s.sign;
    if (found.empty() && text.size() >= 3 && is_code(text.substr(0, 3))) found = text.substr(0, 3);
    return found;
}

}  // namespace

std::string Currency::symbol() const { return currency_symbol(code); }

Parsed<Currency> parse_currency(std::string_view text) {
    text = trimmed(text);
    if (is_code(text)) return Parsed<Currency>::of({std::string(text)});
    for (const CurrencySign& s : currency_signs)
        if (s.sign == text && text != "¥" && text != "￥") return Parsed<Currency>::of({std::string(s.code)});
    if (text == "¥" || text == "￥") return Parsed<Currency>::fault("¥ may be CNY or JPY; write which");
    return Parsed<Currency>::fault("is not a currency code like USD, EUR or CNY" + did_you_mean(text, codes()));
}

Parsed<double> parse_money(std::string_view text, const Currency& currency) {
    using Result = Parsed<double>;
    text = trimmed(text);
    bool negative = false;
    if (text.starts_with("-") || text.starts_with("+")) {
        if (!leading_currency(trimmed(text.substr(1))).empty()) {
            negative = text.front() == '-';
            text = trimmed(text.substr(1));
        }
    }
    std::string_view unit = leading_currency(text);
    text = trimmed(text.substr(unit.size()));
    const Parsed<NumberThen> number = parse_number_then(text);
    if (!number) return Result::fault(number.wrong);
    std::string_view rest = number.value->rest;
    if (unit.empty()) {
        unit = rest;
        rest = {};
    }
    if (unit.empty()) return Result::fault("lacks a currency; write " + currency.symbol() + std::string(text));
    if (!is_currency(unit) || !rest.empty())
        return Result::fault("has an unknown unit “" + shown(rest.empty() ? unit : rest) + "”");
    if (!means(unit, currency))
        return Result::fault("is in another currency than the scenario, which is in " + currency.code);
    return Result::of(negative ? 0 - number.value->value : number.value->value);
}

}  // namespace burncast

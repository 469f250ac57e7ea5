// Text → quantity in the base unit of its dimension (sim/config/dimension.hpp). Units are not optional: a plain number
// where a unit is due is refused, and so is a currency other than the scenario's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "sim/config/dimension.hpp"

namespace burncast {

// What reading a text gave: a value, or what is wrong with the text.
template <class T>
struct Parsed {
    std::optional<T> value;
    std::string wrong;

    static Parsed of(T v) { return {std::move(v), {}}; }
    static Parsed fault(std::string what) { return {std::nullopt, std::move(what)}; }
    explicit operator bool() const { return value.has_value(); }
};

// An ISO 4217 code and the sign people write for it. ¥ stands for CNY or JPY, whichever the scenario uses.
struct Currency {
    std::string code = "USD";
    [[nodiscard]] std::string symbol() const;  // "$", or "CHF " for a currency without a sign of its own
};
[[nodiscard]] Parsed<Currency> parse_currency(std::string_view text);

// A decimal number with an optional k, M, bn or tn; no hexadecimals, no leading zeros, no commas, finite.
[[nodiscard]] Parsed<double> parse_number(std::string_view text);

[[nodiscard]] Parsed<double> parse_quantity(std::string_view text, Dimension dimension, const Currency& currency = {});

}  // namespace burncast

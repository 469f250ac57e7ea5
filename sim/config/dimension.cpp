#include "sim/config/dimension.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace burncast {

namespace {

// Twelve significant digits, no exponent where a person would not write one.
std::string digits(double value) {
    std::array<char, 400> text{};
    const auto format = value == 0 || (std::abs(value) >= 1e-6 && std::abs(value) < 1e19) ? std::chars_format::fixed
                                                                                          : std::chars_format::general;
    // Round first: 0.07 * 100 is not 7, but it is 7 in twelve digits.
    std::array<char, 40> rounded{};
    const auto end =
        std::to_chars(rounded.data(), rounded.data() + rounded.size(), value, std::chars_format::scientific, 11).ptr;
    std::from_chars(rounded.data(), end, value);
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value, format).ptr};
}

// 10000000 → 10M, where that says the same in fewer signs.
std::string with_suffix(double value) {
    struct Suffix {
        double scale;
        const char* text;
    };
    if (std::abs(value) < 10'000) return digits(value);
    std::string best = digits(value);
    for (const Suffix& suffix : {Suffix{1e3, "k"}, Suffix{1e6, "M"}, Suffix{1e9, "bn"}, Suffix{1e12, "tn"}}) {
        if (std::abs(value) < suffix.scale) continue;
        const std::string text = digits(value / suffix.scale) + suffix.text;
        if (text.size() < best.size()) best = text;
    }
    return best;
}

std::string duration_text(double seconds) {
    struct Unit {
        double seconds;
        const char* one;
        const char* many;
    };
    constexpr std::array<Unit, 4> units{
        {{86400, " day", " days"}, {3600, " h", " h"}, {60, " min", " min"}, {1, " s", " s"}}};
    for (const Unit& unit : units) {
        const double amount = seconds / unit.seconds;
        const std::string text = digits(amount);
        if (std::abs(amount) >= 1 && text.size() <= 6) return text + (amount == 1 ? unit.one : unit.many);
    }
    return seconds != 0 && std::abs(seconds) < 1 ? digits(seconds * 1e3) + " ms" : with_suffix(seconds) + " s";
}

}  // namespace

bool Bounds::hold(double value) const {
    return !(low && value < *low) && !(above && value <= *above) && !(high && value > *high) &&
           !(below && value >= *below) && std::isfinite(value);
}

double Bounds::clamp(double value) const {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (high && value > *high) value = *high;
    if (below && value >= *below) value = std::nextafter(*below, -infinity);
    if (low && value < *low) value = *low;
    if (above && value <= *above) value = std::nextafter(*above, infinity);
    return value;
}

Bounds with_defaults(Bounds bounds, Dimension dimension) {
    const bool has_low = bounds.low || bounds.above;
    const bool has_high = bounds.high || bounds.below;
    switch (dimension) {
        case Dimension::number:
            break;
        case Dimension::share:
            if (!has_low) bounds.low = 0;
            if (!has_high) bounds.high = 1;
            break;
        case Dimension::relative_change:
            if (!has_low) bounds.low = -1;
            break;
        case Dimension::relative_rate:
            if (!has_low) bounds.above = -1;
            break;
        default:
            if (!has_low) bounds.low = 0;
    }
    return bounds;
}

std::string name(Dimension dimension) {
    switch (dimension) {
        case Dimension::share:
            return "share";
        case Dimension::number:
            return "number";
        case Dimension::count:
            return "count";
        case Dimension::tokens:
            return "tokens";
        case Dimension::money:
            return "money";
        case Dimension::price:
            return "price";
        case Dimension::duration:
            return "duration";
        case Dimension::rate:
            return "rate";
        case Dimension::relative_rate:
            return "yearly change";
        case Dimension::relative_change:
            return "change";
        case Dimension::money_rate:
            return "money rate";
    }
    return {};
}

std::string example(Dimension dimension, const std::string& symbol) {
    switch (dimension) {
        case Dimension::share:
            return "a share like 30% or 0.3";
        case Dimension::number:
            return "a plain number";
        case Dimension::count:
            return "a whole number";
        case Dimension::tokens:
            return "tokens like 8k tok or 1.2M tok";
        case Dimension::money:
            return "money like " + symbol + "1500 or " + symbol + "11M";
        case Dimension::price:
            return "a price like " + symbol + "3/Mtok";
        case Dimension::duration:
            return "a duration like 45 s, 5 min, 2 h or 3 days";
        case Dimension::rate:
            return "a rate like 20/day, 1.5/h or 3/week";
        case Dimension::relative_rate:
            return "a yearly change like -20%/year";
        case Dimension::relative_change:
            return "a change like +65% or -20%";
        case Dimension::money_rate:
            return "money over time like " + symbol + "220k/year";
    }
    return {};
}

std::string written(double value, Dimension dimension, const std::string& symbol) {
    const auto money = [&] { return (value < 0 ? "-" : "") + symbol + with_suffix(std::abs(value)); };
    switch (dimension) {
        case Dimension::share:
            return digits(value * 100) + "%";
        case Dimension::number:
        case Dimension::count:
            return with_suffix(value);
        case Dimension::tokens:
            return with_suffix(value) + " tok";
        case Dimension::money:
            return money();
        case Dimension::price:
            return money() + "/Mtok";
        case Dimension::duration:
            return duration_text(value);
        case Dimension::rate:
            return with_suffix(value) + "/day";
        case Dimension::relative_rate:
            return (value > 0 ? "+" : "") + digits(value * 100) + "%/year";
        case Dimension::relative_change:
            return (value > 0 ? "+" : "") + digits(value * 100) + "%";
        case Dimension::money_rate:
            return money() + "/year";
    }
    return {};
}

std::string range_text(const Bounds& bounds, Dimension dimension, const std::string& symbol) {
    const auto text = [&](double value) { return written(value, dimension, symbol); };
    if (bounds.low && bounds.high) return text(*bounds.low) + " … " + text(*bounds.high);
    std::string range;
    if (bounds.low) range = "at least " + text(*bounds.low);
    if (bounds.above) range = "above " + text(*bounds.above);
    const std::string comma = range.empty() ? "" : ", ";
    if (bounds.high) range += comma + "at most " + text(*bounds.high);
    if (bounds.below) range += comma + "below " + text(*bounds.below);
    return range;
}

std::string breach(double value, const Bounds& bounds, Dimension dimension, const std::string& symbol) {
    const auto text = [&](double bound) { return written(bound, dimension, symbol); };
    if (bounds.low && value < *bounds.low) return "must be at least " + text(*bounds.low);
    if (bounds.above && value <= *bounds.above) return "must be above " + text(*bounds.above);
    if (bounds.high && value > *bounds.high) return "must be at most " + text(*bounds.high);
    if (bounds.below && value >= *bounds.below) return "must be below " + text(*bounds.below);
    return {};
}

}  // namespace burncast

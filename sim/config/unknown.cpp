#include "sim/config/unknown.hpp"

#include <cmath>
#include <optional>

#include "sim/config/number_text.hpp"

namespace burncast {

namespace {

constexpr double normal_quantile_95 = 1.6448536269514722;

double logit(double p) { return std::log(p / (1 - p)); }

// The parts of `a to b`, where `to` is not inside parentheses.
std::optional<std::pair<std::string_view, std::string_view>> ends(std::string_view text) {
    constexpr std::string_view to = " to ";
    text = trimmed(text);
    int open = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        open += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
        if (open == 0 && text.substr(i).starts_with(to))
            return std::pair{trimmed(text.substr(0, i)), trimmed(text.substr(i + to.size()))};
    }
    return std::nullopt;
}

Interval::Scale scale_of(double low, double high, Dimension dimension) {
    if (dimension == Dimension::relative_change || dimension == Dimension::relative_rate)
        return Interval::Scale::linear;
    if (dimension == Dimension::share && low > 0 && high < 1) return Interval::Scale::logit;
    return low > 0 ? Interval::Scale::log : Interval::Scale::linear;
}

}  // namespace

double Interval::at(double z) const {
    const double steps = z / normal_quantile_95;
    const auto between = [&](double l, double h) { return (l + h) / 2 + (h - l) / 2 * steps; };
    switch (scale) {
        case Scale::log:
            return std::exp(between(std::log(low), std::log(high)));
        case Scale::logit:
            return 1 / (1 + std::exp(-between(logit(low), logit(high))));
        case Scale::linear:
            break;
    }
    return between(low, high);
}

bool looks_like_interval(std::string_view text) { return ends(text).has_value(); }

Parsed<Interval> parse_interval(std::string_view text, Dimension dimension, const Bounds& bounds,
                                const Currency& currency) {
    using Result = Parsed<Interval>;
    const auto parts = ends(text);
    if (!parts) return Result::fault("is not an interval like 0.3 to 0.6");
    if (ends(parts->second)) return Result::fault("has more than two ends");
    std::string first(parts->first);
    const Parsed<NumberThen> first_number = parse_number_then(first);
    const Parsed<NumberThen> second_number = parse_number_then(parts->second);
    // `10 to 20 min`: the unit stands at the second end for both. With a k or M there it is unclear what it belongs to.
    if (first_number && second_number && first_number.value->rest.empty() && !second_number.value->rest.empty()) {
        if (second_number.value->has_suffix && !first_number.value->has_suffix)
            return Result::fault("leaves the unit of its first end open; write it at both ends");
        const std::string unit(second_number.value->rest);
        first += (unit.starts_with('/') || unit.starts_with('%') ? "" : " ") + unit;
    }
    Interval interval;
    const auto read_end = [&](std::string_view end, double& value) -> std::string {
        const Parsed<double> read = parse_quantity(end, dimension, currency);
        if (!read) return "its end " + std::string(end) + " " + read.wrong;
        value = *read.value;
        const std::string wrong = breach(value, bounds, dimension, currency.symbol());
        return wrong.empty() ? wrong : "its end " + std::string(end) + " " + wrong;
    };
    if (std::string wrong = read_end(first, interval.low); !wrong.empty()) return Result::fault(wrong);
    if (std::string wrong = read_end(parts->second, interval.high); !wrong.empty()) return Result::fault(wrong);
    if (interval.low == interval.high) return Result::fault("has two equal ends; write the value once");
    if (interval.low > interval.high)
        return Result::fault("is upside down; write " + std::string(parts->second) + " to " + first);
    interval.scale = scale_of(interval.low, interval.high, dimension);
    return Result::of(interval);
}

}  // namespace burncast

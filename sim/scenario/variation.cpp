#include "sim/scenario/variation.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

#include "sim/config/node.hpp"
#include "sim/config/number_text.hpp"

namespace burncast {

namespace {

using Result = Parsed<Axis>;

// $1.5k/month as "$", 1.5, "k", 1500 and "/month".
struct Written {
    std::string before;
    double digits = 0;
    std::string scale;  // with the space around it, as written
    double number = 0;
    std::string unit;
};
std::optional<Written> written_number(std::string_view text) {
    std::size_t begin = text.find_first_of("+-0123456789.");
    if (begin == std::string_view::npos) return std::nullopt;
    Written written;
    written.before = text.substr(0, begin);
    if (text[begin] == '+') ++begin;
    const std::string_view rest = text.substr(begin);
    const Parsed<NumberThen> number = parse_number_then(rest);
    if (!number) return std::nullopt;
    const auto [stop, error] = std::from_chars(rest.data(), rest.data() + rest.size(), written.digits);
    if (error != std::errc()) return std::nullopt;
    written.number = number.value->value;
    written.unit = number.value->rest;
    const std::string_view after = rest.substr(static_cast<std::size_t>(stop - rest.data()));
    written.scale = after.substr(0, after.rfind(number.value->rest));
    return written;
}

// Without an exponent.
std::string exact_text(double number) {
    char digits[350];  // as many as the largest number has
    return {digits, std::to_chars(digits, digits + sizeof digits, number, std::chars_format::fixed).ptr};
}

// In six digits or all of a whole number: 0.30000000000000004 is 0.3.
std::string rounded_text(double number) {
    if (number == 0) return "0";
    const int before_point = static_cast<int>(std::floor(std::log10(std::abs(number)))) + 1;
    char digits[350];
    const int after_point = std::clamp(6 - before_point, 0, 30);
    const auto end = std::to_chars(digits, digits + sizeof digits, number, std::chars_format::fixed, after_point).ptr;
    std::string text(digits, end);
    if (text.find('.') == std::string::npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text;
}

bool is_date(std::string_view text) {
    return text.size() == 10 && text[4] == '-' && text[7] == '-' && text.find_first_not_of("0123456789-") == text.npos;
}

Result steps_between(Axis axis, std::string_view first, std::string_view last, std::size_t steps) {
    std::optional<Written> from = written_number(first), to = written_number(last);
    if (!from || !to || is_date(first) || is_date(last))
        return Result::fault("“" + shown(!from || is_date(first) ? first : last) +
                             "” is no number to step from or to; list the values instead: a, b, c");
    if (from->unit.empty()) from->unit = to->unit;
    if (to->before.empty()) to->before = from->before;
    if (from->before != to->before || from->unit != to->unit)
        return Result::fault("“" + shown(first) + "” and “" + shown(last) + "” have different units");
    if (from->number == to->number) return Result::fault("both ends are the same");
    // 1M tok..3M tok is 2M tok between; of $500..$1k all are written in full.
    const bool scaled = trimmed(from->scale) == trimmed(to->scale);
    const double begin = scaled ? from->digits : from->number, end = scaled ? to->digits : to->number;
    const bool word = !to->unit.empty() && std::isalpha(static_cast<unsigned char>(to->unit.front())) != 0;
    const std::string unit = (scaled ? to->scale : word ? " " : "") + to->unit;
    for (std::size_t i = 0; i < steps; ++i) {
        const double value = std::lerp(begin, end, static_cast<double>(i) / static_cast<double>(steps - 1));
        const bool is_end = i == 0 || i + 1 == steps;
        const bool nothing = std::abs(value) < std::abs(end - begin) * 1e-9;  // but for rounding
        axis.values.push_back(from->before + (is_end ? exact_text(value) : rounded_text(nothing ? 0 : value)) + unit);
    }
    return Result::of(std::move(axis));
}

// What is drawn and looked between; the places in the list where not all are numbers of one unit.
std::vector<double> positions(const std::vector<std::string>& values) {
    std::vector<double> at;
    std::optional<Written> first;
    for (const std::string& value : values) {
        const std::optional<Written> number = written_number(value);
        if (!number || is_date(value)) break;
        if (!first) first = number;
        if (number->before != first->before || number->unit != first->unit) break;
        at.push_back(number->number);
    }
    if (at.size() == values.size()) return at;
    at.clear();
    for (std::size_t i = 0; i < values.size(); ++i) at.push_back(static_cast<double>(i));
    return at;
}

// Shares above −100%, in order and with 0% among them.
std::string settle_prices(Axis& axis) {
    std::map<double, std::string> changes{{0, "0%"}};  // as written
    for (const std::string& value : axis.values) {
        const Parsed<double> change = parse_quantity(value, Dimension::share);
        if (!change) return "“" + shown(value) + "” " + change.wrong;
        if (!(*change.value > -1)) return "“" + shown(value) + "” would leave no price; it must be above -100%";
        changes.emplace(*change.value, (*change.value > 0 && !value.starts_with('+') ? "+" : "") + value);
    }
    axis.values.clear();
    axis.at.clear();
    for (const auto& [change, text] : changes) {
        axis.values.push_back(text);
        axis.at.push_back(change);
    }
    return changes.size() < 2 ? "holds no change" : "";
}

// Values are set as `--set` sets them; what is wrong with one was asked for by --vary.
std::vector<Fault> as_asked(std::vector<Fault> faults, const std::vector<std::string>& settings) {
    for (Fault& fault : faults)
        for (const std::string& setting : settings)
            if (fault.place.file == "--set " + shown(setting)) fault.place.file = "--vary " + shown(setting);
    return faults;
}

// The scenario's price steps, and one more.
NodePtr prices_with(const NodePtr& root, Instant on, const std::string& change) {
    const NodePtr market = root->find("market");
    const NodePtr steps = market ? market->find("prices") : nullptr;
    std::vector<NodePtr> items = steps ? steps->items : std::vector<NodePtr>{};
    const Place place{"--vary market.price", 0, 0};
    items.push_back(make_map(
        {{"on", place, make_scalar(iso_date(on), place)}, {"change", place, make_scalar(change, place)}}, place));
    return make_map({{"market", place, make_map({{"prices", place, make_list(std::move(items), place)}}, place)}},
                    place);
}

}  // namespace

Parsed<Axis> parse_axis(std::string_view text, std::size_t steps) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || trimmed(text.substr(0, equals)).empty())
        return Result::fault("write it as PATH=FIRST..LAST or PATH=VALUE, VALUE, …");
    Axis axis;
    axis.path = std::string(trimmed(text.substr(0, equals)));
    std::string_view values = trimmed(text.substr(equals + 1));
    if (const std::size_t dots = values.find(".."); dots != std::string_view::npos) {
        Result stepped = steps_between(axis, trimmed(values.substr(0, dots)), trimmed(values.substr(dots + 2)), steps);
        if (!stepped) return stepped;
        axis = std::move(*stepped.value);
    } else {
        while (!values.empty()) {
            const std::size_t comma = std::min(values.find(','), values.size());
            axis.values.emplace_back(trimmed(values.substr(0, comma)));
            if (axis.values.back().empty()) return Result::fault("a value is missing between two commas");
            values = trimmed(values.substr(std::min(comma + 1, values.size())));
        }
    }
    if (axis.values.empty()) return Result::fault("no value follows the =");
    if (axis.values.size() > most_values)
        return Result::fault("has more than " + std::to_string(most_values) + " values");
    axis.at = positions(axis.values);
    if (axis.is_price())
        if (const std::string wrong = settle_prices(axis); !wrong.empty()) return Result::fault(wrong);
    return Result::of(std::move(axis));
}

LoadedScenario varied(const std::string& path, const std::vector<std::string>& overrides, const std::vector<Axis>& axes,
                      const std::vector<std::size_t>& at) {
    // What is asked of the scenario as it is need not make sense at another value.
    std::vector<std::string> settings{"policies={}", "gates=[]", "expect=[]"};
    settings.insert(settings.end(), overrides.begin(), overrides.end());
    std::vector<std::string> swept;
    std::string change;
    for (std::size_t a = 0; a < axes.size(); ++a) {
        const std::string& value = axes[a].values[at[a]];
        if (axes[a].is_price())
            change = value;
        else
            swept.push_back(axes[a].path + "=" + value);
    }
    settings.insert(settings.end(), swept.begin(), swept.end());
    const LoadedScenario loaded = [&] {
        try {
            return load_scenario(path, settings);
        } catch (const ScenarioError& error) { throw ScenarioError(as_asked(error.faults(), swept)); }
    }();
    if (change.empty() || change == "0%") return with_policies(loaded, {});
    const NodePtr& root = loaded.document.root;
    return with_policies(loaded, {{"other prices", {}, prices_with(root, price_changes_on(loaded.base()), change)}});
}

Instant price_changes_on(const Scenario& scenario) { return scenario.start + Duration::days(1); }

}  // namespace burncast

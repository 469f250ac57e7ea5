#include "sim/config/law_arguments.hpp"

#include <algorithm>
#include <utility>

#include "sim/config/node.hpp"
#include "sim/config/suggestion.hpp"

namespace burncast {

std::optional<double> percentile_of(std::string_view name) {
    if (name == "median") return 0.5;
    if (!name.starts_with("p")) return std::nullopt;
    const Parsed<double> percent = parse_number(name.substr(1));
    if (!percent || *percent.value <= 0 || *percent.value >= 100) return std::nullopt;
    return *percent.value / 100;
}

std::string LawArguments::take(const std::vector<std::string>& names, bool percentiles) {
    std::string known_names;
    for (const std::string& name : names) known_names += (known_names.empty() ? "" : ", ") + name;
    for (std::size_t i = 0; i < call_.arguments.size(); ++i) {
        ArgumentText arg = call_.arguments[i];
        if (arg.name.empty()) {
            if (percentiles || i >= names.size()) return call_.law + " takes named values, like " + names[0] + " = …";
            arg.name = names[i];
        }
        const bool known = std::find(names.begin(), names.end(), arg.name) != names.end();
        if (!known && !(percentiles && percentile_of(arg.name)))
            return call_.law + " has no “" + shown(arg.name) + "” (" + known_names + ")" +
                   did_you_mean(arg.name, names);
        if (has(arg.name)) return call_.law + " has " + arg.name + " twice";
        taken_.push_back(std::move(arg));
    }
    return {};
}

std::vector<std::string> LawArguments::names() const {
    std::vector<std::string> names;
    for (const ArgumentText& arg : taken_) names.push_back(arg.name);
    return names;
}

std::string LawArguments::text(std::string_view name) const {
    const ArgumentText* arg = find(name);
    return arg ? arg->value : "";
}

const ArgumentText* LawArguments::find(std::string_view name) const {
    const auto found =
        std::find_if(taken_.begin(), taken_.end(), [&](const ArgumentText& a) { return a.name == name; });
    return found == taken_.end() ? nullptr : &*found;
}

std::string LawArguments::read(const std::string& name, Dimension dimension, const Bounds& bounds, double& value,
                               Role role) {
    const ArgumentText* arg = find(name);
    if (!arg) return call_.law + " lacks " + name;
    const std::string at = name + " = " + shown(arg->value) + " ";
    if (looks_like_interval(arg->value)) {
        if (role == Role::certain) return at + "cannot be uncertain here";
        const Parsed<Interval> interval = parse_interval(arg->value, dimension, bounds, setting_.currency);
        if (!interval) return at + interval.wrong;
        value = interval.value->median();
        unknowns_.push_back({name, role == Role::second, *interval.value});
        return {};
    }
    const Parsed<double> number = parse_quantity(arg->value, dimension, setting_.currency);
    if (!number) return at + number.wrong;
    value = *number.value;
    const std::string wrong = breach(value, bounds, dimension, setting_.symbol());
    return wrong.empty() ? wrong : at + wrong;
}

}  // namespace burncast

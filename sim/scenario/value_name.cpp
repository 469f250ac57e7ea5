#include "sim/scenario/value_name.hpp"

#include <vector>

#include "sim/config/node.hpp"
#include "sim/config/number_text.hpp"
#include "sim/config/suggestion.hpp"
#include "sim/stats/rows.hpp"
#include "sim/world/cause.hpp"

namespace burncast {

namespace {

constexpr std::string_view periods_allowed = "total, year, month, a year such as 2026 or a month such as 2026-03";

bool is_period(std::string_view text) {
    if (text == "total" || text == "year" || text == "month" || is_year(text)) return true;
    return is_month(text) && text.substr(5) >= "01" && text.substr(5) <= "12";
}

std::vector<std::string> measure_names() {
    std::vector<std::string> names;
    for (const Measure& measure : measures())
        if (measure.name.find('<') == std::string_view::npos) names.emplace_back(measure.name);
    for (const std::string_view cause : cause_names) names.push_back("bill." + std::string(cause));
    return names;
}

}  // namespace

Parsed<ValueName> parse_value_name(std::string_view text) {
    using Result = Parsed<ValueName>;
    text = trimmed(text);
    if (text.empty()) return Result::fault("a measure and a period such as bill.total are missing");
    if (find_measure(text) != nullptr)
        return Result::fault("“" + shown(text) + "” lacks its period: write " + shown(text) + ".total (or " +
                             std::string(periods_allowed) + ")");
    const std::size_t dot = text.rfind('.');
    const std::string_view name = text.substr(0, dot);
    const std::string_view period = dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1);
    const Measure* measure = find_measure(name);
    if (measure == nullptr)
        return Result::fault("there is no measure “" + shown(name) + "” (`burncast describe measures` lists them)" +
                             did_you_mean(name, measure_names()));
    if (!is_period(period))
        return Result::fault("“" + shown(period) + "” is no period (" + std::string(periods_allowed) + ")" +
                             did_you_mean(period, {"total", "year", "month"}));
    return Result::of({std::string(name), std::string(period), measure->unit});
}

}  // namespace burncast

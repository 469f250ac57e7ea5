#include "analysis/value_name.hpp"

namespace burncast {

namespace {

constexpr std::string_view periods_allowed = "total, year, month, a year such as 2026 or a month such as 2026-03";

bool is_period(std::string_view text) {
    if (text == "total" || text == "year" || text == "month" || is_year(text)) return true;
    return is_month(text) && text.substr(5) >= "01" && text.substr(5) <= "12";
}

bool stands_for(std::string_view asked, std::string_view period) {
    return asked == period || (asked == "year" && is_year(period)) || (asked == "month" && is_month(period));
}

}  // namespace

Reading<ValueName> parse_value_name(std::string_view text) {
    const auto fault = [](std::string message, std::size_t at) {
        return Reading<ValueName>::fault(std::move(message), at);
    };
    if (text.empty()) return fault("here a measure and a period such as bill.total are due", 0);
    if (find_measure(text) != nullptr)
        return fault("`" + std::string(text) + "` lacks its period: write " + std::string(text) + ".total (or " +
                         std::string(periods_allowed) + ")",
                     0);
    const std::size_t dot = text.rfind('.');
    const std::string_view measure_name = text.substr(0, dot);
    const Measure* measure = find_measure(measure_name);
    const std::string_view period = dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1);
    if (measure == nullptr) {
        std::string message = "there is no measure `" + std::string(measure_name) + "`";
        if (const std::string_view near = nearest_measure(measure_name); !near.empty())
            message += "; did you mean " + std::string(near) + "?";
        return fault(message + " (`burncast describe measures` lists them)", 0);
    }
    if (!is_period(period))
        return fault("`" + std::string(period) + "` is no period (" + std::string(periods_allowed) + ")", dot + 1);
    return ValueName{std::string(measure_name), std::string(period), measure->unit};
}

std::vector<std::size_t> matching_columns(const ValueName& name, std::span<const Column> columns) {
    std::vector<std::size_t> found;
    for (std::size_t c = 0; c < columns.size(); ++c)
        if (columns[c].group_kind == "all" && columns[c].measure == name.measure &&
            stands_for(name.period, columns[c].period))
            found.push_back(c);
    return found;
}

std::string missing_value_text(const ValueName& name, std::span<const Column> columns) {
    std::string periods;
    for (const Column& column : columns)
        if (column.group_kind == "all" && column.measure == name.measure)
            periods += (periods.empty() ? "" : ", ") + column.period;
    if (!periods.empty())
        return "this run has no `" + name.period + "` of `" + name.measure + "` (it has " + periods + ")";
    if (name.measure == "budget_exhausted_on") return "the scenario has no budget that could be exhausted";
    return "this run does not report `" + name.measure + "`";
}

}  // namespace burncast

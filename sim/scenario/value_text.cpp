#include "sim/scenario/value_text.hpp"

#include <algorithm>

#include "sim/config/node.hpp"
#include "sim/config/number_text.hpp"
#include "sim/config/suggestion.hpp"
#include "sim/stats/columns.hpp"
#include "sim/world/purpose.hpp"

namespace burncast {

namespace {

constexpr std::string_view periods_allowed = "total, year, month, a year such as 2026 or a month such as 2026-03";

bool is_period(std::string_view text) {
    if (text == "total" || text == "year" || text == "month" || is_year(text)) return true;
    return is_month(text) && text.substr(5) >= "01" && text.substr(5) <= "12";
}

// Of the measure table, with the patterns filled in.
std::vector<std::string> measure_names() {
    Groups everything;
    everything.causes.assign(cause_names.begin(), cause_names.end());
    everything.purposes.assign(purpose_names.begin(), purpose_names.end());
    std::vector<std::string> names;
    for (const Measure& measure : measures())
        for (std::string& name : names_of(measure, everything)) names.push_back(std::move(name));
    return names;
}

// MEASURE or MEASURE@PART, before its period.
Parsed<Column> parse_measure(std::string_view text) {
    const std::size_t at = text.find('@');
    const std::string name(text.substr(0, at));
    const std::vector<std::string> known = measure_names();
    if (std::find(known.begin(), known.end(), name) == known.end())
        return Parsed<Column>::fault("there is no measure “" + shown(name) +
                                     "” (`burncast describe measures` lists them)" + did_you_mean(name, known));
    Column column{name, "", "all", ""};
    if (at == std::string_view::npos) return Parsed<Column>::of(std::move(column));
    column.group = std::string(text.substr(at + 1));
    column.group_kind.clear();
    if (column.group.empty()) return Parsed<Column>::fault("after “" + shown(text) + "” the name of a part is due");
    return Parsed<Column>::of(std::move(column));
}

Parsed<Column> parse_name(std::string_view text) {
    using Result = Parsed<Column>;
    if (text.empty()) return Result::fault("a measure and a period such as bill.total are missing");
    const std::size_t dot = text.rfind('.');
    const std::string_view period = dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1);
    if (!is_period(period) && parse_measure(text))
        return Result::fault("“" + shown(text) + "” lacks its period: write " + shown(text) + ".total (or " +
                             std::string(periods_allowed) + ")");
    Result name = parse_measure(text.substr(0, dot));
    if (!name) return name;
    if (!is_period(period))
        return Result::fault("“" + shown(period) + "” is no period (" + std::string(periods_allowed) + ")" +
                             did_you_mean(period, {"total", "year", "month"}));
    name.value->period = std::string(period);
    return name;
}

bool is_each(const std::string& period) { return period == "year" || period == "month"; }

}  // namespace

Parsed<ReportedValue> parse_value(std::string_view text) {
    using Result = Parsed<ReportedValue>;
    constexpr std::string_view sign = " / ";
    const std::size_t slash = text.find(sign);
    Parsed<Column> over = parse_name(trimmed(text.substr(0, slash)));
    if (!over && slash == std::string_view::npos && text.find('/') != std::string_view::npos)
        return Result::fault("a ratio has a space before and after its “/”: a / b");
    if (!over) return Result::fault(over.wrong);
    const UnitKind unit = find_measure(over.value->measure)->unit;
    if (slash == std::string_view::npos) return Result::of({std::move(*over.value), std::nullopt, unit});
    Parsed<Column> under = parse_name(trimmed(text.substr(slash + sign.size())));
    if (!under) return Result::fault(under.wrong);
    const UnitKind other = find_measure(under.value->measure)->unit;
    if (unit != other || unit == UnitKind::date)
        return Result::fault("a ratio is of two numbers of the same unit, not " + unit_text(unit, "money") + " / " +
                             unit_text(other, "money"));
    const std::string &above = over.value->period, &below = under.value->period;
    if (above != below && (is_each(above) || is_each(below)))
        return Result::fault("in a ratio, `" + (is_each(above) ? above : below) + "` has to stand on both sides");
    return Result::of({std::move(*over.value), std::move(*under.value), UnitKind::ratio});
}

Parsed<Statistic> parse_statistic(std::string_view name, std::string_view also) {
    using Kind = Statistic::Kind;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto quantile = [](double level) { return Parsed<Statistic>::of({Kind::quantile, level}); };
    if (name == "mean") return Parsed<Statistic>::of({Kind::mean, 0});
    if (name == "median") return quantile(0.5);
    if (name == "min") return quantile(0);
    if (name == "max") return quantile(1);
    if (name.size() == 3 && name[0] == 'p' && is_digit(name[1]) && is_digit(name[2]) && name != "p00")
        return quantile(((name[1] - '0') * 10 + (name[2] - '0')) / 100.0);
    return Parsed<Statistic>::fault("“" + shown(name) + "” is no statistic (mean, median, min, max, p01 to p99" +
                                    std::string(also) + ")" +
                                    did_you_mean(name, {"mean", "median", "min", "max", "p05", "p95"}));
}

std::optional<Call> split_call(std::string_view text) {
    const std::size_t open = text.find('(');
    const std::size_t close = text.find(')', open == std::string_view::npos ? text.size() : open);
    if (close == std::string_view::npos) return std::nullopt;
    return Call{trimmed(text.substr(0, open)), trimmed(text.substr(open + 1, close - open - 1)),
                trimmed(text.substr(close + 1))};
}

std::string resolve_part(Column& name, const Groups& groups) {
    if (!name.group_kind.empty()) return {};
    const Parts parts = find_measure(name.measure)->parts;
    std::string kinds;
    std::vector<std::string> known, found;
    for (const auto& [part, kind] : part_names) {
        if ((parts & part) == 0) continue;
        const std::vector<std::string>& names = members(groups, part);
        kinds += (kinds.empty() ? "" : ", ") + std::string(kind);
        known.insert(known.end(), names.begin(), names.end());
        if (std::find(names.begin(), names.end(), name.group) != names.end()) found.emplace_back(kind);
    }
    if (kinds.empty()) return "“" + name.measure + "” is told for the whole company alone";
    if (found.empty())
        return "“" + name.measure + "” is told by " + kinds + ", and none of them is called “" + shown(name.group) +
               "”" + did_you_mean(name.group, known);
    if (found.size() > 1)
        return "“" + shown(name.group) + "” could be a " + found[0] + " or a " + found[1] +
               "; give one of them another name";
    name.group_kind = found.front();
    return {};
}

}  // namespace burncast

#include "sim/stats/columns.hpp"

namespace burncast {

std::vector<std::string> names_of(const Measure& measure, const Groups& groups) {
    const std::string name(measure.name);
    const std::string stem = name.substr(0, name.find('<'));
    if (stem == name) return {name};
    std::vector<std::string> names;
    if (name.ends_with("<cause>")) {
        for (const std::string& cause : groups.causes) names.push_back(stem + cause);
        names.push_back(stem + "own");
    } else {
        for (const std::string& purpose : groups.purposes) names.push_back(stem + purpose);
    }
    return names;
}

namespace {

void add_period(const std::string& period, const Groups& groups, std::vector<Column>& columns) {
    const auto add = [&](Parts part, const std::string& kind, const std::string& group) {
        for (const Measure& measure : measures()) {
            if (measure.unit == UnitKind::date || (part != 0 && (measure.parts & part) == 0)) continue;
            if ((measure.parts & of_contracts) != 0 && groups.contracts.empty()) continue;
            if ((measure.parts & of_value) != 0 && !groups.value) continue;
            for (std::string& name : names_of(measure, groups))
                columns.push_back({std::move(name), period, kind, group});
        }
    };
    add(0, "all", "");
    for (const auto& [part, kind] : part_names)
        for (const std::string& member : members(groups, part)) add(part, std::string(kind), member);
}

}  // namespace

const std::vector<std::string>& members(const Groups& groups, Parts kind) {
    switch (kind) {
        case by_team:
            return groups.teams;
        case by_model:
            return groups.models;
        case by_cause:
            return groups.causes;
        case by_contract:
            return groups.contracts;
        default:
            return groups.sessions;
    }
}

std::vector<Column> columns_of(const Periods& periods, const Groups& groups, bool has_budget) {
    std::vector<Column> columns;
    for (const std::string& month : periods.months) add_period(month, groups, columns);
    for (const std::string& year : periods.years) add_period(year, groups, columns);
    add_period("total", groups, columns);
    if (has_budget) columns.push_back({"budget_exhausted_on", "total", "all", ""});
    return columns;
}

}  // namespace burncast

#include "sim/scenario/department.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/config/document.hpp"
#include "sim/scenario/rewrite.hpp"
#include "sim/scenario/scenario.hpp"

namespace burncast {

namespace {

using Departments = std::map<std::string, std::vector<std::string>>;  // name → its teams

// 0 where it says no such number, or one: that is the team itself.
std::size_t teams_of(const Node& team) {
    const NodePtr teams = team.is_map() ? team.find("teams") : nullptr;
    if (!teams || !teams->is_scalar()) return 0;
    const char* const end = teams->text.data() + teams->text.size();
    std::size_t count = 0;
    const auto read = std::from_chars(teams->text.data(), end, count);
    return read.ec == std::errc() && read.ptr == end && count > 1 && count <= most_teams_alike ? count : 0;
}

Departments departments_of(const Node& company) {
    Departments departments;
    for (const Entry& entry : company.entries)
        for (std::size_t k = 1, count = teams_of(*entry.value); k <= count; ++k)
            departments[entry.key].push_back(entry.key + "-" + std::to_string(k));
    std::vector<std::string> nested;  // one of many is none itself: its `teams` stay, for the reader to tell
    for (const auto& [name, teams] : departments)
        for (const std::string& team : teams)
            if (departments.count(team) > 0) nested.push_back(team);
    for (const std::string& team : nested) departments.erase(team);
    return departments;
}

class Writer {
public:
    explicit Writer(const Departments& departments)
        : departments_(departments),
          rewrite_([this](const FieldInfo& field, const NodePtr& node) { return changed(field, node); }) {}

    [[nodiscard]] NodePtr written_out(const NodePtr& scenario) const {
        return rewrite_.map(scenario_table().info(), scenario);
    }

private:
    [[nodiscard]] std::optional<NodePtr> changed(const FieldInfo& field, const NodePtr& node) const {
        if (field.kind == FieldKind::names && field.refers_to == "company") return names(node);
        if (field.kind != FieldKind::map || field.key != "company" || !node->is_map()) return std::nullopt;
        return make_map(teams(rewrite_.inside(field, node)->entries), node->place);
    }

    // What is said of one team of a department is laid over what is said of all.
    std::vector<Entry> teams(const std::vector<Entry>& written) const {
        const auto of_name = [](std::vector<Entry>& entries, const std::string& name) {
            return std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.key == name; });
        };
        std::vector<Entry> all;
        for (const Entry& entry : written)
            if (const auto department = departments_.find(entry.key); department != departments_.end())
                for (const std::string& team : department->second)
                    all.push_back({team, entry.key_place, without_count(entry.value)});
            else if (of_department(entry.key).empty())
                all.push_back(entry);
        for (const Entry& entry : written) {
            if (of_department(entry.key).empty()) continue;
            const auto team = of_name(all, entry.key);
            if (team == all.end())  // a policy may speak of that one alone
                all.push_back(entry);
            else
                team->value = layer(team->value, entry.value);
        }
        return all;
    }

    // The department that a team of this name belongs to; empty when there is none.
    [[nodiscard]] std::string of_department(const std::string& team) const {
        for (const auto& [name, teams] : departments_)
            if (std::find(teams.begin(), teams.end(), team) != teams.end() && team != name) return name;
        return {};
    }

    static NodePtr without_count(const NodePtr& team) {
        if (teams_of(*team) == 0) return team;
        std::vector<Entry> entries = team->entries;
        std::erase_if(entries, [](const Entry& entry) { return entry.key == "teams"; });
        return make_map(std::move(entries), team->place);
    }

    NodePtr names(const NodePtr& node) const {
        const std::vector<NodePtr> written = node->is_list() ? node->items : std::vector<NodePtr>{node};
        std::vector<NodePtr> items;
        bool any = false;
        for (const NodePtr& item : written) {
            const auto department = item->is_scalar() ? departments_.find(item->text) : departments_.end();
            if (department == departments_.end()) {
                items.push_back(item);
                continue;
            }
            any = true;
            for (const std::string& team : department->second) items.push_back(make_scalar(team, item->place));
        }
        return any ? make_list(std::move(items), node->place) : node;
    }

    const Departments& departments_;
    Rewrite rewrite_;
};

}  // namespace

NodePtr with_departments(const NodePtr& root) {
    const NodePtr company = root->find("company");
    if (!company || !company->is_map()) return root;
    const Departments departments = departments_of(*company);
    return departments.empty() ? root : Writer(departments).written_out(root);
}

}  // namespace burncast

#include "sim/scenario/department.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <string>
#include <vector>

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

Departments departments_of(const Node& company, Faults& faults) {
    Departments departments;
    for (const Entry& entry : company.entries)
        for (std::size_t k = 1, count = teams_of(*entry.value); k <= count; ++k) {
            const std::string name = entry.key + "-" + std::to_string(k);
            departments[entry.key].push_back(name);
            if (company.entry(name))
                faults.add(entry.key_place, join_path("company", entry.key),
                           "makes a team “" + name + "”, and there is another one of this name");
        }
    return departments;
}

class Writer {
public:
    explicit Writer(const Departments& departments) : departments_(departments) {}

    // A map beside the tables that will read it.
    NodePtr map(const TableInfo& table, const NodePtr& node, const TableInfo* also = nullptr) const {
        if (!node->is_map()) return node;
        std::vector<Entry> entries = node->entries;
        for (Entry& entry : entries) {
            const FieldInfo* field = table.field(entry.key);
            if (field == nullptr && also != nullptr) field = also->field(entry.key);
            if (field != nullptr) entry.value = value(*field, entry.value);
        }
        return make_map(std::move(entries), node->place);
    }

private:
    NodePtr value(const FieldInfo& field, const NodePtr& node) const {
        if (field.kind == FieldKind::names && field.refers_to == "company") return names(node);
        if (field.kind == FieldKind::part) return map(*field.table, node);
        if (field.kind == FieldKind::list && node->is_list()) {
            std::vector<NodePtr> items = node->items;
            for (NodePtr& item : items) item = map(*field.table, item);
            return make_list(std::move(items), node->place);
        }
        if (field.kind == FieldKind::patches && node->is_map()) {
            std::vector<Entry> entries = node->entries;
            for (Entry& entry : entries) entry.value = map(*field.table, entry.value, &scenario_table().info());
            return make_map(std::move(entries), node->place);
        }
        if (field.kind != FieldKind::map || !node->is_map()) return node;
        std::vector<Entry> entries;
        for (const Entry& entry : node->entries) {
            const NodePtr inner = map(*field.table, entry.value);
            const auto department = field.key == "company" ? departments_.find(entry.key) : departments_.end();
            if (department == departments_.end())
                entries.push_back({entry.key, entry.key_place, inner});
            else
                for (const std::string& team : department->second)
                    entries.push_back({team, entry.key_place, without_count(inner)});
        }
        return make_map(std::move(entries), node->place);
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
};

}  // namespace

NodePtr with_departments(const NodePtr& root, Faults& faults) {
    const NodePtr company = root->find("company");
    if (!company || !company->is_map()) return root;
    const Departments departments = departments_of(*company, faults);
    return departments.empty() ? root : Writer(departments).map(scenario_table().info(), root);
}

}  // namespace burncast

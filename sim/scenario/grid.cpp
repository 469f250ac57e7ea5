#include "sim/scenario/grid.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "sim/config/single_value.hpp"
#include "sim/scenario/rewrite.hpp"
#include "sim/scenario/scenario.hpp"

namespace burncast {

namespace {

// The patch with what `swept` gives in the place of every swept list, in their order.
NodePtr walked(const NodePtr& patch, const std::function<NodePtr(const NodePtr&)>& swept) {
    const auto change = [&](const FieldInfo& field, const NodePtr& node) -> std::optional<NodePtr> {
        if (takes_one_value(field.kind)) return node->is_list() ? swept(node) : node;
        if (field.kind == FieldKind::patches) return node;  // no place for them: the reader will say so
        if (field.kind != FieldKind::quantities || !field.named || !node->is_map()) return std::nullopt;
        std::vector<Entry> entries = node->entries;
        for (Entry& entry : entries)
            if (entry.value->is_list()) entry.value = swept(entry.value);
        return make_map(std::move(entries), node->place);
    };
    return Rewrite(change).map(policy_table().info(), patch, &scenario_table().info());
}

std::vector<NodePtr> swept_lists(const NodePtr& patch) {
    std::vector<NodePtr> lists;
    walked(patch, [&](const NodePtr& list) {
        lists.push_back(list);
        return list;
    });
    return lists;
}

// What is wrong with a swept list is told at its item.
void check_list(const Node& list, const std::string& path, Faults& faults) {
    if (list.items.empty()) faults.add(list.place, path, "an empty list sweeps nothing");
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        const Node& item = *list.items[i];
        const auto same = [&](const NodePtr& other) { return other->is_scalar() && other->text == item.text; };
        if (!item.is_scalar())
            faults.add(item.place, path, "a list here is swept, one value at a time; this is " + kind_text(item));
        else if (std::any_of(list.items.begin(), list.items.begin() + static_cast<std::ptrdiff_t>(i), same))
            faults.add(item.place, path, "“" + shown(item.text) + "” stands twice in what is swept");
    }
}

// The policies of a grid, as entries; the one that it is where nothing in it is swept. Nothing after a fault.
std::vector<Entry> policies_of(const Entry& entry, Faults& faults) {
    const std::vector<NodePtr> lists = swept_lists(entry.value);
    if (lists.empty()) return {entry};
    const std::string path = join_path("policies", entry.key);
    const std::size_t before = faults.count();
    std::size_t count = 1;
    for (const NodePtr& list : lists) {
        check_list(*list, path, faults);
        count = std::min(count * list->items.size(), most_in_a_grid * most_in_a_grid);
    }
    if (count > most_in_a_grid)
        faults.add(entry.key_place, path,
                   "makes " + (count < most_in_a_grid * most_in_a_grid ? std::to_string(count) : "far more") +
                       " policies; a grid has at most " + std::to_string(most_in_a_grid));
    if (faults.count() > before) return {};
    std::vector<Entry> policies;
    for (std::size_t number = 0; number < count; ++number) {
        Entry policy = entry;
        std::size_t combinations = count, left = number;
        policy.value = walked(entry.value, [&](const NodePtr& list) {
            combinations /= list->items.size();
            const NodePtr& item = list->items[left / combinations];
            left %= combinations;
            policy.key += "-" + item->text;
            return item;
        });
        policies.push_back(std::move(policy));
    }
    return policies;
}

}  // namespace

Gridded with_grids(const NodePtr& root, Faults& faults) {
    const NodePtr policies = root->find("policies");
    if (!policies || !policies->is_map()) return {root, {}};
    Gridded gridded;
    std::vector<Entry> written;
    for (const Entry& entry : policies->entries) {
        std::vector<Entry> each = entry.value->is_map() ? policies_of(entry, faults) : std::vector<Entry>{entry};
        if (each.size() != 1 || each.front().key != entry.key) {
            Grid& grid = gridded.grids.emplace_back(Grid{entry.key, {}});
            for (const Entry& policy : each) grid.policies.push_back(policy.key);
        }
        for (Entry& policy : each) {
            const auto same = [&](const Entry& other) { return other.key == policy.key; };
            const bool twice = std::any_of(written.begin(), written.end(), same) || policies->entry(policy.key);
            if (policy.key != entry.key && twice)
                faults.add(entry.key_place, join_path("policies", entry.key),
                           "makes a policy “" + shown(policy.key) + "”, and there is another one of this name");
            written.push_back(std::move(policy));
        }
    }
    std::vector<Entry> entries = root->entries;
    for (Entry& entry : entries)
        if (entry.key == "policies") entry.value = make_map(std::move(written), policies->place);
    gridded.root = make_map(std::move(entries), root->place);
    return gridded;
}

const std::string& written_name(const std::vector<Grid>& grids, const std::string& policy) {
    for (const Grid& grid : grids)
        if (std::find(grid.policies.begin(), grid.policies.end(), policy) != grid.policies.end()) return grid.name;
    return policy;
}

std::vector<std::string> policies_meant(const std::vector<Grid>& grids, const std::string& name) {
    for (const Grid& grid : grids)
        if (grid.name == name) return grid.policies;
    return {name};
}

}  // namespace burncast

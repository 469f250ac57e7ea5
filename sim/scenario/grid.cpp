#include "sim/scenario/grid.hpp"

#include <algorithm>
#include <utility>

#include "sim/config/single_value.hpp"
#include "sim/scenario/scenario.hpp"

namespace burncast {

namespace {

// Walks a patch beside the tables that will read it, and lets `swept` put something in the place of each swept list.
// What the tables do not know is left for the reader to tell.
template <class Swept>
class Walk {
public:
    explicit Walk(Swept swept) : swept_(std::move(swept)) {}

    NodePtr map(const TableInfo& table, const NodePtr& node, const TableInfo* also = nullptr) {
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
    NodePtr value(const FieldInfo& field, const NodePtr& node) {
        if (takes_one_value(field.kind)) return node->is_list() ? swept_(node) : node;
        if (field.kind == FieldKind::part) return map(*field.table, node);
        if (field.kind == FieldKind::list && node->is_list()) {
            std::vector<NodePtr> items = node->items;
            for (NodePtr& item : items) item = map(*field.table, item);
            return make_list(std::move(items), node->place);
        }
        const bool of_values = field.kind == FieldKind::quantities && field.named;
        if ((field.kind != FieldKind::map && !of_values) || !node->is_map()) return node;
        std::vector<Entry> entries = node->entries;
        for (Entry& entry : entries)
            entry.value = !of_values               ? map(*field.table, entry.value)
                          : entry.value->is_list() ? swept_(entry.value)
                                                   : entry.value;
        return make_map(std::move(entries), node->place);
    }

    Swept swept_;
};

// The patch with every swept list replaced, in their order.
template <class Swept>
NodePtr walked(const NodePtr& patch, Swept swept) {
    return Walk<Swept>(std::move(swept)).map(policy_table().info(), patch, &scenario_table().info());
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

#include "sim/scenario/rewrite.hpp"

#include <utility>
#include <vector>

#include "sim/scenario/scenario.hpp"

namespace burncast {

Rewrite::Rewrite(Change change) : change_(std::move(change)) {}

NodePtr Rewrite::map(const TableInfo& table, const NodePtr& node, const TableInfo* also) const {
    if (!node->is_map()) return node;
    std::vector<Entry> entries = node->entries;
    for (Entry& entry : entries) {
        const FieldInfo* field = table.field(entry.key);
        if (field == nullptr && also != nullptr) field = also->field(entry.key);
        if (field == nullptr) continue;
        const std::optional<NodePtr> changed = change_(*field, entry.value);
        entry.value = changed ? *changed : inside(*field, entry.value);
    }
    return make_map(std::move(entries), node->place);
}

NodePtr Rewrite::inside(const FieldInfo& field, const NodePtr& node) const {
    if (field.kind == FieldKind::part) return map(*field.table, node);
    if (field.kind == FieldKind::list && node->is_list()) {
        std::vector<NodePtr> items = node->items;
        for (NodePtr& item : items) item = map(*field.table, item);
        return make_list(std::move(items), node->place);
    }
    const bool patches = field.kind == FieldKind::patches;
    if ((field.kind != FieldKind::map && !patches) || !node->is_map()) return node;
    std::vector<Entry> entries = node->entries;
    for (Entry& entry : entries)
        entry.value = map(*field.table, entry.value, patches ? &scenario_table().info() : nullptr);
    return make_map(std::move(entries), node->place);
}

}  // namespace burncast

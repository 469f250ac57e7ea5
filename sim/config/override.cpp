// --set path=value. Kept apart from the files: a path is matched against the tree, because keys may hold dots.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "sim/config/document.hpp"
#include "sim/config/number_text.hpp"
#include "sim/config/source_text.hpp"
#include "sim/config/yaml.hpp"

namespace burncast {

namespace {

struct Step {
    std::string key;
    std::optional<std::size_t> index;  // [0]
    std::string_view rest;
};

std::optional<std::size_t> as_index(std::string_view digits) {
    constexpr std::size_t most_digits = 9;
    if (digits.empty() || digits.size() > most_digits) return std::nullopt;
    std::size_t index = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9') return std::nullopt;
        index = index * 10 + static_cast<std::size_t>(c - '0');
    }
    return index;
}

// The first step of a path, and what is left behind it; nothing when the path is malformed.
std::optional<Step> first_step(std::string_view path, const NodePtr& node) {
    const auto after = [](std::string_view rest) -> std::optional<std::string_view> {
        if (rest.empty() || rest.front() == '[') return rest;
        if (rest.front() != '.' || rest.size() == 1) return std::nullopt;
        return rest.substr(1);
    };
    const auto step = [&](std::string_view key, std::size_t length, std::optional<std::size_t> index) {
        std::optional<Step> made;
        if (const auto rest = after(path.substr(length))) made = Step{std::string(key), index, *rest};
        return made;
    };
    if (path.empty()) return std::nullopt;
    if (path.front() == '"') {
        const std::size_t end = path.find('"', 1);
        if (end == std::string_view::npos || end == 1) return std::nullopt;
        return step(path.substr(1, end - 1), end + 1, std::nullopt);
    }
    if (path.front() == '[') {
        const std::size_t end = path.find(']');
        const auto index = end == std::string_view::npos ? std::nullopt : as_index(path.substr(1, end - 1));
        return index ? step({}, end + 1, index) : std::nullopt;
    }
    std::size_t length = std::min(path.find_first_of(".["), path.size());
    if (node)
        for (const Entry& entry : node->entries) {  // the longest key of the map that the path begins with
            const std::size_t size = entry.key.size();
            const bool fits =
                path.starts_with(entry.key) && (path.size() == size || path[size] == '.' || path[size] == '[');
            if (fits) length = std::max(length, size);
        }
    if (length == 0) return std::nullopt;
    const std::string_view key = path.substr(0, length);
    return step(key, length, node && node->is_list() ? as_index(key) : std::nullopt);
}

struct Assignment {
    NodePtr value;
    Place place;
    Faults& faults;

    NodePtr fault(const std::string& path, const std::string& message) const {
        faults.add(place, path, message);
        return nullptr;
    }

    // The node with the value at `path` below it; null after a fault. `done` is the path so far.
    [[nodiscard]] NodePtr put(const NodePtr& node, std::string_view path, const std::string& done, int depth) const {
        if (depth > deepest_nesting)
            return fault({}, "the path is deeper than " + std::to_string(deepest_nesting) + " levels");
        const std::optional<Step> step = first_step(path, node);
        if (!step)
            return fault(done, "the path is malformed; write it like company.engineering.people or prices[0].change");
        if (step->index) return put_in_list(node, *step, done, depth);
        if (node && node->is_list()) return fault(done, "is a list; say which item, [0] is the first");
        if (node && node->is_scalar() && !node->is_off())
            return fault(done, "is a value, not a map: there is no " + step->key);
        const std::string here = join_path(done, step->key);
        NodePtr changed =
            step->rest.empty() ? value : put(node ? node->find(step->key) : nullptr, step->rest, here, depth + 1);
        if (!changed) return nullptr;
        std::vector<Entry> entries = node ? node->entries : std::vector<Entry>{};
        const auto same = [&](const Entry& entry) { return entry.key == step->key; };
        const auto old = std::find_if(entries.begin(), entries.end(), same);
        if (old == entries.end())
            entries.push_back({step->key, place, std::move(changed)});
        else
            *old = {step->key, place, step->rest.empty() ? replaced(old->value, changed) : changed};
        return make_map(std::move(entries), node ? node->place : place);
    }

    [[nodiscard]] NodePtr put_in_list(const NodePtr& node, const Step& step, const std::string& done, int depth) const {
        const std::string here = done + "[" + std::to_string(*step.index) + "]";
        if (!node || !node->is_list()) return fault(done, "is not a list");
        if (*step.index >= node->items.size())
            return fault(here, "the list has " + std::to_string(node->items.size()) + " items, the first is [0]");
        std::vector<NodePtr> items = node->items;
        items[*step.index] = step.rest.empty() ? value : put(items[*step.index], step.rest, here, depth + 1);
        return items[*step.index] ? make_list(std::move(items), node->place) : nullptr;
    }

    // A value replaces whatever was there, maps included; an `off` remembers that it did.
    static NodePtr replaced(const NodePtr& old, const NodePtr& value) {
        return value->is_off() ? layer(old, value) : value;
    }
};

}  // namespace

NodePtr with_override(const NodePtr& root, const std::string& assignment, Faults& faults) {
    const std::string name = "--set " + shown(assignment);
    if (first_not_utf8(assignment) || first_control(assignment)) {
        faults.add({name, 0, 0}, {}, "this is not UTF-8 text without control characters");
        return root;
    }
    std::size_t equals = 0;
    for (bool quoted = false; equals < assignment.size() && (quoted || assignment[equals] != '='); ++equals)
        if (assignment[equals] == '"') quoted = !quoted;
    const std::string_view path = trimmed(std::string_view(assignment).substr(0, equals));
    if (equals == assignment.size() || path.empty()) {
        faults.add({name, 0, 0}, {}, "write it as path=value, like company.engineering.people=4000");
        return root;
    }
    const std::string_view text = trimmed(std::string_view(assignment).substr(equals + 1));
    const Place place{name, 0, 0};
    NodePtr value;
    if (text.empty() || std::string_view("{[\"'").find(text.front()) != std::string_view::npos)
        value = read_yaml_text(text, name, faults);
    else
        value = make_scalar(std::string(text), place);
    if (!value) return root;
    NodePtr changed = Assignment{std::move(value), place, faults}.put(root, path, {}, 1);
    return changed ? changed : root;
}

}  // namespace burncast

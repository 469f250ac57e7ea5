#include "sim/config/tree_builder.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "sim/config/source_text.hpp"
#include "sim/config/yaml.hpp"

namespace burncast {

bool TreeBuilder::wants_key() const { return !open_.empty() && open_.back().node.is_map() && !open_.back().pending; }

void TreeBuilder::scalar(Place place, std::string text, bool quoted, Anchor anchor) {
    if (first_control(text)) throw Refusal{std::move(place), "control characters are not allowed"};
    const Place here = place;
    NodePtr node = make_scalar(std::move(text), std::move(place), quoted);
    if (!wants_key()) return value(std::move(node), {}, 1, anchor);
    key(here, node);
    if (anchor != 0) anchored_[anchor] = {node, {}};
}

void TreeBuilder::null(Place place, Anchor anchor) {
    if (wants_key()) throw Refusal{std::move(place), "a key is missing here"};
    Node node;
    node.place = std::move(place);
    value(std::make_shared<const Node>(std::move(node)), {}, 1, anchor);
}

void TreeBuilder::alias(const Place& place, Anchor anchor) {
    if (wants_key()) throw Refusal{place, "a key must be plain text, not an alias"};
    const auto found = anchored_.find(anchor);
    if (found == anchored_.end())
        throw Refusal{place, "this alias stands inside its own anchor, so it would never end"};
    value(found->second.node, found->second.size, found->second.size.nodes, 0);
}

void TreeBuilder::open(Place place, Node::Kind kind, bool flow, Anchor anchor) {
    if (wants_key()) throw Refusal{std::move(place), "a list or a map cannot be a key; is a bracket left open?"};
    if (open_.size() >= static_cast<std::size_t>(deepest_nesting))
        throw Refusal{std::move(place), "nested deeper than " + std::to_string(deepest_nesting) + " levels"};
    Open level;
    level.node.kind = kind;
    level.node.place = std::move(place);
    level.anchor = anchor;
    level.flow = flow;
    open_.push_back(std::move(level));
}

void TreeBuilder::close() {
    Open level = std::move(open_.back());
    open_.pop_back();
    if (level.flow) rejoin_parentheses(level.node);
    if (level.node.is_map()) check_keys(level.node);
    value(std::make_shared<const Node>(std::move(level.node)), level.size, 1, level.anchor);
}

void TreeBuilder::key(const Place& place, const NodePtr& node) {
    if (node->text == "<<" && !node->quoted)
        throw Refusal{place, "merge keys (<<) are not used here; layer files with `extends: other.yaml`"};
    if (node->text.empty()) throw Refusal{place, "a key is missing here"};
    open_.back().pending = Entry{node->text, place, nullptr};
}

void TreeBuilder::value(NodePtr node, Size size, std::size_t new_nodes, Anchor anchor) {
    const Place place = node->place;
    nodes_ += new_nodes;
    if (nodes_ > most_nodes)
        throw Refusal{place, "more than " + std::to_string(most_nodes) + " values, with aliases written out"};
    if (open_.size() + static_cast<std::size_t>(size.height) > static_cast<std::size_t>(deepest_nesting) + 1)
        throw Refusal{place,
                      "nested deeper than " + std::to_string(deepest_nesting) + " levels, with aliases written out"};
    if (anchor != 0) anchored_[anchor] = {node, size};
    if (open_.empty()) {
        root_ = std::move(node);
        return;
    }
    Open& parent = open_.back();
    parent.size.nodes += size.nodes;
    parent.size.height = std::max(parent.size.height, size.height + 1);
    if (parent.node.is_map()) {
        if (node->is_null()) {  // the parser places nothing where the next thing begins; people look at the key
            Node nothing = *node;
            nothing.place = parent.pending->key_place;
            node = std::make_shared<const Node>(std::move(nothing));
        }
        parent.pending->value = std::move(node);
        parent.node.entries.push_back(std::move(*parent.pending));
        parent.pending.reset();
    } else {
        parent.node.items.push_back(std::move(node));
    }
}

// Every key once. The first one stays, so that what else is wrong can be seen too.
void TreeBuilder::check_keys(Node& map) {
    std::unordered_map<std::string, int> line_of;
    std::vector<Entry> once;
    once.reserve(map.entries.size());
    for (Entry& entry : map.entries) {
        const auto [first, is_new] = line_of.emplace(entry.key, entry.key_place.line);
        if (is_new)
            once.push_back(std::move(entry));
        else
            faults_->add(entry.key_place, shown(entry.key),
                         "this key stands twice in one map; the first is in line " + std::to_string(first->second));
    }
    map.entries = std::move(once);
}

namespace {

// How many parentheses of an unquoted text are open at its end.
int open_parentheses(const std::string& text) {
    int open = 0;
    for (const char c : text) open += c == '(' ? 1 : c == ')' ? -1 : 0;
    return open;
}

bool can_be_joined(const NodePtr& node) { return node->is_null() || (node->is_scalar() && !node->quoted); }

// No law has more arguments than this; looking further would cost a hostile text's length squared.
constexpr std::size_t most_parts = 200;

// How many parts from `first` on make one closed text; 1 when there is nothing to join or it never closes.
template <class TextOf>
std::size_t parts_to_join(std::size_t first, std::size_t count, TextOf text_of, std::string& joined) {
    joined = text_of(first).value_or("");
    int open = open_parentheses(joined);
    count = std::min(count, first + most_parts);
    for (std::size_t i = first + 1; open > 0 && i < count; ++i) {
        const std::optional<std::string> next = text_of(i);
        if (!next) return 1;
        joined += ", " + *next;
        open += open_parentheses(*next);
        if (open <= 0) return i - first + 1;
    }
    return 1;
}

}  // namespace

void rejoin_parentheses(Node& node) {
    std::string joined;
    std::vector<Entry> entries;
    for (std::size_t i = 0, n = 1; i < node.entries.size(); i += n) {
        const auto text_of = [&](std::size_t k) -> std::optional<std::string> {
            const Entry& part = node.entries[k];
            if (!can_be_joined(part.value)) return std::nullopt;
            if (k == i) return part.value->text;
            return part.value->is_null() ? part.key : part.key + ": " + part.value->text;
        };
        n = parts_to_join(i, node.entries.size(), text_of, joined);
        entries.push_back(node.entries[i]);
        if (n > 1) entries.back().value = make_scalar(joined, node.entries[i].value->place);
    }
    std::vector<NodePtr> items;
    for (std::size_t i = 0, n = 1; i < node.items.size(); i += n) {
        const auto text_of = [&](std::size_t k) -> std::optional<std::string> {
            const NodePtr& part = node.items[k];
            if (can_be_joined(part)) return part->text;
            // `column: input` inside a list is parsed as a map of one entry.
            if (k == i || !part->is_map() || part->entries.size() != 1) return std::nullopt;
            const Entry& entry = part->entries.front();
            if (!can_be_joined(entry.value)) return std::nullopt;
            return entry.key + ": " + entry.value->text;
        };
        n = parts_to_join(i, node.items.size(), text_of, joined);
        items.push_back(n > 1 ? make_scalar(joined, node.items[i]->place) : node.items[i]);
    }
    node.entries = std::move(entries);
    node.items = std::move(items);
}

}  // namespace burncast

#include "sim/config/node.hpp"

#include <algorithm>
#include <utility>

namespace burncast {

const Entry* Node::entry(std::string_view key) const {
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.key == key; });
    return found == entries.end() ? nullptr : &*found;
}

NodePtr Node::find(std::string_view key) const {
    const Entry* found = entry(key);
    return found ? found->value : nullptr;
}

NodePtr make_scalar(std::string text, Place place, bool quoted) {
    Node node;
    node.kind = Node::Kind::scalar;
    node.text = std::move(text);
    node.place = std::move(place);
    node.quoted = quoted;
    return std::make_shared<const Node>(std::move(node));
}

NodePtr make_map(std::vector<Entry> entries, Place place) {
    Node node;
    node.kind = Node::Kind::map;
    node.entries = std::move(entries);
    node.place = std::move(place);
    return std::make_shared<const Node>(std::move(node));
}

NodePtr make_list(std::vector<NodePtr> items, Place place) {
    Node node;
    node.kind = Node::Kind::list;
    node.items = std::move(items);
    node.place = std::move(place);
    return std::make_shared<const Node>(std::move(node));
}

bool says_the_same(const Node& one, const Node& other) {
    const auto same_item = [](const NodePtr& a, const NodePtr& b) { return says_the_same(*a, *b); };
    const auto same_entry = [](const Entry& a, const Entry& b) {
        return a.key == b.key && says_the_same(*a.value, *b.value);
    };
    return one.kind == other.kind && one.text == other.text && one.quoted == other.quoted &&
           std::equal(one.items.begin(), one.items.end(), other.items.begin(), other.items.end(), same_item) &&
           std::equal(one.entries.begin(), one.entries.end(), other.entries.begin(), other.entries.end(), same_entry);
}

std::string kind_text(const Node& node) {
    switch (node.kind) {
        case Node::Kind::null:
            return "nothing";
        case Node::Kind::scalar:
            return "a value";
        case Node::Kind::list:
            return "a list";
        case Node::Kind::map:
            return "a map";
    }
    return {};
}

std::string shown(std::string_view text) {
    constexpr std::size_t longest = 60;
    std::string line;
    for (const char c : text) {
        const bool starts_character = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
        if (line.size() >= longest && starts_character) return line + "…";
        line += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    }
    return line;
}

std::string shown(const Node& node) {
    switch (node.kind) {
        case Node::Kind::null:
            return "(nothing)";
        case Node::Kind::scalar:
            return node.text.empty() ? "\"\"" : shown(node.text);
        case Node::Kind::list:
            return "[…]";
        case Node::Kind::map:
            return "{…}";
    }
    return {};
}

std::string join_path(const std::string& path, std::string_view key) {
    const bool plain = !key.empty() && key.find_first_of(". \t\n\"'[]{}=:") == std::string_view::npos;
    std::string step = plain ? shown(key) : "\"" + shown(key) + "\"";
    return path.empty() ? step : path + "." + step;
}

Written written(const NodePtr& root, const std::vector<std::string>& keys) {
    Written found;
    NodePtr node = root;
    for (const std::string& key : keys) {
        const bool in_list = node && node->is_list();
        found.path = in_list ? found.path + "[" + key + "]" : join_path(found.path, key);
        if (node) node = in_list ? node->items.at(std::stoul(key)) : node->find(key);
        if (node) found.place = node->place;
    }
    found.there = node != nullptr;
    return found;
}

}  // namespace burncast

// The tree of a YAML text: immutable, shared, every node with its place. All reading happens on this tree; nothing
// above knows which library parsed it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/error.hpp"

namespace burncast {

struct Node;
using NodePtr = std::shared_ptr<const Node>;

struct Entry {
    std::string key;
    Place key_place;
    NodePtr value;
};

struct Node {
    enum class Kind { null, scalar, list, map };

    Kind kind = Kind::null;
    std::string text;       // of a scalar, as written, without its quotes
    bool quoted = false;    // "…", '…' or a block text: never nothing, as null and ~ are
    bool replaces = false;  // an `off` that switched something off which another layer had switched on
    Place place;
    std::vector<NodePtr> items;  // of a list
    std::vector<Entry> entries;  // of a map, in the order of the file

    // The value of a key of a map; null when it is not there, or when this is no map.
    [[nodiscard]] NodePtr find(std::string_view key) const;
    [[nodiscard]] const Entry* entry(std::string_view key) const;

    [[nodiscard]] bool is_null() const { return kind == Kind::null; }
    [[nodiscard]] bool is_scalar() const { return kind == Kind::scalar; }
    [[nodiscard]] bool is_list() const { return kind == Kind::list; }
    [[nodiscard]] bool is_map() const { return kind == Kind::map; }
    // The keyword `off`, which says that something is not there; in JSON it can only stand in quotes.
    [[nodiscard]] bool is_off() const { return is_scalar() && text == "off"; }
};

[[nodiscard]] NodePtr make_scalar(std::string text, Place place, bool quoted = false);
[[nodiscard]] NodePtr make_map(std::vector<Entry> entries, Place place);
[[nodiscard]] NodePtr make_list(std::vector<NodePtr> items, Place place);

// Whether two nodes say the same, with keys in the same order, wherever they stand.
[[nodiscard]] bool says_the_same(const Node& one, const Node& other);

// What kind of thing it is, for faults: "a map", "a list", "a value", "nothing".
[[nodiscard]] std::string kind_text(const Node& node);
// A value shortened and made safe for one line of a terminal.
[[nodiscard]] std::string shown(std::string_view text);
// The same of a node: its text, or {…} or […].
[[nodiscard]] std::string shown(const Node& node);

// company.engineering + people → company.engineering.people; a key with dots or spaces is put in quotes.
[[nodiscard]] std::string join_path(const std::string& path, std::string_view key);

// What stands under these keys; places in a list are numbers from 0.
struct Written {
    bool there = false;
    std::string path;
    Place place;  // of what is there of it
};
[[nodiscard]] Written written(const NodePtr& root, const std::vector<std::string>& keys);

}  // namespace burncast

// One record per field: key, kind, bounds, default, source and meaning, and how to reach the member without knowing its
// type. The reader, the documentation, the JSON Schema and --dump all work on these records; sim/config/table.hpp makes
// them from member pointers.
#pragma once

#include <concepts>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/config/calendar_text.hpp"
#include "sim/config/date.hpp"
#include "sim/config/dimension.hpp"
#include "sim/config/node.hpp"
#include "sim/random/law.hpp"

namespace burncast {

// A name that another part of the scenario defines, or a text, with its place; resolved by who knows the whole.
struct Reference {
    std::string name;
    Place place;

    friend bool operator==(const Reference& a, const Reference& b) { return a.name == b.name; }
};

// An entry of a map, in the order of the file.
template <class T>
struct Named {
    std::string name;
    Place place;
    T value{};

    // Wherever it was written.
    friend bool operator==(const Named& a, const Named& b)
        requires std::equality_comparable<T>
    {
        return a.name == b.name && a.value == b.value;
    }
};

// Null when there is none of this name.
template <class T>
[[nodiscard]] const Named<T>* find(const std::vector<Named<T>>& all, const std::string& name) {
    for (const Named<T>& each : all)
        if (each.name == name) return &each;
    return nullptr;
}

struct TableInfo;

enum class FieldKind {
    quantity,    // 45 s
    quantities,  // {a: 30%, b: 70%} or [1, 2, 3]
    law,         // ~ lognormal(…)
    choice,      // one of a few words
    flag,        // yes or no
    text,
    date,      // 2026-03-01
    span,      // 12 months
    calendar,  // Mon-Fri 9:00-18:00 UTC
    name,      // of something that another part of the scenario defines
    names,     // several
    part,      // a map with a table of its own
    map,       // name → such a part
    list,      // of such parts
    lines,     // a list of texts with a grammar of their own
    patches,   // name → some keys of the whole, kept as a tree
};

// What a field can be set to. A choice is the number of its option, a flag 0 or 1; quantities are in base units.
using Value = std::variant<double, Reference, Law, Instant, Span, WorkingWeek, NodePtr>;

// From the address of a params struct to a member inside it. Only those that suit the kind are set.
struct Slot {
    std::function<void(void*, Value)> put;  // quantities, names: of one entry, at the address that `append` gave
    std::function<void(void*)> clear;       // make a std::optional absent, a list or map empty
    std::function<Law*(void*)> law;
    std::function<void*(void*)> open;               // part: make it present; its address
    std::function<void*(void*, Reference)> append;  // names, quantities, map, list: a new entry; its address
    std::function<void*(void*, std::size_t)> at;    // the address of a part or of an entry
};

// What a field needs beside it: that a choice of the same table is one of these.
struct OnlyFor {
    std::string key;
    std::vector<std::string> choices;
};

struct FieldInfo {
    std::string key;
    FieldKind kind = FieldKind::quantity;
    Dimension dimension = Dimension::number;  // quantity, quantities, law
    Bounds bounds;                            // filled up with the dimension's own
    double largest = 1e18;                    // what the member can hold
    bool whole = false;                       // no fractions: a count, or a member that is an integer
    std::optional<std::string> default_text;
    std::string source;  // S…, L…, MODEL or "guess"
    std::string text;
    bool optional = false;  // the member is a std::optional: `off` or nothing makes it absent
    bool exact = false;     // takes no interval
    std::vector<std::string> choices;
    std::vector<std::string> examples;  // lines
    std::vector<std::string> fixed;     // patches: keys of the whole that they cannot have
    std::string refers_to;              // name, names: where it is defined
    const TableInfo* table = nullptr;   // part, map, list; patches: their own keys beside those of the whole
    bool named = false;                 // quantities: a map rather than a list
    std::size_t min_entries = 0;        // map, list, names, quantities
    std::vector<OnlyFor> only_for;      // all of them; empty: it stands whatever is chosen
    Slot slot;

    // It has no default and cannot be absent: it has to be written, wherever it may stand.
    [[nodiscard]] bool required() const;
};

// A rule between fields; says what is wrong, and blames one key for it.
struct Check {
    std::string key;
    std::function<std::optional<std::string>(const void*)> wrong;
};

// When something acts: from an instant, or always, to just before another, or for ever.
struct Acting {
    std::optional<Instant> from, until;
};

// How a table says when what it describes acts, and the keys that it stands in.
struct Dates {
    std::string from, until;
    std::function<Acting(const void*)> acting;
};

struct TableInfo {
    std::string name;  // retries.automatic
    std::string text;
    std::vector<FieldInfo> fields;
    std::vector<Check> checks;
    std::optional<Dates> dates = std::nullopt;

    [[nodiscard]] const FieldInfo* field(std::string_view key) const;
    // Whether a field may stand in such a map; nothing while what it depends on is missing or wrong.
    [[nodiscard]] std::optional<bool> allows(const FieldInfo& field, const Node* node) const;
    // Some field, here or further down, has to be written.
    [[nodiscard]] bool has_required() const;
};

// "kind: mandate or quota"; empty when it may always stand.
[[nodiscard]] std::string only_for_text(const FieldInfo& field);

// What may be written there: "a whole number, 0 … 10M", "one of block, alert".
[[nodiscard]] std::string allowed_text(const FieldInfo& field, const std::string& symbol = "$");

}  // namespace burncast

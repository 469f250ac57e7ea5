#include <algorithm>
#include <set>
#include <vector>

#include "sim/base/screen_text.hpp"
#include "sim/config/table_text.hpp"

namespace burncast {

namespace {

constexpr std::size_t page_width = 100;

std::string padded(const std::string& text, std::size_t to) {
    return text + std::string(to - std::min(to, display_width(text)), ' ');
}

std::string unit_text(Dimension dimension, const std::string& symbol) {
    switch (dimension) {
        case Dimension::share:
            return "%";
        case Dimension::number:
            return "";
        case Dimension::count:
            return "whole";
        case Dimension::tokens:
            return "tok";
        case Dimension::money:
            return symbol;
        case Dimension::price:
            return symbol + "/Mtok";
        case Dimension::duration:
            return "s, min, h, days";
        case Dimension::rate:
            return "/h, /day, /month";
        case Dimension::relative_rate:
            return "%/year";
        case Dimension::relative_change:
            return "+%, -%";
        case Dimension::money_rate:
            return symbol + "/year";
    }
    return {};
}

// What it is, in which unit, and in which range.
std::string kind_and_range(const FieldInfo& field, const std::string& symbol) {
    const bool measured =
        field.kind == FieldKind::quantity || field.kind == FieldKind::law || field.kind == FieldKind::quantities;
    if (!measured) {
        switch (field.kind) {
            case FieldKind::part:
                return "map, see below";
            case FieldKind::map:
                return "map of names, see below";
            case FieldKind::list:
                return "list of maps, see below";
            case FieldKind::lines:
                return "list of lines";
            case FieldKind::patches:
                return "map of patches";
            default:
                return allowed_text(field, symbol);
        }
    }
    const std::string unit = unit_text(field.dimension, symbol);
    const std::string range = range_text(field.bounds, field.dimension, symbol);
    std::string text =
        name(field.dimension) + (unit.empty() ? "" : " [" + unit + "]") + (range.empty() ? "" : ", " + range);
    if (field.kind == FieldKind::law) text = "law of " + text;
    if (field.kind == FieldKind::quantities) text = (field.named ? "map of " : "list of ") + text;
    return text;
}

std::string default_of(const FieldInfo& field) {
    std::string text = "optional";
    if (field.default_text)
        text = "default " + (field.default_text->empty() ? "\"\"" : *field.default_text);
    else if (field.required())
        text = "required";
    else if (field.kind == FieldKind::part && !field.optional)
        text = "defaults below";
    if (!field.source.empty()) text += "  [" + field.source + "]";
    return text + (field.exact ? "  exact" : "");
}

void describe(const TableInfo& table, const std::string& symbol, std::set<const TableInfo*>& seen, std::string& page) {
    if (!seen.insert(&table).second) return;
    page += (page.empty() ? "" : "\n") + table.name + "\n" + wrapped(table.text, 2, page_width) + "\n";
    std::size_t keys = 0;
    std::size_t kinds = 0;
    constexpr std::size_t widest_kind = 48;
    for (const FieldInfo& field : table.fields) {
        keys = std::max(keys, display_width(field.key));
        const std::size_t kind = display_width(kind_and_range(field, symbol));
        if (kind <= widest_kind) kinds = std::max(kinds, kind);
    }
    const std::size_t second = 2 + keys + 2;
    const std::size_t third = second + kinds + 2;
    for (const FieldInfo& field : table.fields) {
        const std::string kind = kind_and_range(field, symbol);
        const std::string def = default_of(field);
        std::string line = "  " + padded(field.key, keys) + "  ";
        if (display_width(kind) <= kinds && third + display_width(def) <= page_width) {
            page += line + padded(kind, kinds) + "  " + def + "\n";
        } else {
            const bool fits = second + display_width(def) <= page_width;
            page += line + wrapped(kind, second, page_width).substr(second);
            page += fits ? std::string(second, ' ') + def + "\n" : wrapped(def, second, page_width);
        }
        const std::string only = only_for_text(field);
        page += wrapped((only.empty() ? "" : "For " + only + ". ") + field.text, second + 2, page_width);
    }
    for (const FieldInfo& field : table.fields)
        if (field.table) describe(*field.table, symbol, seen, page);
}

}  // namespace

std::string describe_text(const TableInfo& table, const std::string& symbol) {
    std::set<const TableInfo*> seen;
    std::string page;
    describe(table, symbol, seen, page);
    return page;
}

}  // namespace burncast

// JSON Schema, so that an editor completes keys and marks mistakes while a scenario is written. Units are checked by
// pattern only; the reader has the last word.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <utility>
#include <vector>

#include "sim/config/name_text.hpp"
#include "sim/config/single_value.hpp"
#include "sim/config/table_text.hpp"

namespace burncast {

namespace {

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += std::string("\\") + c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
            out += escape;
        } else {
            out += c;
        }
    }
    return out + "\"";
}

std::string name_schema() { return R"({"not": {"pattern": )" + quoted(wrong_names) + "}}"; }

std::string number(double value) {
    std::array<char, 400> text{};
    const auto format = value > -1e15 && value < 1e15 ? std::chars_format::fixed : std::chars_format::general;
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value, format).ptr};
}

// An object whose members keep their order.
class Object {
public:
    Object& put(std::string_view key, const std::string& json) {
        members_.emplace_back(key, json);
        return *this;
    }
    Object& text(std::string_view key, std::string_view value) { return put(key, quoted(value)); }
    [[nodiscard]] std::string json() const {
        std::string out = "{";
        for (const auto& [key, value] : members_) out += (out.size() > 1 ? ", " : "") + quoted(key) + ": " + value;
        return out + "}";
    }
    [[nodiscard]] bool empty() const { return members_.empty(); }

private:
    std::vector<std::pair<std::string, std::string>> members_;
};

std::string array(const std::vector<std::string>& items) {
    std::string out = "[";
    for (const std::string& item : items) out += (out.size() > 1 ? ", " : "") + item;
    return out + "]";
}

// How a text of this dimension ends; an interval's second end carries the unit as well.
std::string unit_pattern(Dimension dimension) {
    switch (dimension) {
        case Dimension::share:
            return "[0-9]\\s*%?$";
        case Dimension::number:
        case Dimension::count:
            return "[0-9]\\s*(k|K|M|bn|B|tn|T|thousand|million|billion|trillion)?$";
        case Dimension::tokens:
            return "[kM]?\\s*tok(en|ens)?$";
        case Dimension::money:
            return "[0-9$€£¥￥₹A-Z]";
        case Dimension::price:
            return "(/|per )\\s*(1?[kM]\\s?)?tok(en|ens)?$";
        case Dimension::duration:
            return "(ms|s|sec|seconds?|min|minutes?|h|hr|hours?|d|days?|w|weeks?)$";
        case Dimension::rate:
            return "(/|per )\\s*(s|sec|second|min|minute|h|hr|hour|d|day|week|month|quarter|year|yr)$";
        case Dimension::relative_rate:
            return "%\\s*(/|per )\\s*(d|day|week|month|quarter|year|yr)$";
        case Dimension::relative_change:
            return "%$";
        case Dimension::money_rate:
            return "(/|per )\\s*(d|day|week|month|quarter|year|yr)$";
    }
    return ".";
}

Object quantity(const FieldInfo& field) {
    const bool plain = field.dimension == Dimension::share || field.dimension == Dimension::number ||
                       field.dimension == Dimension::count;
    std::string pattern = unit_pattern(field.dimension);
    if (field.kind == FieldKind::law) pattern = "(" + pattern + ")|[()]";
    Object schema;
    if (!plain) return schema.text("type", "string").text("pattern", pattern);
    schema.put("type", array({quoted("number"), quoted("string")})).text("pattern", pattern);
    if (field.kind == FieldKind::law) return schema;
    if (field.bounds.low) schema.put("minimum", number(*field.bounds.low));
    if (field.bounds.above) schema.put("exclusiveMinimum", number(*field.bounds.above));
    if (field.bounds.high) schema.put("maximum", number(*field.bounds.high));
    if (field.bounds.below) schema.put("exclusiveMaximum", number(*field.bounds.below));
    return schema;
}

// Where something stands.
struct Where {
    // An item of a list has to say everything. Whatever else may be completed by another layer (extends, import, --set),
    // so nothing in it is required.
    bool whole = false;
    bool swept = false;  // in a patch, where a single value may also be a list of them: a grid
};
Object object(const TableInfo& table, Where where);

// What may also be switched off.
Object or_off(const Object& schema) {
    return Object().put("anyOf", array({schema.json(), Object().text("const", "off").json()}));
}

// What may also be a list of such.
Object or_swept(const Object& schema) {
    return Object().put("anyOf",
                        array({schema.json(), Object().text("type", "array").put("items", schema.json()).json()}));
}

Object content(const FieldInfo& field, Where where) {
    Object schema;
    const auto collection = [&](const std::string& inner, bool map) {
        schema.text("type", map ? "object" : "array").put(map ? "additionalProperties" : "items", inner);
        if (map) schema.put("propertyNames", name_schema());
        if (field.min_entries > 0) schema.put(map ? "minProperties" : "minItems", std::to_string(field.min_entries));
        return schema;
    };
    switch (field.kind) {
        case FieldKind::quantity:
        case FieldKind::law:
            return quantity(field);
        case FieldKind::quantities:
            return collection((where.swept && field.named ? or_swept(quantity(field)) : quantity(field)).json(),
                              field.named);
        case FieldKind::choice: {
            std::vector<std::string> words;
            for (const std::string& word : field.choices) words.push_back(quoted(word));
            return schema.put("enum", array(words));
        }
        case FieldKind::flag:
            return schema.put("enum",
                              array({"true", "false", quoted("yes"), quoted("no"), quoted("on"), quoted("off")}));
        case FieldKind::date:
            return schema.text("type", "string").text("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
        case FieldKind::span:
            return schema.text("type", "string").text("pattern", "(day|week|month|quarter|year)s?$");
        case FieldKind::calendar:
            return schema.text("type", "string");
        case FieldKind::text:
        case FieldKind::name:
            return schema.put("type", array({quoted("string"), quoted("number")}));
        case FieldKind::names: {
            const std::string one = Object().put("type", array({quoted("string"), quoted("number")})).json();
            return schema.put("anyOf", array({one, Object().text("type", "array").put("items", one).json()}));
        }
        case FieldKind::part:
            return object(*field.table, where);
        case FieldKind::map:
            return collection(or_off(object(*field.table, where)).json(), true);
        case FieldKind::list:
            return collection(object(*field.table, {true, where.swept}).json(), false);
        case FieldKind::lines: {
            std::vector<std::string> examples;
            for (const std::string& example : field.examples) examples.push_back(quoted(example));
            const std::string one = Object().text("type", "string").put("examples", array(examples)).json();
            return schema.text("type", "array").put("items", one);
        }
        case FieldKind::patches: {
            const Object patch = Object().text("$ref", "#/$defs/" + field.key);
            return schema.text("type", "object")
                .put("additionalProperties", or_off(patch).json())
                .put("propertyNames", name_schema());
        }
    }
    return schema;
}

std::string property(const FieldInfo& field, Where where) {
    Object schema = content(field, where);
    if (where.swept && takes_one_value(field.kind)) schema = or_swept(schema);
    const bool optional = field.slot.clear || !field.only_for.empty();
    const bool can_be_off = optional && field.kind != FieldKind::patches && field.min_entries == 0;
    if (can_be_off) schema = or_off(schema);
    const std::string only = only_for_text(field);
    std::string text = (only.empty() ? "" : "For " + only + ". ") + field.text + " (" + allowed_text(field);
    if (field.default_text) text += "; default " + *field.default_text;
    if (!field.source.empty()) text += "; source " + field.source;
    schema.text("description", text + ")");
    if (field.default_text) schema.text("default", *field.default_text);
    return schema.json();
}

void put_properties(const TableInfo& table, Where where, Object& properties) {
    for (const FieldInfo& field : table.fields) properties.put(field.key, property(field, where));
}

// What may not stand beside a choice may be switched off at most. A map that does not say the choice may have
// everything: another layer says it.
std::vector<std::string> only_for_rules(const TableInfo& table) {
    const auto one = [](const std::string& key, const Object& schema) {
        return Object().put("properties", Object().put(key, schema.json()).json()).json();
    };
    std::vector<std::string> rules;
    for (const FieldInfo& field : table.fields) {
        for (const OnlyFor& only : field.only_for) {
            std::vector<std::string> words;
            for (const std::string& word : only.choices) words.push_back(quoted(word));
            const std::string here = one(only.key, Object().put("enum", array(words)));
            rules.push_back(Object().put("if", here).put("else", one(field.key, Object().text("const", "off"))).json());
        }
    }
    return rules;
}

Object closed_object(const TableInfo& table, const Object& properties) {
    Object schema;
    schema.text("type", "object").put("properties", properties.json());
    // {x: lognormal(median = 1 s, log_sd = 1)}: other readers of YAML take what follows the comma for a key.
    const auto is_law = [](const FieldInfo& field) { return field.kind == FieldKind::law; };
    if (std::any_of(table.fields.begin(), table.fields.end(), is_law))
        schema.put("patternProperties", R"({"\\)$": {}})");
    const std::vector<std::string> rules = only_for_rules(table);
    if (!rules.empty()) schema.put("allOf", array(rules));
    return schema.put("additionalProperties", "false");
}

Object object(const TableInfo& table, Where where) {
    Object properties;
    put_properties(table, where, properties);
    Object schema = closed_object(table, properties);
    std::vector<std::string> needed;
    for (const FieldInfo& field : table.fields)
        if (field.only_for.empty() && field.required()) needed.push_back(quoted(field.key));
    if (where.whole && !needed.empty()) schema.put("required", array(needed));
    return schema;
}

// A patch over the root: its own keys, and those of the root that it may change.
Object patch(const TableInfo& root, const FieldInfo& patches) {
    Object properties;
    put_properties(*patches.table, {.swept = true}, properties);
    for (const FieldInfo& field : root.fields)
        if (std::find(patches.fixed.begin(), patches.fixed.end(), field.key) == patches.fixed.end())
            properties.put(field.key, property(field, {.swept = true}));
    return closed_object(*patches.table, properties);
}

}  // namespace

std::string json_schema(const TableInfo& table, const std::string& title) {
    Object properties;
    for (const char* key : {"extends", "import"})
        properties.put(key, R"({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]})");
    put_properties(table, {}, properties);
    Object patches;
    for (const FieldInfo& field : table.fields)
        if (field.kind == FieldKind::patches) patches.put(field.key, patch(table, field).json());
    Object schema;
    schema.text("$schema", "https://json-schema.org/draft/2020-12/schema").text("title", title);
    schema.text("description", table.text);
    if (!patches.empty()) schema.put("$defs", patches.json());
    const std::string head = schema.json();
    return head.substr(0, head.size() - 1) + ", " + closed_object(table, properties).json().substr(1) + "\n";
}

}  // namespace burncast

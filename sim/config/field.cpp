#include "sim/config/field.hpp"

#include <algorithm>

namespace burncast {

bool FieldInfo::required() const {
    switch (kind) {
        case FieldKind::patches:
            return false;
        case FieldKind::part:
            return !optional && table->has_required();
        case FieldKind::map:
        case FieldKind::list:
        case FieldKind::names:
        case FieldKind::lines:
        case FieldKind::quantities:
            return min_entries > 0;
        default:
            return !optional && !default_text;
    }
}

const FieldInfo* TableInfo::field(std::string_view key) const {
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const FieldInfo& f) { return f.key == key; });
    return found == fields.end() ? nullptr : &*found;
}

std::optional<bool> TableInfo::allows(const FieldInfo& one, const Node* node) const {
    std::optional<bool> allowed = true;
    for (const OnlyFor& only : one.only_for) {
        const FieldInfo& other = *field(only.key);
        const NodePtr value = node ? node->find(only.key) : nullptr;
        const auto is_among = [](const std::vector<std::string>& words, const std::string& word) {
            return std::find(words.begin(), words.end(), word) != words.end();
        };
        const bool stands = value && !value->is_null() && allows(other, node) != false;
        std::string chosen = stands ? value->text : "off";
        if (chosen == "off" && !is_among(other.choices, chosen)) chosen = other.default_text.value_or("");
        if (!is_among(other.choices, chosen)) return std::nullopt;
        allowed = *allowed && is_among(only.choices, chosen);
    }
    return allowed;
}

bool TableInfo::has_required() const {
    return std::any_of(fields.begin(), fields.end(),
                       [](const FieldInfo& f) { return f.only_for.empty() && f.required(); });
}

std::string only_for_text(const FieldInfo& field) {
    std::string text;
    for (const OnlyFor& only : field.only_for) {
        text += (text.empty() ? "" : " and ") + only.key + ": ";
        for (std::size_t i = 0; i < only.choices.size(); ++i)
            text += (i == 0 ? "" : i + 1 < only.choices.size() ? ", " : " or ") + only.choices[i];
    }
    return text;
}

std::string allowed_text(const FieldInfo& field, const std::string& symbol) {
    const auto one_of = [&] {
        std::string text;
        for (const std::string& choice : field.choices) text += (text.empty() ? "" : ", ") + choice;
        return text;
    };
    const auto measured = [&] {
        const std::string range = range_text(field.bounds, field.dimension, symbol);
        return example(field.dimension, symbol) + (range.empty() ? "" : ", " + range);
    };
    switch (field.kind) {
        case FieldKind::quantity:
            return measured();
        case FieldKind::law:
            return measured() + ", or a law like lognormal(median = …, log_sd = …)";
        case FieldKind::choice:
            return "one of " + one_of();
        case FieldKind::flag:
            return "yes or no";
        case FieldKind::text:
            return "a text";
        case FieldKind::date:
            return "a date like 2026-03-01";
        case FieldKind::span:
            return "a span like 12 months, 30 days or 1 year";
        case FieldKind::calendar:
            return "days, hours and time zone like Mon-Fri 9:00-18:00 UTC";
        case FieldKind::name:
            return "a name from " + field.refers_to;
        case FieldKind::names:
            return "a list of names from " + field.refers_to;
        case FieldKind::part:
            return "a map of keys";
        case FieldKind::map:
            return "a map of names, each with its keys";
        case FieldKind::list:
            return "a list of maps";
        case FieldKind::quantities:
            return (field.named ? "a map of names to values, each " : "a list, each ") + measured();
        case FieldKind::lines:
            return "a list of lines like " + field.examples.front();
        case FieldKind::patches:
            return "a map of names, each with the keys that differ";
    }
    return {};
}

}  // namespace burncast

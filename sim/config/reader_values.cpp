// The reader's lower half: single values, and the entries of maps and lists.
#include <algorithm>
#include <cmath>
#include <optional>

#include "sim/config/name_text.hpp"
#include "sim/config/reader_spot.hpp"
#include "sim/config/suggestion.hpp"

namespace burncast {

namespace {

std::optional<bool> flag_of(const std::string& text) {
    if (text == "yes" || text == "true" || text == "on") return true;
    if (text == "no" || text == "false" || text == "off") return false;
    return std::nullopt;
}

double fitted(double value, const FieldInfo& field) {
    value = std::min(field.bounds.clamp(value), field.largest);
    return field.whole ? field.bounds.clamp(std::round(value)) : value;
}

// One entry of a map or list of quantities, as if it were a field of its own.
FieldInfo as_quantity(const FieldInfo& field) {
    FieldInfo entry = field;
    entry.kind = FieldKind::quantity;
    return entry;
}

}  // namespace

void Reader::read_scalar(const FieldInfo& field, const NodePtr& node, const Spot& spot) {
    if (!node->is_scalar()) return fault(field, *node, spot, "must be a single value, this is " + kind_text(*node));
    const std::string& text = node->text;
    const auto put = [&](auto parsed) {
        if (parsed)
            field.slot.put(spot.params, std::move(*parsed.value));
        else
            fault(field, *node, spot, parsed.wrong);
    };
    switch (field.kind) {
        case FieldKind::quantity:
            return read_quantity(field, *node, spot);
        case FieldKind::law:
            return read_law(field, *node, spot);
        case FieldKind::date:
            return put(parse_date(text));
        case FieldKind::span:
            if (looks_like_interval(text)) return fault(field, *node, spot, "must be one value here, not an interval");
            return put(parse_span(text));
        case FieldKind::calendar:
            return put(parse_working_week(text, faults_->count() < Faults::most_kept));
        case FieldKind::choice: {
            const auto found = std::find(field.choices.begin(), field.choices.end(), text);
            if (found == field.choices.end())
                return fault(field, *node, spot, "is not known" + did_you_mean(text, field.choices));
            return field.slot.put(spot.params, static_cast<double>(found - field.choices.begin()));
        }
        case FieldKind::flag: {
            const std::optional<bool> flag = flag_of(text);
            if (!flag) return fault(field, *node, spot, "must be yes or no");
            return field.slot.put(spot.params, *flag ? 1.0 : 0.0);
        }
        default:
            if (text.empty() && field.default_text != "") return fault(field, *node, spot, "is empty");
            if (field.kind == FieldKind::name) note_name(field, *node, spot.path, spot.reach);
            return field.slot.put(spot.params, Reference{text, node->place});
    }
}

// What the field names is looked for once everything has been read.
void Reader::note_name(const FieldInfo& field, const Node& node, const std::string& path, const Reach& reach) {
    names_.push_back(
        {field.refers_to, {node.text, node.place}, path, [reach, put = field.slot.put](void* root, Reference name) {
             put(reach(root), std::move(name));
         }});
}

void Reader::read_quantity(const FieldInfo& field, const Node& node, const Spot& spot) {
    double value = 0;
    if (looks_like_interval(node.text)) {
        if (field.exact) return fault(field, node, spot, "must be one value here, not an interval");
        const Parsed<Interval> interval = parse_interval(node.text, field.dimension, field.bounds, currency_);
        if (!interval) return fault(field, node, spot, interval.wrong);
        const auto set = [reach = spot.reach, field](void* root, double v) {
            field.slot.put(reach(root), fitted(v, field));
        };
        unknowns_.push_back({spot.path, node.place, field.dimension, *interval.value, set});
        value = fitted(interval.value->median(), field);
    } else {
        const Parsed<double> parsed = parse_quantity(node.text, field.dimension, currency_);
        if (!parsed) return fault(field, node, spot, parsed.wrong);
        value = *parsed.value;
        if (const std::string wrong = breach(value, field.bounds, field.dimension, currency_.symbol());
            !wrong.empty()) {
            const bool forgot_percent = field.dimension == Dimension::share && field.bounds.hold(value / 100) &&
                                        node.text.find('%') == std::string::npos && value > 0;
            return fault(field, node, spot, wrong + (forgot_percent ? " — did you mean " + node.text + "%?" : ""));
        }
        if (std::abs(value) > field.largest) return fault(field, node, spot, "is too large");
        if (field.whole && value != std::round(value)) return fault(field, node, spot, "must be a whole number");
    }
    field.slot.put(spot.params, value);
}

void Reader::read_law(const FieldInfo& field, const Node& node, const Spot& spot) {
    const Parsed<WrittenLaw> parsed =
        parse_law(node.text, field.dimension, field.bounds, currency_, directory_of(node.place));
    if (!parsed) return fault(field, node, spot, parsed.wrong);
    if (field.exact && !parsed.value->unknowns.empty())
        return fault(field, node, spot, "must be one value here, not an interval");
    files_.insert(files_.end(), parsed.value->files.begin(), parsed.value->files.end());
    field.slot.put(spot.params, parsed.value->law);
    for (const LawUnknown& unknown : parsed.value->unknowns) {
        const auto set = [reach = spot.reach, law = field.slot.law, bounds = field.bounds, second = unknown.second](
                             void* root, double v) {
            if (second)
                law(reach(root))->set_second(std::max(v, 0.0));
            else
                law(reach(root))->set_first(bounds.clamp(v));
        };
        const std::string path = unknown.parameter.empty() ? spot.path : join_path(spot.path, unknown.parameter);
        const bool plain = unknown.parameter == "log_sd" || unknown.parameter == "shape";
        unknowns_.push_back({path, node.place, plain ? Dimension::number : field.dimension, unknown.interval, set});
    }
}

void Reader::read_entries(const FieldInfo& field, const NodePtr& node, const Spot& spot) {
    const bool wants_map = field.kind == FieldKind::map || field.named;
    std::vector<Entry> entries;
    if (node->is_map() && wants_map) {
        entries = node->entries;
    } else if (node->is_list() && !wants_map) {
        for (std::size_t i = 0; i < node->items.size(); ++i)
            entries.push_back({"[" + std::to_string(i) + "]", node->items[i]->place, node->items[i]});
    } else if (node->is_scalar() && field.kind == FieldKind::names) {
        entries.push_back({"[0]", node->place, node});  // one name needs no brackets
    } else {
        return fault(field, *node, spot,
                     "must be " + std::string(wants_map ? "a map" : "a list") + ", this is " + kind_text(*node));
    }
    std::size_t count = 0;  // of the entries that are there in the end
    for (const Entry& entry : entries) {
        const std::string path = wants_map ? join_path(spot.path, entry.key) : spot.path + entry.key;
        if (wants_map && entry.value->is_off()) {
            if (!entry.value->replaces)
                wrong(entry.value->place, path, entry.value.get(), "there is nothing of this name to switch off");
            continue;
        }
        if (const std::string what = wants_map ? wrong_name(entry.key) : ""; !what.empty())
            faults_->add(entry.key_place, path, what);
        const bool is_name = field.kind == FieldKind::names || field.kind == FieldKind::lines;
        if (is_name && (!entry.value->is_scalar() || entry.value->text.empty())) {
            wrong(entry.value->place, path, entry.value.get(),
                  field.kind == FieldKind::names ? "must be a name" : "must be one line of text");
            if (field.kind == FieldKind::lines) field.slot.append(spot.params, {});  // the others keep their numbers
            continue;
        }
        Reference name =
            is_name ? Reference{entry.value->text, entry.value->place} : Reference{entry.key, entry.key_place};
        void* added = field.slot.append(spot.params, std::move(name));
        const Reach reach = through(spot.reach, field, count++);
        if (field.kind == FieldKind::names) note_name(field, *entry.value, path, reach);
        if (is_name) continue;
        const Spot below{added, reach, path, entry.value->is_null() ? entry.key_place : entry.value->place};
        if (field.table)
            read_table(*field.table, entry.value, below);
        else
            read_scalar(as_quantity(field), entry.value, below);
    }
    if (count < field.min_entries)
        fault(field, *node, spot,
              "needs at least " + std::to_string(field.min_entries) + (field.min_entries == 1 ? " entry" : " entries"));
}

}  // namespace burncast

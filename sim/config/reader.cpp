#include "sim/config/reader.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <system_error>

#include "sim/config/reader_spot.hpp"
#include "sim/config/suggestion.hpp"

namespace burncast {

namespace {

// Where else in the tables a key is known: "company.NAME.people".
std::string belongs_in(const TableInfo& table, const std::string& path, std::string_view key) {
    if (table.field(key)) return join_path(path, key);
    for (const FieldInfo& field : table.fields) {
        if (!field.table) continue;
        const bool named = field.kind == FieldKind::map || field.kind == FieldKind::patches;
        const std::string below = join_path(path, field.key) + (named                           ? ".NAME"
                                                                : field.kind == FieldKind::list ? "[]"
                                                                                                : "");
        if (const std::string found = belongs_in(*field.table, below, key); !found.empty()) return found;
    }
    return {};
}

std::vector<std::string> keys_of(const TableInfo& table) {
    std::vector<std::string> keys;
    for (const FieldInfo& field : table.fields) keys.push_back(field.key);
    return keys;
}

std::string listed(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

}  // namespace

Currency read_currency(const NodePtr& root, Faults& faults) {
    const NodePtr node = root ? root->find("currency") : nullptr;
    if (!node || node->is_null()) return {};
    const Parsed<Currency> currency =
        node->is_scalar() ? parse_currency(node->text) : Parsed<Currency>::fault("must be a currency code like USD");
    if (!currency) faults.add(node->place, valued_path("currency", *node), currency.wrong);
    return currency.value.value_or(Currency{});
}

Reader::Reader(Faults& faults, Currency currency, std::filesystem::path directory)
    : faults_(&faults), currency_(std::move(currency)), directory_(std::move(directory)) {}

void Reader::read_into(const TableInfo& table, const NodePtr& node, void* params, const std::string& path,
                       const Reach& reach) {
    if (!node && !faults_->empty()) return;  // a text that could not be parsed lacks no keys
    if (!root_) root_ = &table;
    read_table(table, node, {params, reach, path, node ? node->place : Place{}});
}

void Reader::read_table(const TableInfo& table, const NodePtr& node, const Spot& spot) {
    if (node && !node->is_null() && !node->is_map()) {
        return wrong(node->place, spot.path, node.get(),
                     "must be a map of keys, this is " + kind_text(*node) + " (" + listed(keys_of(table)) + ")");
    }
    const std::size_t before = faults_->count();
    std::set<std::string> meant;  // keys that are there, but misspelt: they are not missing as well
    if (node)
        for (const Entry& entry : node->entries)
            if (!table.field(entry.key)) meant.insert(unknown_key(table, entry, spot));
    for (const FieldInfo& field : table.fields) {
        const NodePtr value = node ? node->find(field.key) : nullptr;
        const bool written = value && !value->is_null();
        const std::optional<bool> allowed = table.allows(field, node.get());
        if (allowed == false) {
            if (written && !value->is_off())
                wrong(value->place, join_path(spot.path, field.key), value.get(),
                      "is for " + only_for_text(field) + " alone");
        } else if (written ? allowed || !value->is_off() : allowed && !meant.contains(field.key)) {
            read_field(field, value, spot);
        }
    }
    if (faults_->count() > before) return;  // a rule between values that are wrong says nothing
    for (const Check& check : table.checks) {
        const std::optional<std::string> what = check.wrong(spot.params);
        if (!what) continue;
        const Entry* entry = node ? node->entry(check.key) : nullptr;
        wrong(entry ? entry->value->place : spot.place, join_path(spot.path, check.key),
              entry ? entry->value.get() : nullptr, *what);
    }
    if (!table.dates) return;
    const auto key = [&](const std::string& name) {
        const Entry* entry = node ? node->entry(name) : nullptr;
        return DatedPart::Key{join_path(spot.path, name), entry ? entry->value->place : spot.place};
    };
    dated_.push_back({table.dates->acting(spot.params), key(table.dates->from), key(table.dates->until)});
}

std::string Reader::unknown_key(const TableInfo& table, const Entry& entry, const Spot& spot) {
    const std::vector<std::string> keys = keys_of(table);
    std::string hint = did_you_mean(entry.key, keys);
    if (hint.empty())
        if (const std::string other = belongs_in(*root_, {}, entry.key); !other.empty()) {
            hint = "; it belongs in " + other;
            wrong_.insert(other);  // has effect where it names no NAME: one that is meant there is not missing
        }
    const bool is_number = entry.key.find_first_not_of("0123456789") == std::string::npos;
    if (is_number && entry.value->is_null()) hint = "; write large numbers without commas: 5000 or 5k";
    if (hint.empty()) hint = " (known here: " + listed(keys) + ")";
    faults_->add(entry.key_place, join_path(spot.path, entry.key), "unknown key" + hint);
    const std::string meant = nearest(entry.key, keys);
    if (!meant.empty()) wrong_.insert(join_path(spot.path, meant));
    return meant;
}

void Reader::read_field(const FieldInfo& field, const NodePtr& node, const Spot& spot) {
    const Spot here{spot.params, spot.reach, join_path(spot.path, field.key), node ? node->place : spot.place};
    if (!node || node->is_null()) return read_absent(field, here.place, here);
    if (field.kind == FieldKind::patches) return field.slot.put(spot.params, node);
    if (node->is_off()) return read_off(field, node, here);
    switch (field.kind) {
        case FieldKind::part:
            read_table(*field.table, node,
                       {field.slot.open(spot.params), through(spot.reach, field, 0), here.path, node->place});
            return;
        case FieldKind::map:
        case FieldKind::list:
        case FieldKind::names:
        case FieldKind::lines:
        case FieldKind::quantities:
            return read_entries(field, node, here);
        default:
            return read_scalar(field, node, here);
    }
}

void Reader::read_absent(const FieldInfo& field, const Place& place, const Spot& spot) {
    if (field.kind == FieldKind::patches) return;
    if (field.required()) {
        std::string allowed = allowed_text(field, currency_.symbol());
        if (field.kind == FieldKind::part) allowed = "a map of " + listed(keys_of(*field.table));
        const std::string only = only_for_text(field);
        wrong(place, spot.path, nullptr,
              "is missing (" + allowed + ")" + (only.empty() ? "" : "; " + only + " needs it"));
    } else if (field.kind == FieldKind::part) {
        if (field.optional) return;
        read_table(*field.table, nullptr,
                   {field.slot.open(spot.params), through(spot.reach, field, 0), spot.path, place});
    } else if (field.default_text) {
        if (field.default_text->empty()) return field.slot.put(spot.params, Reference{{}, place});
        // Defaults are ours: the sign of a currency in them stands for the scenario's.
        const std::size_t before = faults_->count();
        const Currency scenario = std::exchange(currency_, Currency{});
        read_scalar(field, make_scalar(*field.default_text, place), spot);
        currency_ = scenario;
        if (faults_->count() > before)
            throw std::logic_error("the default of " + spot.path +
                                   " cannot be read: " + to_text(faults_->sorted().back()));
    }
}

void Reader::read_off(const FieldInfo& field, const NodePtr& node, const Spot& spot) {
    const bool is_choice = std::find(field.choices.begin(), field.choices.end(), node->text) != field.choices.end();
    if (is_choice || field.kind == FieldKind::flag) return read_scalar(field, node, spot);
    if (field.slot.clear && field.min_entries == 0) return field.slot.clear(spot.params);
    if (field.kind == FieldKind::text) return read_scalar(field, node, spot);
    fault(field, *node, spot, "cannot be switched off");
}

std::filesystem::path Reader::directory_of(const Place& place) const {
    std::error_code error;
    if (place.line > 0 && std::filesystem::is_regular_file(place.file, error))
        return std::filesystem::path(place.file).parent_path();
    return directory_;
}

void Reader::fault(const FieldInfo& field, const Node& node, const Spot& spot, const std::string& what) {
    // What is wrong, what is allowed, and the suggestion last.
    const std::size_t suggestion = std::min(what.find(" — did you mean"), what.size());
    wrong(node.place, spot.path, &node,
          what.substr(0, suggestion) + " (" + allowed_text(field, currency_.symbol()) + ")" + what.substr(suggestion));
}

void Reader::wrong(const Place& place, const std::string& path, const Node* value, const std::string& what) {
    wrong_.insert(path);
    faults_->add(place, value ? valued_path(path, *value) : path, what);
}

bool Reader::reached(std::string_view path) const {
    for (std::size_t end = 0; end != std::string_view::npos; end = path.find_first_of(".[", end + 1))
        if (wrong_.contains(path.substr(0, end))) return false;
    return !wrong_.contains(path);
}

bool Reader::whole(std::string_view path) const {
    const auto in_it = [&](const std::string& other) {
        return other.starts_with(path) && std::string_view(".[").find(other[path.size()]) != std::string_view::npos;
    };
    return reached(path) && std::none_of(wrong_.begin(), wrong_.end(), in_it);
}

}  // namespace burncast

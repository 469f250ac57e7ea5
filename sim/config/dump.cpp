// A scenario with nothing left unsaid: every field of the tables, what was not written filled in with its default.
#include <algorithm>
#include <filesystem>
#include <system_error>

#include "sim/config/faults.hpp"
#include "sim/config/number_text.hpp"
#include "sim/config/reader.hpp"
#include "sim/config/table_text.hpp"
#include "sim/config/yaml_out.hpp"

namespace burncast {

namespace {

// empirical(sizes.csv, …) is relative to the file it stands in; what is dumped may be put anywhere.
std::string with_full_paths(std::string text, const Place& place) {
    constexpr std::string_view call = "empirical(";
    if (place.line == 0) return text;
    std::error_code error;
    const std::filesystem::path folder =
        std::filesystem::absolute(std::filesystem::path(place.file).parent_path(), error);
    for (std::size_t at = text.find(call); !error && at != std::string::npos; at = text.find(call, at + 1)) {
        std::size_t begin = at + call.size();
        const std::string inside = text.substr(begin, text.find_first_of(",)", begin) - begin);
        if (const std::size_t equals = inside.find_first_of("=:"); equals != std::string::npos) {
            if (trimmed(std::string_view(inside).substr(0, equals)) != "file") continue;
            begin += equals + 1;
        }
        begin = std::min(text.find_first_not_of(" \"'", begin), text.size());
        if (text.substr(begin, 1) != "/") text.insert(begin, (folder.lexically_normal() / "").string());
    }
    return text;
}

class Dump {
public:
    explicit Dump(std::string symbol) : symbol_(std::move(symbol)) {}

    std::string table(const TableInfo& table, const Node* node, int indent) const {
        std::string text;
        for (const FieldInfo& field : table.fields) {
            if (table.allows(field, node) == false) continue;
            const NodePtr value = node ? node->find(field.key) : nullptr;
            const bool written = value && !value->is_null();
            text += written ? present(field, *value, indent) : missing(field, indent);
        }
        return text;
    }

private:
    static std::string head(const std::string& key, int indent) {
        return std::string(static_cast<std::size_t>(indent), ' ') + yaml_scalar(key) + ":";
    }
    static std::string block(const std::string& below) { return below.empty() ? " {}\n" : "\n" + below; }

    std::string present(const FieldInfo& field, const Node& node, int indent) const {
        if (field.kind == FieldKind::law && node.is_scalar())
            return head(field.key, indent) + " " + yaml_scalar(with_full_paths(node.text, node.place), node.quoted) +
                   "\n";
        if (field.kind == FieldKind::part && node.is_map())
            return head(field.key, indent) + block(table(*field.table, &node, indent + 2));
        if (field.kind == FieldKind::map && node.is_map()) {
            std::string below;
            for (const Entry& entry : node.entries)
                if (!entry.value->is_off())
                    below += head(entry.key, indent + 2) + block(table(*field.table, entry.value.get(), indent + 4));
            return head(field.key, indent) + block(below);
        }
        if (field.kind == FieldKind::list && node.is_list() && !node.items.empty()) {
            std::string below;
            for (const NodePtr& item : node.items) {
                std::string part = table(*field.table, item.get(), indent + 4);
                if (part.empty()) part = std::string(static_cast<std::size_t>(indent) + 4, ' ') + "{}\n";
                below += part.replace(static_cast<std::size_t>(indent) + 2, 1, "-");
            }
            return head(field.key, indent) + "\n" + below;
        }
        if (field.kind == FieldKind::quantities && node.is_map()) {
            std::vector<Entry> entries;
            for (const Entry& entry : node.entries)
                if (!entry.value->is_off()) entries.push_back(entry);
            return head(field.key, indent) + yaml_value(*make_map(std::move(entries), node.place), indent + 2);
        }
        return head(field.key, indent) + yaml_value(node, indent + 2);
    }

    std::string missing(const FieldInfo& field, int indent) const {
        if (field.kind == FieldKind::part && !field.optional)
            return head(field.key, indent) + block(table(*field.table, nullptr, indent + 2));
        if (!field.default_text || field.default_text->empty()) return {};
        std::string text = *field.default_text;
        for (std::size_t at = text.find('$'); at != std::string::npos; at = text.find('$', at + symbol_.size()))
            text.replace(at, 1, symbol_);
        return head(field.key, indent) + " " + yaml_scalar(text) + "  # default" +
               (field.source.empty() ? "" : " (" + field.source + ")") + "\n";
    }

    std::string symbol_;
};

}  // namespace

std::string dump(const TableInfo& table, const NodePtr& node) {
    Faults ignored;
    return Dump(read_currency(node, ignored).symbol()).table(table, node.get(), 0);
}

}  // namespace burncast

// Tree + field table → params struct. Everything wrong with the tree is gathered, everything uncertain is listed.
//
//   Faults faults;
//   Document document = load_document("scenario.yaml", faults);
//   Reader reader(faults, read_currency(document.root, faults));
//   Params params = reader.read(params_table(), document.root);
//   faults.throw_if_any();
//   for (const Unknown& u : reader.unknowns()) u.set(&copy_of_params, u.interval.at(z));
#pragma once

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/config/faults.hpp"
#include "sim/config/law_text.hpp"
#include "sim/config/node.hpp"
#include "sim/config/table.hpp"
#include "sim/config/unknown.hpp"

namespace burncast {

// The scenario's `currency` key (USD without one), needed before any money can be read.
[[nodiscard]] Currency read_currency(const NodePtr& root, Faults& faults);

// Where a name of something that another part of the scenario defines was read.
struct NameUse {
    std::string refers_to;  // "sessions", "market.models", "company"
    Reference name;
    std::string path;
    std::function<void(void* root, Reference name)> set;  // in a copy of the root struct that was read
};

// Where something was read that acts for a time, and when.
struct DatedPart {
    struct Key {
        std::string path;
        Place place;
    };
    Acting acting;
    Key from, until;  // the keys to blame
};

class Reader {
public:
    // From the root struct to the struct that is being read, for Unknown::set.
    using Reach = std::function<void*(void*)>;

    // `directory`: where empirical(file.csv) looks for a text that has no file of its own (--set, load_text).
    explicit Reader(Faults& faults, Currency currency = {}, std::filesystem::path directory = {});

    // Without a node this is an empty map, or nothing at all when there are faults already. `path` is what faults put
    // before the keys.
    template <class P>
    [[nodiscard]] P read(const Table<P>& table, const NodePtr& node, const std::string& path = {}) {
        P params{};
        read_into(table.info(), node, &params, path, [](void* root) { return root; });
        return params;
    }
    // The same for a part kept raw: `reach` leads from the root struct to *params.
    void read_into(const TableInfo& table, const NodePtr& node, void* params, const std::string& path,
                   const Reach& reach);

    [[nodiscard]] const std::vector<Unknown>& unknowns() const { return unknowns_; }
    [[nodiscard]] const std::vector<NameUse>& names() const { return names_; }
    [[nodiscard]] const std::vector<DatedPart>& dated() const { return dated_; }
    // Every file that a law draws from, in the order in which they were met; one that several laws name comes as often.
    [[nodiscard]] const std::vector<TableFile>& files() const { return files_; }
    [[nodiscard]] const Currency& currency() const { return currency_; }

    // What follows from a value may be asked only where it could be read. Reached: neither what stands at this path is
    // wrong nor what it is part of, be it the value or the spelling of the key. Whole: nor anything in it.
    [[nodiscard]] bool reached(std::string_view path) const;
    [[nodiscard]] bool whole(std::string_view path) const;

private:
    struct Spot;  // a struct being filled: where it is, how it is reached, what faults call it

    void read_table(const TableInfo& table, const NodePtr& node, const Spot& spot);
    void read_field(const FieldInfo& field, const NodePtr& node, const Spot& spot);
    void read_absent(const FieldInfo& field, const Place& place, const Spot& spot);
    void read_off(const FieldInfo& field, const NodePtr& node, const Spot& spot);
    void read_scalar(const FieldInfo& field, const NodePtr& node, const Spot& spot);
    void note_name(const FieldInfo& field, const Node& node, const std::string& path, const Reach& reach);
    void read_quantity(const FieldInfo& field, const Node& node, const Spot& spot);
    void read_law(const FieldInfo& field, const Node& node, const Spot& spot);
    void read_entries(const FieldInfo& field, const NodePtr& node, const Spot& spot);
    // The known key that was probably meant; empty when none is near.
    std::string unknown_key(const TableInfo& table, const Entry& entry, const Spot& spot);
    void fault(const FieldInfo& field, const Node& node, const Spot& spot, const std::string& what);
    // `value`: what is wrong, if it is there.
    void wrong(const Place& place, const std::string& path, const Node* value, const std::string& what);
    [[nodiscard]] std::filesystem::path directory_of(const Place& place) const;

    Faults* faults_;
    Currency currency_;
    std::filesystem::path directory_;
    std::vector<Unknown> unknowns_;
    std::vector<NameUse> names_;
    std::vector<DatedPart> dated_;
    std::vector<TableFile> files_;
    std::set<std::string, std::less<>> wrong_;  // paths
    const TableInfo* root_ = nullptr;           // where a misplaced key may belong
};

}  // namespace burncast

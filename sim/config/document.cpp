#include "sim/config/document.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include "sim/config/yaml.hpp"

namespace burncast {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_files = 100;
constexpr std::size_t longest_chain = 20;

std::string identity(const fs::path& path) {
    std::error_code error;
    const fs::path canonical = fs::weakly_canonical(path, error);
    return error ? path.lexically_normal().string() : canonical.string();
}

class Loader {
public:
    explicit Loader(Faults& faults) : faults_(faults) {}

    Document finish(NodePtr root) { return {failed_ ? nullptr : std::move(root), std::move(sources_)}; }

    NodePtr scenario_file(const fs::path& path) { return file(path, {}, {}).tree; }
    NodePtr scenario_text(std::string text, const std::string& name, const fs::path& directory) {
        return layered(std::move(text), name, directory, {}).tree;
    }

private:
    // A tree with everything beneath it, and the files that went into it.
    struct Loaded {
        NodePtr tree;
        std::set<std::string> files;
    };
    using Chain = std::vector<std::string>;  // the files that are being read, each named by the one before

    Loaded fail(const Place& place, const std::string& message) {
        faults_.add(place, {}, message);
        failed_ = true;
        return {};
    }

    Loaded file(const fs::path& path, const Place& named_at, const Chain& chain) {
        const std::string id = identity(path);
        const auto same = [&](const std::string& name) { return identity(name) == id; };
        if (std::any_of(chain.begin(), chain.end(), same)) {
            std::string circle;
            for (const std::string& name : chain) circle += name + " → ";
            return fail(named_at, "files that build on each other in a circle: " + circle + path.string());
        }
        if (const auto known = loaded_.find(id); known != loaded_.end()) return known->second;
        if (chain.size() >= longest_chain || sources_.size() >= most_files)
            return fail(named_at, "too many files build on each other (at most " + std::to_string(longest_chain) +
                                      " deep and " + std::to_string(most_files) + " in all)");
        const std::size_t before = faults_.count();
        std::optional<std::string> text = read_file(path, faults_);
        if (!text) {
            failed_ = true;
            if (named_at.line > 0 && faults_.count() > before) faults_.add(named_at, {}, "names " + path.string());
            return {};
        }
        Loaded result = layered(std::move(*text), path.string(), path.parent_path(), chain);
        result.files.insert(id);
        loaded_[id] = result;
        return result;
    }

    Loaded layered(std::string text, const std::string& name, const fs::path& directory, Chain chain) {
        NodePtr own = read_yaml_text(text, name, faults_);
        sources_.push_back({name, std::move(text)});
        chain.push_back(name);
        if (!own) {
            failed_ = true;
            return {};
        }
        if (own->is_null()) return fail({name, 0, 0}, "the file is empty");
        if (!own->is_map()) return fail(own->place, "a scenario is a map of keys, this is " + kind_text(*own));

        Loaded result;
        const auto lay = [&](const Loaded& other) {
            result.tree = layer(result.tree, other.tree);
            result.files.insert(other.files.begin(), other.files.end());
        };
        for (const NodePtr& base : names_of(*own, "extends"))
            lay(file((directory / base->text).lexically_normal(), base->place, chain));
        const std::set<std::string> brought = result.files;
        for (const NodePtr& catalogue : names_of(*own, "import")) {
            const fs::path path = (directory / catalogue->text).lexically_normal();
            if (!brought.contains(identity(path))) lay(file(path, catalogue->place, chain));
        }
        std::vector<Entry> entries;
        for (const Entry& entry : own->entries)
            if (entry.key != "extends" && entry.key != "import") entries.push_back(entry);
        result.tree = layer(result.tree, make_map(std::move(entries), own->place));
        return result;
    }

    // The file names under `extends` or `import`: one or a list.
    std::vector<NodePtr> names_of(const Node& root, const std::string& key) {
        const Entry* entry = root.entry(key);
        if (!entry) return {};
        const Node& value = *entry->value;
        const std::vector<NodePtr> names = value.is_list() ? value.items : std::vector<NodePtr>{entry->value};
        for (const NodePtr& name : names) {
            if (name->is_scalar() && !name->text.empty()) continue;
            fail(name->place, key + " takes a file name or a list of them, this is " + kind_text(*name));
            return {};
        }
        return names;
    }

    Faults& faults_;
    bool failed_ = false;
    std::vector<SourceText> sources_;
    std::map<std::string, Loaded> loaded_;
};

}  // namespace

Document load_document(const fs::path& path, Faults& faults) {
    Loader loader(faults);
    NodePtr root = loader.scenario_file(path);
    return loader.finish(std::move(root));
}

Document load_text(std::string text, const std::string& name, const fs::path& directory, Faults& faults) {
    Loader loader(faults);
    NodePtr root = loader.scenario_text(std::move(text), name, directory);
    return loader.finish(std::move(root));
}

NodePtr layer(const NodePtr& base, const NodePtr& patch) {
    if (!patch || (patch->is_null() && base)) return base;
    if (!base) return patch;
    if (patch->is_off() && (!base->is_off() || base->replaces)) {
        Node off = *patch;
        off.replaces = true;
        return std::make_shared<const Node>(std::move(off));
    }
    if (!base->is_map() || !patch->is_map()) return patch;

    std::map<std::string_view, const Entry*> changes;
    for (const Entry& entry : patch->entries) changes[entry.key] = &entry;
    std::vector<Entry> entries;
    entries.reserve(base->entries.size() + patch->entries.size());
    for (const Entry& entry : base->entries) {
        const auto change = changes.find(entry.key);
        if (change == changes.end())
            entries.push_back(entry);
        else
            entries.push_back({entry.key, change->second->key_place, layer(entry.value, change->second->value)});
    }
    for (const Entry& entry : patch->entries)
        if (!base->entry(entry.key)) entries.push_back(entry);
    return make_map(std::move(entries), patch->place);
}

}  // namespace burncast

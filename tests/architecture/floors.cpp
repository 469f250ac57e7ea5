#include "floors.hpp"

#include <algorithm>
#include <optional>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>

namespace burncast::architecture {
namespace {

struct Include {
    int line;
    std::string header;
    bool quoted;
};

std::vector<Include> includes_of(const std::string& text) {
    static const std::regex directive(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"])re");
    std::vector<Include> found;
    std::istringstream lines(text);
    std::smatch match;
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (std::regex_search(line, match, directive)) found.push_back({number, match[2], match[1] == "\""});
    }
    return found;
}

// The first line that begins with #, or nothing.
std::string first_directive(const std::string& text) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        if (const std::size_t start = line.find_first_not_of(" \t"); start != std::string::npos && line[start] == '#')
            return line;
    return "";
}

// The part of `path` that is the floor's folder, or nothing: sim/mechanism/retry for sim/mechanism/*.
std::optional<std::string> part_on(const Floor& floor, const std::string& path) {
    const bool each = floor.folder.ends_with("/*");
    const std::string folder = floor.folder.substr(0, floor.folder.size() - (each ? 1 : 0)) + (each ? "" : "/");
    if (!path.starts_with(folder)) return std::nullopt;
    if (!each) return floor.folder;
    const std::size_t end = path.find('/', folder.size());
    if (end == std::string::npos) return std::nullopt;
    return path.substr(0, end);
}

struct Spot {
    const Floor* floor = nullptr;
    std::string folder;
};

Spot spot_of(const Table& table, const std::string& path) {
    for (const Floor& floor : table.floors)
        if (auto folder = part_on(floor, path)) return {&floor, *folder};
    return {};
}

std::string library_of(const Table& table, const std::string& header) {
    for (const auto& [name, library] : table.libraries)
        for (const std::string& own : library.headers)
            if (own.ends_with("/") ? header.starts_with(own) : header == own) return name;
    return "";
}

bool may_use(const Floor& floor, const std::string& name) {
    return std::find(floor.uses.begin(), floor.uses.end(), name) != floor.uses.end();
}

// What is wrong with one include of the house's own headers; empty when nothing is.
std::string own_fault(const Table& table, const Spot& from, const std::string& header) {
    const Spot to = spot_of(table, header);
    if (to.floor == nullptr) return "is on no floor (write it from the repository's root)";
    if (to.folder == from.folder) return "";
    if (to.floor == from.floor) return "is another family of the same floor";
    if (!may_use(*from.floor, to.floor->folder)) return "is not for " + from.folder;
    return "";
}

}  // namespace

Table read_table(const std::string& text) {
    Table table;
    std::istringstream lines(text);
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        const auto wrong = [&](const std::string& what) {
            return std::runtime_error("floors.txt:" + std::to_string(number) + ": " + what);
        };
        std::istringstream words(line);
        std::string kind;
        std::string name;
        if (!(words >> kind) || kind.starts_with("#")) continue;
        if (!(words >> name)) throw wrong("a name is missing");
        if (kind == "library") {
            Library& library = table.libraries[name];
            for (std::string word; words >> word;)
                if (word == "once")
                    library.once = true;
                else
                    library.headers.push_back(word);
            if (library.headers.empty()) throw wrong(name + " has no headers");
        } else if (kind == "floor") {
            Floor floor{name, {}};
            std::string word;
            if (!(words >> word) || word != ":") throw wrong("a colon is missing after " + name);
            while (words >> word) {
                const bool below = std::any_of(table.floors.begin(), table.floors.end(),
                                               [&](const Floor& lower) { return lower.folder == word; });
                if (!below && !table.libraries.contains(word))
                    throw wrong(word + " is neither a library nor a floor below " + name);
                floor.uses.push_back(word);
            }
            table.floors.push_back(std::move(floor));
        } else {
            throw wrong("neither a library nor a floor");
        }
    }
    return table;
}

std::vector<std::string> faults(const Table& table, const std::vector<Source>& sources) {
    std::vector<std::string> found;
    std::map<std::string, std::string> only_user;  // of a library that is allowed once
    for (const Source& source : sources) {
        const Spot from = spot_of(table, source.path);
        if (from.floor == nullptr) {
            found.push_back(source.path + ":1: is on no floor");
            continue;
        }
        for (const Include& include : includes_of(source.text)) {
            const auto report = [&](const std::string& what) {
                found.push_back(source.path + ":" + std::to_string(include.line) + ": " + include.header + " " + what);
            };
            const std::string library = library_of(table, include.header);
            if (library.empty()) {
                const bool standard = !include.quoted && include.header.find_first_of("/.") == std::string::npos;
                if (standard) continue;
                const std::string fault = include.quoted || include.header.starts_with("sim/")
                                              ? own_fault(table, from, include.header)
                                              : "belongs to no library of the table";
                if (!fault.empty()) report(fault);
                continue;
            }
            if (!may_use(*from.floor, library)) {
                report("(" + library + ") is not for " + from.folder);
            } else if (table.libraries.at(library).once) {
                if (!source.path.ends_with(".cpp")) report("(" + library + ") is for one .cpp, not for a header");
                const auto [user, first] = only_user.emplace(library, source.path);
                if (!first && user->second != source.path)
                    report("(" + library + ") is already in " + user->second + ", and one .cpp is enough");
            }
        }
    }
    return found;
}

std::vector<std::string> first_directive_faults(const std::vector<Source>& sources) {
    std::set<std::string> paths;
    for (const Source& source : sources) paths.insert(source.path);
    std::vector<std::string> found;
    for (const Source& source : sources) {
        const std::string stem = source.path.substr(0, source.path.rfind('.'));
        std::string wanted;
        if (source.path.ends_with(".hpp"))
            wanted = "#pragma once";
        else if (source.path.ends_with(".cpp") && paths.contains(stem + ".hpp"))
            wanted = "#include \"" + stem + ".hpp\"";
        if (!wanted.empty() && first_directive(source.text) != wanted)
            found.push_back(source.path + ": its first directive is not " + wanted);
    }
    return found;
}

}  // namespace burncast::architecture

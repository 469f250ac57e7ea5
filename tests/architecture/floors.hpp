// The rule that keeps the house standing: a table of floors (floors.txt) and the check of sources against it.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace burncast::architecture {

struct Library {
    std::vector<std::string> headers;  // a header, or all of a folder when it ends in /
    bool once = false;                 // only one .cpp of the whole house may include it
};

struct Floor {
    std::string folder;             // sim/base, or sim/mechanism/* for every subfolder as a floor of its own
    std::vector<std::string> uses;  // floors named before it, and libraries
};

struct Table {
    std::map<std::string, Library> libraries;
    std::vector<Floor> floors;  // from the ground up
};

struct Source {
    std::string path;  // relative to the repository: sim/base/money.hpp
    std::string text;
};

// Throws std::runtime_error, naming the line, on a table that is not well formed or that has an arrow upward.
[[nodiscard]] Table read_table(const std::string& text);

// Every include that the table does not allow, as `path:line: what is wrong`.
[[nodiscard]] std::vector<std::string> faults(const Table& table, const std::vector<Source>& sources);

// Of headers whose first directive is not `#pragma once`, and of each x.cpp beside an x.hpp whose first is not to include
// it: `path: what is wrong`. With these kept, a header may be included twice, and compiling x.cpp shows that x.hpp
// compiles alone.
[[nodiscard]] std::vector<std::string> first_directive_faults(const std::vector<Source>& sources);

}  // namespace burncast::architecture

// What the command line asked for, as plain data.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/sensitivity.hpp"
#include "sim/model/company.hpp"
#include "sim/scenario/selection_text.hpp"

namespace burncast {

enum class Format : unsigned char { table, json };

// Exit codes, part of the contract with users.
enum ExitCode { all_fine = 0, promise_broken = 1, input_wrong = 2, our_fault = 3, was_interrupted = 130 };

// Of each policy or point, where nobody asks for another number.
inline constexpr std::size_t usual_replications = 100;

// What every command is asked that plays one scenario.
struct PlayingOptions {
    std::string scenario;                // empty: the quickstart
    std::vector<std::string> overrides;  // path=value
    std::uint64_t seed = 1;
    std::size_t threads = 0;  // 0: as many as the machine has
    std::string out;          // empty: runs/<scenario>-<short hash>
    Format format = Format::table;
    bool quiet = false;
    std::vector<std::string> arguments;  // as typed, for the manifest
};

// burncast run and burncast compare.
struct RunOptions : PlayingOptions {
    std::vector<std::string> policies;  // empty: base for run, all for compare
    std::vector<std::string> gates;     // beside those of the scenario
    std::optional<std::size_t> replications;
    std::optional<double> precision;  // a share
    std::size_t most_replications = 20000;
    SelectionText selection;  // of compare; `select` is empty where none is asked for
    EngineKind engine = EngineKind::fast;
    bool dump = false;
};

struct SweepOptions : PlayingOptions {
    std::vector<std::string> vary;      // path=values
    std::vector<std::string> measures;  // empty: the usual ones
    std::optional<std::size_t> steps;   // that first..last is cut into
    std::optional<std::size_t> replications;
};

struct PilotOptions : PlayingOptions {
    std::string policy;  // empty: the only one that is for a part of the company
    std::optional<std::size_t> replications;
};

struct ExplainOptions : PlayingOptions {
    std::string measure = "bill.total";
    std::vector<std::string> causes;  // policy=kind
    std::optional<std::size_t> replications;
};

struct SensitivityOptions : PlayingOptions {
    std::string policy = "base";         // whose answer it is
    std::string measure = "bill.total";  // as in gates
    SensitivityMethods methods{.morris = false, .sobol = true, .tornado = true, .information = true};
    std::size_t points = 200;
};

struct CheckOptions {
    std::vector<std::string> files;
};

struct CasesOptions {
    std::vector<std::string> files;           // or directories; empty: the cases that come with burncast
    std::optional<std::size_t> replications;  // of each
    std::uint64_t seed = 1;
    std::size_t threads = 0;
    Format format = Format::table;
    bool quiet = false;
};

struct DescribeOptions {
    std::string name;
    bool json_schema = false;
};

}  // namespace burncast

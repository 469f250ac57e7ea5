// The run directory: manifest.json and the files of a run, whole or not at all.
//
// Everything is written and flushed into a hidden sibling (temporary.hpp) and then renamed into place.
// An older run directory there is exchanged in one step (renameat2) where the file system can do that, else moved aside
// first, which leaves a moment without either. A directory that burncast did not write, or that holds a file it did not
// write, is never touched; an empty one is taken. What fails leaves the old state and no temporary; only a killed
// process can leave one behind, which the next run that is written there sweeps.
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/output/csv.hpp"
#include "sim/output/json.hpp"
#include "sim/output/manifest.hpp"
#include "sim/output/output_error.hpp"
#include "sim/stats/report.hpp"
#include "sim/stats/rows.hpp"

namespace burncast {

// The run that a directory holds; nothing when it holds none of burncast's.
[[nodiscard]] std::optional<KnownRun> run_at(const std::filesystem::path& directory);

// Throws OutputError if a run could not be written there: ask before simulating for an hour. Leaves nothing behind.
void check_run_directory(const std::filesystem::path& directory);

// Where the result of a run goes that was interrupted. What came to its end is not lost to it: where `directory` holds
// such a run, it is a place beside, <name>-interrupted, or <name>-interrupted-2 and on where that holds something else.
struct InterruptedPlace {
    std::filesystem::path directory;
    std::optional<KnownRun> kept;  // the same run, as long or longer, is there already: nothing is to be written
};
[[nodiscard]] InterruptedPlace place_for_interrupted(const std::filesystem::path& directory, const KnownRun& run);

// A file of a run, filled piece by piece.
struct RunFile {
    std::string name;  // of own_files
    std::function<void(const TextSink&)> fill;
};

// Every name that a file of a run directory may have: nothing else is ever replaced.
inline constexpr std::array<std::string_view, 14> own_files = {
    "manifest.json", "summary.json",     "monthly.csv",     "replications.csv.gz", "report.html",
    "sweep.json",    "pilot.json",       "pilot.csv",       "sweep.csv",           "explain.json",
    "explain.csv",   "sensitivity.json", "sensitivity.csv", "lives.csv.gz"};

// Of `burncast run` and `compare`: summary.json, monthly.csv and replications.csv.gz. They refer to what they are given.
[[nodiscard]] std::vector<RunFile> files_of(const Report& report, std::span<const PolicyRows> policies);

// Of a study: its JSON and CSV, named for it.
[[nodiscard]] std::vector<RunFile> files_of(const Findings& findings);

// These files and manifest.json. Parent directories are made as needed.
void write_run_directory(const std::filesystem::path& directory, std::span<const RunFile> files,
                         const Manifest& manifest);

}  // namespace burncast

// What is needed to know where a run directory came from and to make it again. Time and machine stand here and nowhere
// else, so that all other files are the same bytes wherever they were made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace burncast {

// A file that the run was read from.
struct InputFile {
    std::string path;                 // as the user gave it
    std::string hash;                 // of its content
    std::optional<std::string> text;  // of YAML; tables may be large
};

struct Manifest {
    std::string scenario;
    std::vector<InputFile> files;        // the scenario first, then what it extends and imports, then tables
    std::string scenario_hash;           // of the scenario with all layers and defaults (--dump), and its tables
    std::string run_hash;                // of that, the options that change results, and the program
    std::vector<std::string> arguments;  // of the command
    std::uint64_t seed = 0;
    std::string version;
    std::string commit;
    std::string engine;
    std::size_t threads = 0;
    std::size_t replications = 0;  // of each policy; of a study of inputs and of a pilot its lives
    bool interrupted = false;      // before all that were asked for
    std::vector<std::string> policies;
    std::string started;  // 2026-03-01T09:30:00Z
    std::string finished;
    double seconds = 0;
    std::string machine;
};

}  // namespace burncast

// The directory that a command writes its files into: named for the scenario unless `--out` says where.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "sim/output/run_directory.hpp"

namespace burncast {

class RunPlace {
public:
    // runs/<scenario>-<beginning of the hash> where `out` is empty. Throws OutputError if nothing could be written there:
    // make one before simulating for an hour.
    RunPlace(const std::string& out, const std::string& scenario, const std::string& hash);

    // Where the files are now; an interrupted run may go beside what is there (place_for_interrupted), and empty when the
    // same run, as long or longer, is there already.
    [[nodiscard]] std::string write(std::span<const RunFile> files, const Manifest& manifest);
    // On standard error, after an interrupted run was written.
    void tell_interrupted(std::size_t finished, std::string_view of = "replications") const;

private:
    std::filesystem::path directory_;
    InterruptedPlace place_;
};

}  // namespace burncast

#include "sim/app/scenario_path.hpp"

#include <filesystem>
#include <vector>

#include "sim/base/error.hpp"

namespace burncast {

namespace {

std::string path_of(const std::filesystem::path& name) {
    namespace fs = std::filesystem;
    const fs::path file = fs::path("scenarios") / name;
    std::error_code ignored;
    const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
    const fs::path bin = program.parent_path();
    // build/release/burncast in a clone, bin/burncast when installed.
    for (const fs::path& place :
         std::vector<fs::path>{fs::path(), bin.parent_path().parent_path(), bin.parent_path() / "share" / "burncast"})
        if (fs::exists(place / file, ignored)) return (place / file).string();
    throw ScenarioError(
        {Fault({file.string(), 0, 0}, "", "not found here, beside the program or installed; name a scenario file")});
}

}  // namespace

std::string scenario_path(const std::string& asked) { return asked.empty() ? path_of("quickstart.yaml") : asked; }
std::string cases_path() { return path_of("cases"); }

}  // namespace burncast

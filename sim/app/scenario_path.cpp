#include "sim/app/scenario_path.hpp"

#include <filesystem>
#include <vector>

#include "sim/base/error.hpp"

namespace burncast {

std::string quickstart_path() {
    namespace fs = std::filesystem;
    const fs::path file = fs::path("scenarios") / "quickstart.yaml";
    std::error_code ignored;
    const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
    const fs::path bin = program.parent_path();
    // build/release/burncast in a clone, bin/burncast when installed.
    for (const fs::path& place :
         std::vector<fs::path>{fs::path(), bin.parent_path().parent_path(), bin.parent_path() / "share" / "burncast"})
        if (fs::is_regular_file(place / file, ignored)) return (place / file).string();
    throw ScenarioError(
        {Fault({file.string(), 0, 0}, "", "not found here, beside the program or installed; name a scenario file")});
}

}  // namespace burncast

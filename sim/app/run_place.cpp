#include "sim/app/run_place.hpp"

#include <fmt/core.h>

namespace burncast {

namespace {

namespace fs = std::filesystem;

}  // namespace

RunPlace::RunPlace(const std::string& out, const std::string& scenario, const std::string& hash)
    : directory_(!out.empty() ? out : "runs/" + fs::path(scenario).stem().string() + "-" + hash.substr(0, 8)),
      place_{directory_, std::nullopt} {
    check_run_directory(directory_);
}

std::string RunPlace::write(std::span<const RunFile> files, const Manifest& manifest) {
    if (manifest.interrupted)
        place_ = place_for_interrupted(directory_, {manifest.run_hash, manifest.replications, true});
    if (place_.kept) return {};
    write_run_directory(place_.directory, files, manifest);
    return place_.directory.string();
}

void RunPlace::tell_interrupted(std::size_t finished, std::string_view of) const {
    std::string kept = " and kept";
    if (place_.kept)
        kept = fmt::format("; {} keeps the {} of an earlier run", place_.directory.string(), place_.kept->replications);
    else if (place_.directory != directory_)
        kept = fmt::format(" and kept in {}; {} keeps what it holds", place_.directory.string(), directory_.string());
    fmt::print(stderr, "interrupted: {} {} were finished{}\n", finished, of, kept);
}

}  // namespace burncast

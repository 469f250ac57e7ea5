#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

#include "sim/config/suggestion.hpp"
#include "sim/config/yaml.hpp"

namespace burncast {

namespace {

namespace fs = std::filesystem;

// A file of nearly the same name beside the one that is missing.
std::string similar_file(const fs::path& path) {
    std::error_code error;
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    std::vector<std::string> names;
    for (fs::directory_iterator it(folder, error), end; !error && it != end && names.size() < 1000; it.increment(error))
        names.push_back(it->path().filename().string());
    return did_you_mean(path.filename().string(), names);
}

}  // namespace

std::optional<std::string> read_file(const fs::path& path, Faults& faults, std::size_t largest) {
    const auto fault = [&](const std::string& message) {
        faults.add({path.string(), 0, 0}, {}, message);
        return std::nullopt;
    };
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found) return fault("there is no such file" + similar_file(path));
    if (error) return fault("cannot be read: " + error.message());
    if (fs::is_directory(status)) return fault("this is a directory, not a file");
    if (!fs::is_regular_file(status)) return fault("this is not a plain file");
    const auto size = fs::file_size(path, error);
    if (error) return fault("cannot be read: " + error.message());
    if (size > largest) {
        const auto in_mb = [](std::uintmax_t bytes) { return std::to_string((bytes + 999'999) / 1'000'000) + " MB"; };
        return fault("is " + in_mb(size) + " large; at most " + in_mb(largest) + " are read");
    }
    std::ifstream file(path, std::ios::binary);
    if (!file) return fault(std::string("cannot be read: ") + std::strerror(errno));
    std::string text(static_cast<std::size_t>(size), '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    if (file.bad()) return fault("cannot be read to its end");
    return text;
}

}  // namespace burncast

// What stops a result from being written: the place, the disk or the permissions. For the user to mend.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>

namespace burncast {

class OutputError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// cannot write runs/x/summary.json: No space left on device
[[nodiscard]] OutputError output_error(const std::string& doing, const std::filesystem::path& path, int error_number);

}  // namespace burncast

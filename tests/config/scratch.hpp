// A directory for one test, gone when the test is.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace burncast::test {

class Scratch {
public:
    Scratch() {
        static int number = 0;
        path_ = std::filesystem::temp_directory_path() /
                ("burncast-config-test-" + std::to_string(getpid()) + "-" + std::to_string(++number));
        std::filesystem::create_directories(path_);
    }
    ~Scratch() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    // Writes a file, with the folders above it.
    std::filesystem::path write(const std::string& name, const std::string& text) const {
        const std::filesystem::path file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
        return file;
    }
    [[nodiscard]] std::filesystem::path path(const std::string& name = "") const { return path_ / name; }

private:
    std::filesystem::path path_;
};

}  // namespace burncast::test

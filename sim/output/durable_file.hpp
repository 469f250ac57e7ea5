// A new file that is on the disk once close() has returned. Any failure is an OutputError that names the file, by the
// name it will have when all is done where it is written elsewhere first.
#pragma once

#include <filesystem>
#include <string_view>

namespace burncast {

class DurableFile {
public:
    DurableFile(const std::filesystem::path& path, std::filesystem::path final_name);
    ~DurableFile();
    DurableFile(const DurableFile&) = delete;
    DurableFile& operator=(const DurableFile&) = delete;

    void write(std::string_view bytes);
    void close();

private:
    std::filesystem::path final_name_;
    int descriptor_;
};

// Makes the names in a directory durable. File systems that cannot do this are let be.
void flush_directory(const std::filesystem::path& directory);

}  // namespace burncast

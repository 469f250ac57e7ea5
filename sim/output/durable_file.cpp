#include "sim/output/durable_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "sim/output/output_error.hpp"

namespace burncast {

OutputError output_error(const std::string& doing, const std::filesystem::path& path, int error_number) {
    return OutputError("cannot " + doing + " " + path.string() + ": " + std::generic_category().message(error_number));
}

DurableFile::DurableFile(const std::filesystem::path& path, std::filesystem::path final_name)
    : final_name_(std::move(final_name)),
      descriptor_(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)) {
    if (descriptor_ < 0) throw output_error("create", final_name_, errno);
}

DurableFile::~DurableFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void DurableFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) throw output_error("write", final_name_, errno);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void DurableFile::close() {
    if (fsync(descriptor_) != 0 && errno != EINVAL && errno != ENOTSUP) throw output_error("write", final_name_, errno);
    const int descriptor = std::exchange(descriptor_, -1);
    if (::close(descriptor) != 0 && errno != EINTR) throw output_error("write", final_name_, errno);
}

void flush_directory(const std::filesystem::path& directory) {
    const int descriptor = open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    fsync(descriptor);
    ::close(descriptor);
}

}  // namespace burncast

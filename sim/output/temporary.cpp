#include "sim/output/temporary.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "sim/output/output_error.hpp"

namespace burncast {

namespace {

namespace fs = std::filesystem;

std::string stem_of(const fs::path& target) { return "." + target.filename().string() + ".tmp-"; }

int open_directory(const fs::path& path) {
    return ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

// A whole number at the front of the text, which is taken from it.
std::optional<pid_t> take_number(std::string_view& text) {
    pid_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || text.front() == '-') return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

// Of <process>-<number>, the process; nothing where a name goes on in another way.
std::optional<pid_t> process_of(std::string_view rest) {
    const std::optional<pid_t> process = take_number(rest);
    if (!process || *process == 0 || !rest.starts_with('-')) return std::nullopt;
    rest.remove_prefix(1);
    return take_number(rest) && rest.empty() ? process : std::nullopt;
}

bool holds_only_a_new_run(const fs::path& path) {
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(path, error))
        if (entry.path().filename() != "run") return false;
    return !error;
}

}  // namespace

Temporary::Temporary(const fs::path& target) {
    const std::string stem = stem_of(target) + std::to_string(getpid()) + "-";
    for (int number = 0;; ++number) {
        path_ = target.parent_path() / (stem + std::to_string(number));
        if (::mkdir(path_.c_str(), 0777) == 0) break;
        if (errno != EEXIST) throw output_error("write into", target.parent_path(), errno);
    }
    lock_ = open_directory(path_);
    if (lock_ >= 0) ::flock(lock_, LOCK_SH | LOCK_NB);
}

Temporary::~Temporary() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
    if (lock_ >= 0) ::close(lock_);
}

void sweep_temporaries(const fs::path& target) {
    const std::string stem = stem_of(target);
    std::error_code error;
    std::vector<fs::path> left;
    for (fs::directory_iterator at(target.parent_path(), error), end; !error && at != end; at.increment(error)) {
        const std::string name = at->path().filename().string();
        if (!name.starts_with(stem)) continue;
        const std::optional<pid_t> process = process_of(std::string_view(name).substr(stem.size()));
        if (process && ::kill(*process, 0) != 0 && errno == ESRCH) left.push_back(at->path());
    }
    for (const fs::path& path : left) {
        const int lock = open_directory(path);
        if (lock < 0) continue;
        if (::flock(lock, LOCK_EX | LOCK_NB) == 0 && holds_only_a_new_run(path)) fs::remove_all(path, error);
        ::close(lock);
    }
}

}  // namespace burncast

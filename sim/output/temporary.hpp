// A hidden sibling of a directory (.<name>.tmp-<process>-<number>) in which the new one is made, gone again at the end
// of the scope with all that is in it. A process that is killed leaves its own behind, for a later one to sweep.
#pragma once

#include <filesystem>

namespace burncast {

class Temporary {
public:
    explicit Temporary(const std::filesystem::path& target);
    ~Temporary();
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
    int lock_;  // shared while it lives, which another machine or container sees where it sees no process
};

// Removes what killed processes left beside the target: siblings of exactly such a name that nobody holds, of processes
// that there are no more. One that holds an older run moved aside is let be: it may be the only copy.
void sweep_temporaries(const std::filesystem::path& target);

}  // namespace burncast

// How far a run has come, on standard error: a bar with rate and time left on a terminal, plain lines elsewhere.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>

namespace burncast {

class Progress {
public:
    // `label` goes in front of each line; `things` is what there are several of, or what is counted where there are none.
    Progress(std::size_t policies, bool silent, std::string label = "", std::string things = "policies");
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    // From any thread. Lives: replications times policies. `planned` may grow.
    void show(std::size_t done, std::size_t planned);
    void clear();

private:
    using Clock = std::chrono::steady_clock;
    std::mutex mutex_;
    std::size_t policies_;
    std::string label_, things_;
    bool silent_;
    bool terminal_;
    Clock::time_point started_ = Clock::now();
    Clock::time_point next_;
    std::size_t shown_ = 0;
    bool drawn_ = false;
};

}  // namespace burncast

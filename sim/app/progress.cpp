#include "sim/app/progress.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <cstdio>
#include <string>

namespace burncast {

namespace {
constexpr std::size_t bar_width = 30;

std::string time_text(double seconds) {
    if (seconds < 90) return fmt::format("{:.0f} s", seconds);
    if (seconds < 5400) return fmt::format("{:.0f} min", seconds / 60);
    return fmt::format("{:.1f} h", seconds / 3600);
}
}  // namespace

Progress::Progress(std::size_t policies, bool silent, std::string label, std::string things)
    : policies_(policies),
      label_(std::move(label)),
      things_(std::move(things)),
      silent_(silent),
      terminal_(isatty(STDERR_FILENO) != 0) {
    next_ = started_ + (terminal_ ? std::chrono::milliseconds(300) : std::chrono::milliseconds(5000));
}

Progress::~Progress() { clear(); }

void Progress::show(std::size_t done, std::size_t planned) {
    if (silent_) return;
    const std::lock_guard lock(mutex_);
    const Clock::time_point now = Clock::now();
    if (now < next_ || done <= shown_) return;
    shown_ = done;
    next_ = now + (terminal_ ? std::chrono::milliseconds(200) : std::chrono::milliseconds(10000));
    const double seconds = std::chrono::duration<double>(now - started_).count();
    const double rate = static_cast<double>(done) / seconds;
    const std::string what =
        policies_ == 0   ? things_
        : policies_ == 1 ? "replications"
                         : fmt::format("lives ({} replications x {} {})", planned / policies_, policies_, things_);
    const std::string tail = fmt::format("{}{} of {} {}, {:.3g}/s, {} left", label_, done, planned, what, rate,
                                         time_text(static_cast<double>(planned - done) / rate));
    if (!terminal_) {
        fmt::print(stderr, "{}\n", tail);
        return;
    }
    const std::size_t filled = planned == 0 ? 0 : bar_width * done / planned;
    std::string bar;
    for (std::size_t i = 0; i < bar_width; ++i) bar += i < filled ? "█" : "░";
    fmt::print(stderr, "\r{} {}\x1b[K", bar, tail);
    std::fflush(stderr);
    drawn_ = true;
}

void Progress::clear() {
    const std::lock_guard lock(mutex_);
    if (!drawn_) return;
    fmt::print(stderr, "\r\x1b[K");
    std::fflush(stderr);
    drawn_ = false;
}

}  // namespace burncast

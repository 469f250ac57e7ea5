// Runs the built program the way a user does, without a shell in between: what it wrote, how it ended, what it took.
//
//   const Outcome outcome = run_program({"check", file});
//   CHECK(outcome.exit == 0);
//
// A program that outlives its patience is killed and says so (timed_out); none outlives the test.
#pragma once

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace burncast::test {

struct Outcome {
    int exit = -1;  // the exit code, or minus the signal that ended it
    bool timed_out = false;
    std::string out;
    std::string err;
    double seconds = 0;
    double peak_mb = 0;  // of memory
};

struct Setting {
    std::filesystem::path directory{};  // to run in; empty: the test's own
    std::string output{};               // a file for standard output, such as /dev/full, instead of Outcome::out
    std::vector<std::pair<std::string, std::string>> environment{};  // beside the test's own
    bool as_nobody = false;     // without the rights of root, where the test has them
    std::size_t memory_mb = 0;  // at most this much address space; 0: as much as there is
    std::chrono::seconds patience{120};
};

class Program {
public:
    explicit Program(std::vector<std::string> arguments, Setting setting = {}, std::string program = BURNCAST_PROGRAM)
        : setting_(std::move(setting)), out_(memory_file("out")), err_(memory_file("err")) {
        arguments.insert(arguments.begin(), program);
        std::vector<char*> argv;
        for (std::string& argument : arguments) argv.push_back(argument.data());
        argv.push_back(nullptr);
        started_ = std::chrono::steady_clock::now();
        child_ = fork();
        if (child_ < 0) throw std::system_error(errno, std::generic_category(), "fork");
        if (child_ == 0) become(argv);
        descriptor_ =
            static_cast<int>(syscall(SYS_pidfd_open, child_, 0));  // glibc 2.36 cannot be called for it from C++
        if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "pidfd_open");
    }
    ~Program() {
        if (child_ > 0) {
            kill(child_, SIGKILL);
            waitpid(child_, nullptr, 0);
        }
        for (const int file : {descriptor_, out_, err_})
            if (file >= 0) close(file);
    }
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    [[nodiscard]] pid_t id() const { return child_; }
    void send(int signal) const { kill(child_, signal); }
    [[nodiscard]] bool running(std::chrono::milliseconds at_most_for = {}) const {
        pollfd waiting{descriptor_, POLLIN, 0};
        return poll(&waiting, 1, static_cast<int>(at_most_for.count())) != 1;
    }
    [[nodiscard]] double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
    }

    Outcome wait() {
        Outcome outcome;
        outcome.timed_out = running(setting_.patience);
        if (outcome.timed_out) kill(child_, SIGKILL);
        int status = 0;
        rusage usage{};
        while (wait4(child_, &status, 0, &usage) < 0 && errno == EINTR) {}
        child_ = -1;
        outcome.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
        outcome.seconds = seconds();
        outcome.peak_mb = static_cast<double>(usage.ru_maxrss) / 1024;
        outcome.out = content(out_);
        outcome.err = content(err_);
        return outcome;
    }

private:
    static int memory_file(const char* name) {
        const int file = memfd_create(name, MFD_CLOEXEC);
        if (file < 0) throw std::system_error(errno, std::generic_category(), "memfd_create");
        return file;
    }
    static std::string content(int file) {
        std::string text(static_cast<std::size_t>(lseek(file, 0, SEEK_END)), '\0');
        std::size_t done = 0;
        while (done < text.size()) {
            const ssize_t read = pread(file, text.data() + done, text.size() - done, static_cast<off_t>(done));
            if (read <= 0) throw std::runtime_error("cannot read what the program wrote");
            done += static_cast<std::size_t>(read);
        }
        return text;
    }
    // In the child, up to the program itself.
    [[noreturn]] void become(const std::vector<char*>& argv) const {
        for (const int signal : {SIGINT, SIGTERM, SIGPIPE, SIGXFSZ}) ::signal(signal, SIG_DFL);
        const int nothing = open("/dev/null", O_RDONLY);
        const int out =
            setting_.output.empty() ? out_ : open(setting_.output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666);
        bool fine = nothing >= 0 && out >= 0 && dup2(nothing, 0) >= 0 && dup2(out, 1) >= 0 && dup2(err_, 2) >= 0;
        if (!setting_.directory.empty()) fine = fine && chdir(setting_.directory.c_str()) == 0;
        for (const auto& [name, value] : setting_.environment) setenv(name.c_str(), value.c_str(), 1);
        if (setting_.memory_mb > 0) {
            const rlimit limit{setting_.memory_mb << 20, setting_.memory_mb << 20};
            fine = fine && setrlimit(RLIMIT_AS, &limit) == 0;
        }
        if (setting_.as_nobody && geteuid() == 0) fine = fine && setgid(65534) == 0 && setuid(65534) == 0;
        prctl(PR_SET_PDEATHSIG, SIGKILL);  // last, since a change of rights forgets it
        if (fine) execv(argv[0], argv.data());
        _exit(127);
    }

    Setting setting_;
    int out_;
    int err_;
    pid_t child_ = -1;
    int descriptor_ = -1;
    std::chrono::steady_clock::time_point started_;
};

inline Outcome run_program(std::vector<std::string> arguments, Setting setting = {}) {
    return Program(std::move(arguments), std::move(setting)).wait();
}

}  // namespace burncast::test

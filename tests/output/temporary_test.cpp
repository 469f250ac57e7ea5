#include "sim/output/temporary.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <string>

#include "tests/config/scratch.hpp"

using namespace burncast;
using burncast::test::Scratch;

namespace {

namespace fs = std::filesystem;

// The number of a process that is no more.
std::string dead_process() {
    const pid_t child = fork();
    if (child == 0) _exit(0);
    waitpid(child, nullptr, 0);
    REQUIRE(kill(child, 0) != 0);
    return std::to_string(child);
}

}  // namespace

TEST_CASE("a temporary is gone with all that is in it", "[output]") {
    const Scratch scratch;
    fs::path path;
    {
        const Temporary one(scratch.path("run")), two(scratch.path("run"));
        path = one.path();
        CHECK(path.filename() == ".run.tmp-" + std::to_string(getpid()) + "-0");
        CHECK(two.path().filename() == ".run.tmp-" + std::to_string(getpid()) + "-1");
        std::ofstream(path / "file") << "text";
        sweep_temporaries(scratch.path("run"));  // its process lives
        CHECK(fs::exists(path / "file"));
    }
    CHECK_FALSE(fs::exists(path));
    CHECK(fs::is_empty(scratch.path()));
}

TEST_CASE("what a killed process left is swept, and nothing else", "[output]") {
    const Scratch scratch;
    const std::string dead = dead_process();
    scratch.write(".run.tmp-" + dead + "-0/run/summary.json", "half of it");
    fs::create_directories(scratch.path(".run.tmp-" + dead + "-1"));
    const std::string kept[] = {
        ".run.tmp-" + std::to_string(getppid()) + "-0/run/file",  // its process lives
        ".run.tmp-" + dead + "-2/old/file",                       // an older run, maybe its only copy
        ".other.tmp-" + dead + "-0/run/file",
        ".run.tmp-" + dead + "/run/file",
        ".run.tmp-" + dead + "-0.bak/run/file",
        ".run.tmp--" + dead + "-0/run/file",
        ".run.tmp-0-0/run/file",
        ".run.tmp-/run/file",
        "run.tmp-" + dead + "-0/run/file",
        ".run.tmp-" + dead + "-3",  // not a directory
        "elsewhere/run/file",
    };
    for (const std::string& file : kept) scratch.write(file, "text");
    fs::create_directory_symlink("elsewhere", scratch.path(".run.tmp-" + dead + "-4"));
    sweep_temporaries(scratch.path("run"));
    CHECK_FALSE(fs::exists(scratch.path(".run.tmp-" + dead + "-0")));
    CHECK_FALSE(fs::exists(scratch.path(".run.tmp-" + dead + "-1")));
    CHECK(fs::is_symlink(scratch.path(".run.tmp-" + dead + "-4")));
    for (const std::string& file : kept) {
        INFO(file);
        CHECK(fs::exists(scratch.path(file)));
    }
}

TEST_CASE("what somebody holds whose process is not seen here is not swept", "[output]") {
    const Scratch scratch;
    const fs::path path = scratch.path(".run.tmp-" + dead_process() + "-0");
    fs::create_directories(path / "run");
    const int held = open(path.c_str(), O_RDONLY | O_DIRECTORY);
    REQUIRE(flock(held, LOCK_SH) == 0);
    sweep_temporaries(scratch.path("run"));
    CHECK(fs::exists(path));
    close(held);
    sweep_temporaries(scratch.path("run"));
    CHECK_FALSE(fs::exists(path));
}

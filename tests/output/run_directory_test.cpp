#include "sim/output/run_directory.hpp"

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>

#include <array>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "sim/random/engine.hpp"
#include "tests/analysis/sample_report.hpp"

using namespace burncast;

namespace {

namespace fs = std::filesystem;

// A place of its own, gone at the end of the test.
class Room {
public:
    Room() {
        std::string pattern = (fs::temp_directory_path() / "burncast-test-XXXXXX").string();
        REQUIRE(mkdtemp(pattern.data()) != nullptr);
        path_ = fs::canonical(pattern);
    }
    ~Room() { fs::remove_all(path_); }
    Room(const Room&) = delete;
    Room& operator=(const Room&) = delete;
    [[nodiscard]] fs::path operator/(const char* name) const { return path_ / name; }
    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

// No file may grow beyond this many bytes while it lives: a full disk, as far as a program can tell.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes) {
        getrlimit(RLIMIT_FSIZE, &before_);
        handler_ = signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{bytes, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() {
        setrlimit(RLIMIT_FSIZE, &before_);
        signal(SIGXFSZ, handler_);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit before_{};
    void (*handler_)(int) = nullptr;
};

std::string content(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::set<std::string> names_in(const fs::path& directory) {
    std::set<std::string> names;
    for (const fs::directory_entry& entry : fs::directory_iterator(directory))
        names.insert(entry.path().filename().string());
    return names;
}

// Noise, so that it compresses badly.
PolicyRows rows(std::size_t replications) {
    PolicyRows policy{"base", Rows({{"bill", "2026-01", "all", ""}})};
    Engine noise(1);
    for (std::size_t i = 0; i < replications; ++i) policy.rows.append(std::array{static_cast<double>(noise()) / 3});
    return policy;
}

void write(const fs::path& directory, std::uint64_t seed = 1, std::size_t replications = 3, bool interrupted = false) {
    Report report = sample::report();
    report.seed = seed;
    const PolicyRows policy = rows(replications);
    Manifest manifest;
    manifest.seed = seed;
    manifest.run_hash = "seed " + std::to_string(seed);
    manifest.replications = replications;
    manifest.interrupted = interrupted;
    write_run_directory(directory, files_of(report, std::span(&policy, 1)), manifest);
}

std::string refusal(const fs::path& directory) {
    std::string check;
    try {
        check_run_directory(directory);
    } catch (const OutputError& error) { check = error.what(); }
    try {
        write(directory);
    } catch (const OutputError& error) {
        CHECK(check == error.what());
        return error.what();
    }
    return "";
}

const std::set<std::string> run_files = {"manifest.json", "monthly.csv", "replications.csv.gz", "summary.json"};

}  // namespace

TEST_CASE("a run directory is written with all parents, and nothing beside it", "[output]") {
    const Room place;
    check_run_directory(place / "deep/er/run");
    CHECK(names_in(place.path()).empty());
    write(place / "deep/er/run");
    CHECK(names_in(place.path()) == std::set<std::string>{"deep"});
    CHECK(names_in(place / "deep/er") == std::set<std::string>{"run"});
    CHECK(names_in(place / "deep/er/run") == run_files);
    CHECK(content(place / "deep/er/run/summary.json").starts_with("{\n  \"scenario\": \"Engineering"));
    CHECK(content(place / "deep/er/run/monthly.csv").starts_with("policy,month,"));
    CHECK(content(place / "deep/er/run/replications.csv.gz").starts_with("\x1f\x8b"));
}

TEST_CASE("the same run gives the same bytes", "[output]") {
    const Room place;
    write(place / "a", 5, 1000);
    write(place / "b", 5, 1000);
    for (const std::string& name : run_files) CHECK(content(place / "a" / name) == content(place / "b" / name));
}

TEST_CASE("an older run directory is replaced whole", "[output]") {
    const Room place;
    write(place / "run", 1);
    std::ofstream(place / "run/report.html") << "old";
    write(place / "run", 2);
    CHECK(names_in(place / "run") == run_files);
    CHECK(content(place / "run/manifest.json").find("\"seed\": 2") != std::string::npos);
    CHECK(names_in(place.path()) == std::set<std::string>{"run"});
}

TEST_CASE("an interrupted run goes beside one that came to its end", "[output]") {
    const Room place;
    const auto goes_to = [&](std::uint64_t seed, std::size_t replications) {
        return place_for_interrupted(place / "run", {"seed " + std::to_string(seed), replications, true});
    };
    CHECK(goes_to(1, 3).directory == place / "run");  // nothing is there
    write(place / "run", 1, 3, true);
    CHECK(goes_to(1, 3).kept);
    CHECK_FALSE(goes_to(1, 4).kept);
    CHECK(goes_to(1, 4).directory == place / "run");
    CHECK(goes_to(2, 1).directory == place / "run");
    write(place / "run", 1, 3);
    CHECK(goes_to(1, 2).kept->replications == 3);
    CHECK(goes_to(2, 9).directory == place / "run-interrupted");
    CHECK(place_for_interrupted(place / "run/", {"x", 9, true}).directory == place / "run-interrupted");
    write(place / "run-interrupted", 2, 9, true);
    CHECK(goes_to(2, 8).kept->replications == 9);
    CHECK(goes_to(2, 10).directory == place / "run-interrupted");
    CHECK(goes_to(3, 10).directory == place / "run-interrupted-2");  // which is of another scenario
    std::ofstream(place / "run-interrupted/notes.txt") << "mine";
    write(place / "run-interrupted-2", 3);
    CHECK(goes_to(2, 10).directory == place / "run-interrupted-3");
    fs::create_directory_symlink(place / "run-interrupted-2", place / "latest");
    CHECK(place_for_interrupted(place / "latest", {"x", 9, true}).directory == place / "run-interrupted-2-interrupted");
}

TEST_CASE("an empty directory, a slash at the end and a link to a run are taken", "[output]") {
    const Room place;
    fs::create_directory(place / "run");
    write(place / "run/");
    CHECK(names_in(place / "run") == run_files);
    fs::create_directory_symlink(place / "run", place / "latest");
    write(place / "latest", 7);
    CHECK(fs::is_symlink(place / "latest"));
    CHECK(content(place / "run/manifest.json").find("\"seed\": 7") != std::string::npos);
    CHECK(names_in(place.path()) == std::set<std::string>{"latest", "run"});
}

TEST_CASE("what burncast did not write is never replaced", "[output]") {
    const Room place;
    SECTION("a directory of something else") {
        fs::create_directory(place / "photos");
        std::ofstream(place / "photos/cat.png") << "meow";
        CHECK(refusal(place / "photos") == "will not replace " + (place / "photos").string() +
                                               ": it is not a burncast run directory (it has no manifest.json of "
                                               "burncast); choose another place with --out");
        CHECK(content(place / "photos/cat.png") == "meow");
    }
    SECTION("a directory with somebody else's manifest") {
        fs::create_directory(place / "app");
        std::ofstream(place / "app/manifest.json") << "{\"name\": \"app\"}";
        CHECK(refusal(place / "app").find("it is not a burncast run directory") != std::string::npos);
    }
    SECTION("a run with notes in it") {
        write(place / "run");
        std::ofstream(place / "run/notes.txt") << "mine";
        CHECK(refusal(place / "run") ==
              "will not replace " + (place / "run").string() +
                  ": it holds notes.txt, which burncast did not write; move that away or choose "
                  "another place with --out");
        CHECK(content(place / "run/notes.txt") == "mine");
    }
    SECTION("a file") {
        std::ofstream(place / "run") << "text";
        CHECK(refusal(place / "run") == "will not replace " + (place / "run").string() + ": it is not a directory");
        CHECK(content(place / "run") == "text");
    }
    CHECK(names_in(place.path()).size() == 1);
}

TEST_CASE("a parent that is a file, or where nothing can be made", "[output]") {
    const Room place;
    std::ofstream(place / "file") << "text";
    CHECK(refusal(place / "file/run") ==
          "cannot make the directory " + (place / "file").string() + ": Not a directory");
    CHECK(refusal("/proc/burncast/run").find("cannot make the directory /proc/burncast: ") == 0);
    CHECK(refusal("/proc/run").find("cannot write into /proc: ") == 0);
    CHECK_FALSE(refusal("/").empty());
    CHECK(names_in(place.path()) == std::set<std::string>{"file"});
}

TEST_CASE("a disk that fills up half-way leaves what was there, and nothing else", "[output]") {
    const Room place;
    write(place / "run", 1);
    std::string error;
    const auto fail = [&](const fs::path& directory, rlim_t bytes) {
        const FullDisk disk(bytes);
        try {
            write(directory, 2, 50'000);
        } catch (const OutputError& thrown) { error = thrown.what(); }
    };
    fail(place / "run", 100'000);  // summary.json and monthly.csv fit, the replications do not
    CHECK(error == "cannot write " + (place / "run/replications.csv.gz").string() + ": File too large");
    CHECK(names_in(place.path()) == std::set<std::string>{"run"});
    CHECK(names_in(place / "run") == run_files);
    CHECK(content(place / "run/manifest.json").find("\"seed\": 1,") != std::string::npos);

    error.clear();
    fail(place / "new/run", 10);
    CHECK(error == "cannot write " + (place / "new/run/summary.json").string() + ": File too large");
    CHECK(names_in(place.path()) == std::set<std::string>{"run"});
}

TEST_CASE("a mount point is refused before anything is simulated", "[output]") {
    // It cannot be renamed, however empty it is.
    CHECK_THROWS_WITH(check_run_directory("/proc"), Catch::Contains("a file system is mounted there"));
    CHECK_THROWS_WITH(check_run_directory("/proc"), Catch::Contains("/proc/run"));
}

TEST_CASE("a name that is too long is refused", "[output]") {
    const Room place;
    CHECK(refusal(place / std::string(255, 'x').c_str()).find("File name too long") != std::string::npos);
    CHECK(names_in(place.path()).empty());
}

// Where results go, and what is there when a run is stopped, killed, refused or not alone.
#include <catch2/catch.hpp>
#include <memory>

#include "tests/app/program.hpp"
#include "tests/app/results.hpp"
#include "tests/base/says.hpp"
#include "tests/config/scratch.hpp"

using namespace burncast::test;

namespace {

namespace fs = std::filesystem;

const std::string small = BURNCAST_SOURCE_DIR "/tests/app/small.yaml";
const std::string many = "1000000";  // replications; more than any test waits for

// A whole run is there, and nothing beside it.
void check_whole(const Scratch& scratch) {
    CHECK(names_in(scratch.path()) == std::set<std::string>{"run"});
    CHECK(names_in(scratch.path("run")) == run_files());
    const auto summary = json_of(scratch.path("run/summary.json"));
    const auto manifest = json_of(scratch.path("run/manifest.json"));
    CHECK(summary["replications"] == manifest["replications"]);
    CHECK(replications_of(scratch.path("run"), "base", "total", "bill").size() ==
          summary["replications"].get<std::size_t>());
    CHECK(lines_of(bytes_of(scratch.path("run/monthly.csv"))).size() > 10);
}

// `burncast COMMAND small.yaml … --out run`, asked to stop in the middle of many replications.
Outcome interrupted(const Scratch& scratch, const std::string& command, std::vector<std::string> more = {},
                    int signal = SIGINT) {
    more.insert(more.begin(), {command, small, "--replications", many, "--out", "run"});
    Program program(std::move(more), {.directory = scratch.path()});
    REQUIRE(program.running(std::chrono::milliseconds(1500)));
    CHECK(names_in(scratch.path()).empty());  // nothing before the end
    program.send(signal);
    const Outcome outcome = program.wait();
    INFO(outcome.err);
    CHECK(outcome.exit == 130);
    check_whole(scratch);
    return outcome;
}

}  // namespace

TEST_CASE("a run that is interrupted keeps the replications that were finished", "[app]") {
    for (const int signal : {SIGINT, SIGTERM}) {
        const Scratch scratch;
        const Outcome outcome = interrupted(scratch, "run", {}, signal);
        CHECK(outcome.out.starts_with("Ten people: "));
        CHECK(says(outcome.err, "interrupted: "));
        // and they are what a shorter run would have given
        const std::string finished = json_of(scratch.path("run/summary.json"))["replications"].dump();
        CHECK(finished != many);
        CHECK(says(outcome.err, finished + " replications were finished and kept"));
        REQUIRE(
            run_program({"run", small, "--quiet", "--replications", finished, "--out", scratch.path("short").string()})
                .exit == 0);
        for (const char* file : {"monthly.csv", "replications.csv.gz"})
            CHECK((bytes_of(scratch.path("run") / file) == bytes_of(scratch.path("short") / file)));
        auto kept = json_of(scratch.path("run/summary.json")), whole = json_of(scratch.path("short/summary.json"));
        CHECK(kept["interrupted"] == true);
        CHECK(whole["interrupted"] == false);
        CHECK(json_of(scratch.path("run/manifest.json"))["interrupted"] == true);
        kept.erase("interrupted");
        whole.erase("interrupted");
        CHECK(kept == whole);
    }
}

TEST_CASE("an interruption does not replace a longer run of the same hash", "[app]") {
    const Scratch scratch;
    interrupted(scratch, "run");
    // As if the run before had gone on for longer.
    auto manifest = json_of(scratch.path("run/manifest.json"));
    manifest["replications"] = 999'999;
    scratch.write("run/manifest.json", manifest.dump());
    const std::string before = bytes_of(scratch.path("run/summary.json"));
    Program again({"run", small, "--replications", many, "--out", "run"}, {.directory = scratch.path()});
    REQUIRE(again.running(std::chrono::milliseconds(1500)));
    again.send(SIGINT);
    const Outcome outcome = again.wait();
    CHECK(outcome.exit == 130);
    CHECK(says(outcome.err, "run keeps the 999999 of an earlier run"));
    CHECK(bytes_of(scratch.path("run/summary.json")) == before);
    CHECK(json_of(scratch.path("run/manifest.json"))["replications"] == 999'999);
    // Another run may replace it.
    REQUIRE(run_program({"run", small, "--quiet", "--replications", "2", "--out", "run"}, {.directory = scratch.path()})
                .exit == 0);
    CHECK(json_of(scratch.path("run/manifest.json"))["replications"] == 2);
}

TEST_CASE("an interrupted run does not replace one that came to its end", "[app]") {
    const Scratch scratch;
    REQUIRE(run_program({"run", small, "--quiet", "--replications", "2", "--out", "run"}, {.directory = scratch.path()})
                .exit == 0);
    const std::string before = bytes_of(scratch.path("run/manifest.json"));
    Program other({"run", small, "--replications", many, "--out", "run"}, {.directory = scratch.path()});
    REQUIRE(other.running(std::chrono::milliseconds(1500)));
    other.send(SIGINT);
    const Outcome outcome = other.wait();
    const std::string beside = scratch.path("run-interrupted").string();
    CHECK(outcome.exit == 130);
    CHECK(bytes_of(scratch.path("run/manifest.json")) == before);
    CHECK(names_in(scratch.path()) == std::set<std::string>{"run", "run-interrupted"});
    CHECK(names_in(beside) == run_files());
    CHECK(json_of(scratch.path("run-interrupted/manifest.json"))["interrupted"] == true);
    CHECK(says(outcome.out, "\nFiles\n" + beside + "\n"));
    CHECK(says(outcome.err, " replications were finished and kept in " + beside + "; run keeps what it holds"));
}

TEST_CASE("a comparison that is interrupted has as many replications of every policy", "[app]") {
    const Scratch scratch;
    interrupted(scratch, "compare", {"--quiet"});
    const std::size_t finished = json_of(scratch.path("run/summary.json"))["replications"].get<std::size_t>();
    for (const char* policy : {"nothing", "fewer-tries"})
        CHECK(replications_of(scratch.path("run"), policy, "total", "bill").size() == finished);
}

TEST_CASE("an interrupted run is exit code 130 even where a gate broke", "[app]") {
    interrupted(Scratch(), "run", {"--quiet", "--set", "gates=[\"p95(bill.total) < $5\"]"});
}

TEST_CASE("the second interruption ends the program at once", "[app]") {
    const Scratch scratch;
    // One replication of it takes long.
    Program program(
        {"run", small, "--replications", many, "--quiet", "--out", "run", "--set", "company.crew.people=200000"},
        {.directory = scratch.path()});
    REQUIRE(program.running(std::chrono::milliseconds(500)));
    program.send(SIGINT);
    if (program.running(std::chrono::milliseconds(300))) {
        program.send(SIGINT);
        const double before = program.seconds();
        const Outcome outcome = program.wait();
        CHECK((outcome.exit == 130 || outcome.exit == -SIGINT));
        CHECK(outcome.seconds - before < 2);
        CHECK(names_in(scratch.path()).empty());
    }
}

TEST_CASE("a long replication does not keep an interruption waiting", "[app]") {
    const Scratch scratch;
    Program program({"run", small, "--replications", "4", "--out", "run", "--set", "company.crew.people=300000"},
                    {.directory = scratch.path(), .patience = std::chrono::seconds(20)});
    REQUIRE(program.running(std::chrono::milliseconds(1500)));
    program.send(SIGINT);
    const double before = program.seconds();
    const Outcome outcome = program.wait();
    CHECK(outcome.exit == 130);
    CHECK(outcome.seconds - before < 10);
    CHECK(says(outcome.err, "nothing was written"));
    CHECK(names_in(scratch.path()).empty());
}

TEST_CASE("a killed run leaves nothing under its name, or all of it", "[app]") {
    const Scratch scratch;
    std::size_t killed = 0;
    for (int i = 0; i < 24; ++i) {  // at any moment, also while it writes
        fs::remove_all(scratch.path("run"));
        Program program({"run", small, "--replications", "40", "--quiet", "--out", "run"},
                        {.directory = scratch.path()});
        (void)program.running(std::chrono::milliseconds(5 + 4 * i));
        program.send(SIGKILL);
        killed += program.wait().exit == -SIGKILL ? 1 : 0;
        if (!fs::exists(scratch.path("run"))) continue;
        CHECK(names_in(scratch.path("run")) == run_files());
        CHECK(json_of(scratch.path("run/summary.json"))["replications"] == 40);
        CHECK(json_of(scratch.path("run/manifest.json"))["replications"] == 40);
        CHECK(replications_of(scratch.path("run"), "base", "total", "bill").size() == 40);
    }
    CHECK(killed > 0);
    // what killed ones left behind is swept by the next
    CHECK(run_program({"run", small, "--replications", "2", "--quiet", "--out", "run"}, {.directory = scratch.path()})
              .exit == 0);
    check_whole(scratch);
}

TEST_CASE("an older run is replaced whole", "[app]") {
    const Scratch scratch;
    for (const char* seed : {"1", "2"})
        REQUIRE(run_program({"run", small, "--replications", "3", "--quiet", "--seed", seed, "--out", "run"},
                            {.directory = scratch.path()})
                    .exit == 0);
    check_whole(scratch);
    CHECK(json_of(scratch.path("run/summary.json"))["seed"] == 2);
}

TEST_CASE("what burncast did not write is not touched", "[app]") {
    const Scratch scratch;
    const auto refused = [&](const std::string& out, const std::string& why) {
        // So many replications that an answer at all shows that it was asked for first.
        const Outcome outcome = run_program({"run", small, "--replications", many, "--out", out},
                                            {.directory = scratch.path(), .patience = std::chrono::seconds(30)});
        INFO(out << "\n" << outcome.err);
        CHECK(outcome.exit == 2);
        CHECK(outcome.out.empty());
        CHECK(says(outcome.err, why));
    };
    scratch.write("foreign/notes.txt", "keep me");
    refused("foreign", "it is not a burncast run directory");
    CHECK(bytes_of(scratch.path("foreign/notes.txt")) == "keep me");
    CHECK(names_in(scratch.path("foreign")) == std::set<std::string>{"notes.txt"});

    REQUIRE(run_program({"run", small, "--replications", "2", "--quiet", "--out", "run"}, {.directory = scratch.path()})
                .exit == 0);
    scratch.write("run/my_notes.txt", "keep me");
    refused("run", "it holds my_notes.txt");
    CHECK(bytes_of(scratch.path("run/my_notes.txt")) == "keep me");

    scratch.write("other/manifest.json", "{\"name\": \"a web page\"}");
    refused("other", "it is not a burncast run directory");

    scratch.write("file", "keep me");
    refused("file", "it is not a directory");
    refused("file/below", "Not a directory");
    refused(".", "it is the current directory");
    refused("/", "it is the root");
    refused("/proc/nothing", "cannot ");
    refused("/dev/null", "it is not a directory");
    CHECK(bytes_of(scratch.path("file")) == "keep me");
    CHECK(names_in(scratch.path()) == std::set<std::string>{"foreign", "run", "other", "file"});
}

TEST_CASE("a place that may not be written to is refused before anything is simulated", "[app]") {
    const Scratch scratch;
    const Setting nobody{.directory = scratch.path(), .as_nobody = true, .patience = std::chrono::seconds(30)};
    if (run_program({"--version"}, nobody).exit != 0) {
        WARN("nobody may run " BURNCAST_PROGRAM " here");
        return;
    }
    const bool is_root = geteuid() == 0;
    if (!is_root) fs::permissions(scratch.path(), fs::perms::owner_write, fs::perm_options::remove);
    for (const char* out : {"run", "deep/below/run"}) {
        const Outcome outcome = run_program({"run", small, "--replications", many, "--out", out}, nobody);
        INFO(outcome.err);
        CHECK(outcome.exit == 2);
        CHECK(outcome.out.empty());
        CHECK(says(outcome.err, "Permission denied"));
        CHECK(says(outcome.err, scratch.path("run").parent_path().string()));
    }
    if (!is_root) fs::permissions(scratch.path(), fs::perms::owner_write, fs::perm_options::add);
    CHECK(names_in(scratch.path()).empty());
}

TEST_CASE("empty directories, missing parents and links are fine places", "[app]") {
    const Scratch scratch;
    fs::create_directory(scratch.path("empty"));
    fs::create_directory_symlink("empty", scratch.path("link"));
    for (const char* out : {"empty", "a/b/c", "link", "trailing/"}) {
        INFO(out);
        CHECK(run_program({"run", small, "--replications", "2", "--quiet", "--out", out}, {.directory = scratch.path()})
                  .exit == 0);
        CHECK(names_in(scratch.path(out)) == run_files());
    }
    CHECK(fs::is_symlink(scratch.path("link")));
    CHECK(names_in(scratch.path()) == std::set<std::string>{"empty", "link", "a", "trailing"});
}

TEST_CASE("two runs into one place leave one of them, whole", "[app]") {
    const Scratch scratch;
    for (int round = 0; round < 8; ++round) {
        std::vector<std::unique_ptr<Program>> programs;
        for (const char* seed : {"1", "2", "3", "4"})
            programs.push_back(
                std::make_unique<Program>(std::vector<std::string>{"run", small, "--replications", "2", "--quiet",
                                                                   "--threads", "1", "--seed", seed, "--out", "run"},
                                          Setting{.directory = scratch.path()}));
        for (const auto& program : programs) {
            const Outcome outcome = program->wait();
            INFO(outcome.err);
            CHECK(outcome.exit == 0);
        }
        check_whole(scratch);
    }
}

TEST_CASE("a result that cannot be printed is not passed over", "[app]") {
    const Scratch scratch;
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"run", small, "--replications", "2", "--out", "run"},
          {"run", small, "--replications", "2", "--out", "run", "--format", "json"},
          {"run", small, "--dump"},
          {"check", small},
          {"describe"},
          {"describe", "budget"},
          {"describe", "--json-schema"}}) {
        const Outcome outcome = run_program(arguments, {.directory = scratch.path(), .output = "/dev/full"});
        INFO(arguments[0] << " " << arguments.back() << ": " << outcome.err);
        CHECK(outcome.exit == 2);
        CHECK(says(outcome.err, "No space left on device"));
    }
}

// Every faulty scenario beside this file: burncast has to answer what its first lines say, and leave nothing behind.
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/app/program.hpp"
#include "tests/app/results.hpp"
#include "tests/config/scratch.hpp"
#include "tests/faulty/answers.hpp"

using namespace burncast::test;

namespace {

namespace fs = std::filesystem;

const fs::path here = fs::path(BURNCAST_SOURCE_DIR) / "tests" / "faulty";

std::vector<Expected> faults_of(const fs::path& file) { return expected_of(file, "fault", here); }

std::vector<fs::path> faulty_files() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(here))
        if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

TEST_CASE("there are many faulty scenarios, and each says what is wrong with it", "[faulty]") {
    CHECK(faulty_files().size() >= 70);
    for (const fs::path& file : faulty_files()) {
        INFO(file.filename().string());
        CHECK_FALSE(faults_of(file).empty());
    }
}

TEST_CASE("check finds every fault of every faulty scenario at its place", "[faulty]") {
    for (const fs::path& file : faulty_files()) {
        const Outcome outcome = run_program({"check", file.string()});
        INFO(file.filename().string() << " said:\n" << outcome.err);
        CHECK(outcome.exit == 2);
        CHECK(outcome.out.empty());
        CHECK(difference(faults_of(file), lines_of(outcome.err)) == "");
        CHECK(outcome.seconds < 20);
    }
}

TEST_CASE("run refuses every faulty scenario and leaves nothing behind", "[faulty]") {
    for (const fs::path& file : faulty_files()) {
        const Scratch scratch;
        const Outcome outcome =
            run_program({"run", file.string(), "--replications", "2", "--out", scratch.path("deep/run").string()},
                        {.directory = scratch.path()});
        INFO(file.filename().string() << " said:\n" << outcome.err);
        CHECK(outcome.exit == 2);
        CHECK(outcome.out.empty());
        CHECK(names_in(scratch.path()).empty());
        const std::vector<Expected> expected = faults_of(file);
        std::vector<std::string> answers = lines_of(outcome.err);
        if (answers.empty()) answers.emplace_back();
        CHECK(answers.back() == std::to_string(expected.size()) + (expected.size() == 1 ? " fault" : " faults"));
        answers.pop_back();
        CHECK(difference(expected, answers) == "");
    }
}

TEST_CASE("compare refuses a faulty scenario as run does", "[faulty]") {
    const Scratch scratch;
    const std::string file = (here / "thirteen_at_once.yaml").string();
    const Outcome run = run_program({"run", file, "--out", scratch.path("run").string()});
    const Outcome compare = run_program({"compare", file, "--out", scratch.path("run").string()});
    CHECK(compare.exit == 2);
    CHECK(compare.err == run.err);
    CHECK(lines_of(compare.err).back() == "13 faults");
    CHECK(names_in(scratch.path()).empty());
}

TEST_CASE("check goes on to the next file after a faulty one", "[faulty]") {
    const std::string good = (here / "parts" / "company.yaml").string();
    const Outcome outcome =
        run_program({"check", (here / "horizon_negative.yaml").string(), good, (here / "key_twice.yaml").string()});
    CHECK(outcome.exit == 2);
    CHECK(lines_of(outcome.out).size() == 1);
    CHECK(outcome.out.starts_with(good + ": fine"));
    CHECK(lines_of(outcome.err).size() == 2);
}

TEST_CASE("option --dump refuses a faulty scenario too", "[faulty]") {
    const Outcome outcome = run_program({"run", (here / "two_at_once.yaml").string(), "--dump"});
    CHECK(outcome.exit == 2);
    CHECK(outcome.out.empty());
    CHECK(lines_of(outcome.err).back() == "2 faults");
}

TEST_CASE("a place holds wherever the program is called from", "[faulty]") {
    const Outcome near = run_program({"check", "unit_missing_money.yaml"}, {.directory = here});
    CHECK(near.err.starts_with("unit_missing_money.yaml:3:18: budget.amount = 20000: "));
    const Outcome below = run_program({"check", "../extends_a_faulty_file.yaml"}, {.directory = here / "parts"});
    CHECK(below.err.find("parts/faulty.yaml:2:10: start = 2026-04-31: ") != std::string::npos);
}

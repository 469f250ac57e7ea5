// Small runs, byte for byte as they were. When the truth moved on purpose: tests/golden/run --update.
#include <catch2/catch.hpp>

#include "tests/app/program.hpp"
#include "tests/app/results.hpp"
#include "tests/config/scratch.hpp"

using namespace burncast::test;

namespace {

namespace fs = std::filesystem;

const fs::path here = fs::path(BURNCAST_SOURCE_DIR) / "tests" / "golden";

// The first line in which two texts differ; empty when they do not.
std::string first_difference(const std::string& golden, const std::string& now) {
    if (golden == now) return {};
    const std::vector<std::string> before = lines_of(golden), after = lines_of(now);
    std::size_t i = 0;
    while (i < before.size() && i < after.size() && before[i] == after[i]) ++i;
    const auto line = [&](const std::vector<std::string>& lines) { return i < lines.size() ? lines[i] : "(the end)"; };
    return "line " + std::to_string(i + 1) + " was " + line(before) + " and is " + line(after) +
           "; see tests/golden/run";
}

void check_golden(const std::string& name, bool with_summary) {
    const Scratch scratch;
    const std::string scenario = (here / (name + ".yaml")).string();
    for (const char* engine : {"fast", "interleaved"}) {
        const Outcome outcome = run_program({"compare", scenario, "--replications", "2", "--seed", "1", "--quiet",
                                             "--engine", engine, "--out", scratch.path("run").string()});
        INFO(engine << "\n" << outcome.err);
        REQUIRE(outcome.exit == 0);
        CHECK(first_difference(bytes_of(here / (name + ".rows.csv")),
                               gunzipped(scratch.path("run/replications.csv.gz"))) == "");
        if (with_summary)
            CHECK(first_difference(bytes_of(here / (name + ".summary.json")),
                                   bytes_of(scratch.path("run/summary.json"))) == "");
    }
}

}  // namespace

TEST_CASE("golden: one team, rows and summary", "[golden]") { check_golden("one_team", true); }
TEST_CASE("golden: a cap that two teams share", "[golden]") { check_golden("shared_cap", false); }
TEST_CASE("golden: prices that move", "[golden]") { check_golden("prices", false); }

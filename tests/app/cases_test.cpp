// burncast cases: which files it takes, what it prints, and how it ends.
#include <catch2/catch.hpp>

#include "tests/app/program.hpp"
#include "tests/app/results.hpp"
#include "tests/base/says.hpp"
#include "tests/config/scratch.hpp"

using namespace burncast::test;

namespace {

const std::string small = std::string(BURNCAST_SOURCE_DIR) + "/tests/app/small.yaml";

// Ten people whose whole bill is own work; the second line is as asked.
std::string facts(const std::string& line) {
    return "extends: " + small +
           "\nexpect:\n"
           "  - {what: tokens.own.total / tokens.total, observed: 100%, within: 1%, from: X1, kind: calibrated}\n"
           "  - {" +
           line + ", from: X2, kind: predicted}\n";
}
const std::string holds = "what: p25(tasks@crew.2026 / tasks.2026), observed: 1, within: 1%";
const std::string fails = "what: bill.total, observed: $1bn, within: 10%";

Outcome cases(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"cases", "--replications", "4"});
    return run_program(std::move(arguments));
}

}  // namespace

TEST_CASE("a case is held against what was observed", "[app]") {
    const Scratch scratch;
    const std::string file = scratch.write("good.yaml", facts(holds)).string();
    const Outcome outcome = cases({file});
    CHECK(outcome.exit == 0);
    CHECK(outcome.err.empty());
    CHECK(lines_of(outcome.out).front() == "Ten people");
    CHECK(says(outcome.out, file + ", 4 replications"));
    CHECK(says(outcome.out, "✓  tokens.own.total"));
    CHECK(lines_of(outcome.out).back() ==
          "1 case, 2 lines: 1 predicted, of which all hold; 1 calibrated, of which all hold.");
    CHECK(names_in(scratch.path()) == std::set<std::string>{"good.yaml"});  // no run directory
}

TEST_CASE("a fact outside is exit code 1, and so is a broken gate", "[app]") {
    const Scratch scratch;
    const Outcome outcome = cases({scratch.write("bad.yaml", facts(fails)).string()});
    CHECK(outcome.exit == 1);
    CHECK(says(outcome.out, "✗  bill.total"));
    CHECK(says(outcome.out, "1 predicted, of which 0 hold"));
    CHECK(cases({scratch.write("gate.yaml", facts(holds) + "gates:\n  - mean(bill.total) > $1bn\n").string()}).exit ==
          1);
}

TEST_CASE("a share of what policies save has these policies played", "[app]") {
    const Scratch scratch;
    // Trying once instead of often saves all that both do, and a label for nothing saves nothing.
    const std::string file =
        scratch
            .write("share.yaml",
                   facts("what: 'shapley(bill.total: once, nothing, both)', observed: 100%, within: 0.1%") +
                       "policies:\n  once: {retries: {manual: {limit: 1}}}\n  nothing: {}\n"
                       "  both: {retries: {manual: {limit: 1}}}\n  never: {budget: off}\n")
            .string();
    const Outcome outcome = cases({file});
    INFO(outcome.out << outcome.err);
    CHECK(outcome.exit == 0);
    CHECK(says(outcome.out, "shapley(bill.total: once"));
    CHECK(says(outcome.out, "100%"));
    const Outcome alone = run_program({"run", file, "--replications", "4", "--out", (scratch.path() / "run").string()});
    CHECK(alone.exit == 0);
    CHECK(says(alone.out, "Not answered: shapley(bill.total: once, nothing, both). Not all of these policies were"));
    CHECK(json_of(scratch.path("run/summary.json"))["unanswered"].size() == 1);
    const Outcome beside =
        run_program({"compare", file, "--replications", "4", "--out", (scratch.path() / "all").string()});
    CHECK(says(beside.out, "shapley(bill.total: once"));
    CHECK_FALSE(says(beside.out, "Not answered"));
}

TEST_CASE("of a directory the scenarios with facts are played, in order, and nothing else", "[app]") {
    const Scratch scratch;
    scratch.write("b.yaml", facts(fails));
    scratch.write("a.yaml", facts(holds));
    scratch.write("parts/prices.yaml", "market: {}\n");
    scratch.write("no_facts.yaml", "extends: " + small + "\n");
    const Outcome outcome = cases({scratch.path().string(), "--format", "json"});
    CHECK(outcome.exit == 1);
    const auto report = nlohmann::json::parse(outcome.out);
    REQUIRE(report["cases"].size() == 2);
    CHECK(report["cases"][0]["file"] == scratch.path("a.yaml").string());
    CHECK(report["cases"][1]["scenario"] == "Ten people");
    CHECK(report["cases"][1]["replications"] == 4);
    const auto& line = report["cases"][0]["expectations"][1];
    CHECK(line["what"] == "p25(tasks@crew.2026 / tasks.2026)");
    CHECK(line["simulated"]["value"] == 1);
    CHECK(line["kind"] == "predicted");
    CHECK(line["inside_90"].is_null());
    CHECK(line["passed"] == true);
    CHECK(report["cases"][0]["expectations"][0]["inside_90"] == true);
}

TEST_CASE("a faulty case does not stop the others, but gives exit code 2", "[app]") {
    const Scratch scratch;
    const std::string faulty = scratch.write("a.yaml", facts("what: bil.total, observed: $1, within: 10%")).string();
    scratch.write("b.yaml", facts(fails));
    const Outcome outcome = cases({scratch.path().string()});
    CHECK(outcome.exit == 2);
    CHECK(says(outcome.err, faulty + ":4:"));
    CHECK(says(outcome.err, "there is no measure “bil”"));
    CHECK(says(outcome.out, "✗  bill.total"));
    CHECK(says(lines_of(outcome.out).back(), "1 could not be played."));
}

TEST_CASE("what is no case says so", "[app]") {
    const Scratch scratch;
    const Outcome outcome = cases({small});
    CHECK(outcome.exit == 2);
    CHECK(says(outcome.err, small + ": expect: is missing"));
    std::filesystem::create_directories(scratch.path("empty"));
    const Outcome empty = cases({scratch.path("empty").string()});
    CHECK(empty.exit == 2);
    CHECK(says(empty.err, "holds no scenario with `expect:`"));
    CHECK(cases({scratch.path("nowhere.yaml").string()}).exit == 2);
    const std::string good = scratch.write("good.yml", facts(holds)).string();
    const Outcome beside = cases({scratch.path("empty").string(), good, "--format", "json"});
    CHECK(beside.exit == 2);
    const auto report = nlohmann::json::parse(beside.out);
    CHECK(report["cases"].size() == 1);
    CHECK(report["faulty"] == 1);
    CHECK(report["interrupted"] == false);
}

TEST_CASE("cases give the same on any number of threads, and another seed gives others", "[app]") {
    const Scratch scratch;
    const std::string file = scratch.write("bad.yaml", facts(fails)).string();
    const std::string one = cases({file, "--threads", "1", "--seed", "5"}).out;
    CHECK(one == cases({file, "--threads", "3", "--seed", "5"}).out);
    CHECK(one != cases({file, "--threads", "1", "--seed", "6"}).out);
    CHECK(cases({file, "--quiet"}).out.empty());
}

// Every scenario that comes with burncast loads, runs with all its policies, keeps its gates and meets its facts.
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/app/program.hpp"
#include "tests/app/results.hpp"
#include "tests/config/scratch.hpp"

using namespace burncast::test;

namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(BURNCAST_SOURCE_DIR) / "scenarios";

std::vector<fs::path> scenarios() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const std::string name = fs::relative(entry.path(), folder).string();
        const bool is_part = name.starts_with("catalogue") || name.find("parts/") != std::string::npos;
        if (entry.path().extension() == ".yaml" && !is_part) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

// The keys of the map under a key of the top level, in a dumped scenario, but for those that are `off`.
std::vector<std::string> keys_under(const std::string& dump, const std::string& key) {
    std::vector<std::string> keys;
    bool inside = false;
    for (const std::string& line : lines_of(dump)) {
        if (!line.starts_with(" ")) inside = line.starts_with(key + ":");
        const bool is_key =
            inside && line.starts_with("  ") && line.size() > 2 && line[2] != ' ' && line[2] != '#' && line[2] != '-';
        if (is_key && !line.ends_with(": off")) keys.push_back(line.substr(2, line.find(':') - 2));
    }
    return keys;
}

std::size_t count_of(const std::string& text, const std::string& what) {
    std::size_t count = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++count;
    return count;
}

}  // namespace

TEST_CASE("the scenarios that every new user and every case needs are there", "[scenarios]") {
    const std::vector<fs::path> files = scenarios();
    for (const char* name : {"quickstart.yaml", "cases/uber.yaml", "cases/steinberger.yaml"}) {
        INFO(name);
        CHECK(std::find(files.begin(), files.end(), folder / name) != files.end());
    }
}

TEST_CASE("check finds nothing wrong in any scenario", "[scenarios]") {
    std::vector<std::string> arguments{"check"};
    for (const fs::path& file : scenarios()) arguments.push_back(file.string());
    const Outcome outcome = run_program(arguments);
    INFO(outcome.err);
    CHECK(outcome.exit == 0);
    CHECK(outcome.err.empty());
    CHECK(lines_of(outcome.out).size() == scenarios().size());
}

TEST_CASE("every scenario plays all its policies, with a few people", "[scenarios]") {
    for (const fs::path& file : scenarios()) {
        const Scratch scratch;
        const std::string dump = run_program({"run", file.string(), "--dump"}).out;
        const std::vector<std::string> teams = keys_under(dump, "company");
        REQUIRE_FALSE(teams.empty());
        std::vector<std::string> arguments{
            "compare", file.string(), "--quiet", "--replications", "2", "--out", scratch.path("run").string()};
        for (const std::string& team : teams)
            arguments.insert(arguments.end(), {"--set", "company." + team + ".people=3"});
        const Outcome outcome = run_program(arguments);
        INFO(file << "\n" << outcome.err);
        CHECK(outcome.exit <= 1);  // so few people may break a promise
        CHECK(outcome.err.empty());
        const auto summary = json_of(scratch.path("run/summary.json"));
        CHECK(summary["policies"].size() == 1 + keys_under(dump, "policies").size());
        for (const auto& [name, policy] : summary["policies"].items()) {
            INFO(name);
            CHECK(policy["measures"]["bill"]["total"]["mean"].get<double>() > 0);
        }
    }
}

TEST_CASE("a scenario without expectations runs as it is, and keeps its gates", "[scenarios]") {
    for (const fs::path& file : scenarios()) {
        if (bytes_of(file).find("\nexpect:") != std::string::npos) continue;
        const Scratch scratch;
        const Outcome outcome =
            run_program({"run", file.string(), "--replications", "10", "--out", scratch.path("run").string()});
        INFO(file << "\n" << outcome.err);
        CHECK(outcome.exit == 0);
        CHECK(lines_of(outcome.out).size() > 10);
        CHECK(names_in(scratch.path("run")) == run_files());
    }
}

// As its users do. A large company is played less often, because luck averages out over its people and they cost time;
// the seed is fixed, so that what comes out stays the same.
TEST_CASE("every fact that was observed comes out as near as its file expects", "[scenarios][slow]") {
    std::size_t lines = 0, predicted = 0;
    for (const fs::path& file : scenarios()) {
        const std::string text = bytes_of(file);
        if (text.find("\nexpect:") == std::string::npos) continue;
        const Outcome outcome =
            run_program({"cases", file.string(), "--format", "json"}, {.patience = std::chrono::minutes(15)});
        INFO(file << "\n" << outcome.err);
        CHECK(outcome.exit == 0);
        const auto report = nlohmann::json::parse(outcome.out);
        REQUIRE(report["cases"].size() == 1);
        const auto& expectations = report["cases"][0]["expectations"];
        CHECK(expectations.size() == count_of(text.substr(text.find("\nexpect:")), "what:"));
        lines += expectations.size();
        bool any_predicted = false;
        for (const auto& expectation : expectations) {
            INFO(expectation.dump());
            CHECK(expectation["passed"] == (expectation["kind"] != "missed"));  // and a miss goes on being one
            predicted += expectation["kind"] == "predicted" ? 1 : 0;
            lines -= expectation["kind"] == "missed" ? 1 : 0;  // what is known to miss does not count as predicted
            any_predicted = any_predicted || expectation["kind"] == "predicted";
        }
        const bool says_so = text.find("\n# Predicted               nothing") != std::string::npos;
        CHECK(any_predicted != says_so);  // a case that predicts nothing shows nothing, and has to say so
        for (const auto& gate : report["cases"][0]["gates"]) {
            INFO(gate.dump());
            CHECK(gate["passed"] == true);
        }
    }
    CHECK(2 * predicted >= lines);
}

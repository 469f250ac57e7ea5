// What is typed after `burncast`: help, options, their faults and the exit codes; describe and check.
#include <catch2/catch.hpp>

#include "tests/app/program.hpp"
#include "tests/app/results.hpp"
#include "tests/base/says.hpp"
#include "tests/config/scratch.hpp"

using namespace burncast::test;

namespace {

namespace fs = std::filesystem;

const std::string small = BURNCAST_SOURCE_DIR "/tests/app/small.yaml";

std::size_t longest_line(const std::string& text) {
    std::size_t longest = 0;
    for (const std::string& line : lines_of(text)) {
        const auto is_start = [](char c) {
            return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
        };  // of a UTF-8 character
        longest = std::max(longest, static_cast<std::size_t>(std::count_if(line.begin(), line.end(), is_start)));
    }
    return longest;
}

const std::vector<std::string> run_options{
    "--policy", "--set",    "--replications", "--precision", "--max-replications", "--seed", "--threads", "--engine",
    "--out",    "--format", "--quiet",        "--dump"};

}  // namespace

TEST_CASE("help names every command and the exit codes", "[app]") {
    for (const char* option : {"--help", "-h"}) {
        const Outcome outcome = run_program({option});
        CHECK(outcome.exit == 0);
        CHECK(outcome.err.empty());
        for (const char* word : {"run", "compare", "sensitivity", "check", "cases", "describe", "--version",
                                 "Exit codes: 0 fine, 1 ", "2 ", "3 ", "130 "}) {
            INFO(word);
            CHECK(says(outcome.out, word));
        }
    }
}

TEST_CASE("the help of every command names its options", "[app]") {
    for (const char* command : {"run", "compare"}) {
        const Outcome outcome = run_program({command, "--help"});
        CHECK(outcome.exit == 0);
        CHECK(outcome.err.empty());
        for (const std::string& option : run_options) {
            INFO(command << " " << option);
            CHECK(says(outcome.out, option));
        }
        CHECK(says(outcome.out, "fast, interleaved"));
        CHECK(says(outcome.out, "table or json"));
    }
    CHECK(says(run_program({"check", "--help"}).out, "FILE"));
    CHECK(says(run_program({"describe", "--help"}).out, "--json-schema"));
    CHECK(says(run_program({"describe", "--help"}).out, "NAME"));
}

TEST_CASE("the version is one line", "[app]") {
    const Outcome outcome = run_program({"--version"});
    CHECK(outcome.exit == 0);
    CHECK(outcome.out.starts_with("burncast 0."));
    CHECK(lines_of(outcome.out).size() == 1);
}

TEST_CASE("what the command line cannot mean is exit code 2, with what is allowed", "[app]") {
    struct Case {
        std::vector<std::string> arguments;
        std::vector<std::string> said;
    };
    const Scratch scratch;
    const std::vector<Case> cases{
        {{}, {}},
        {{"--nope"}, {}},
        {{"forecast"},
         {"forecast is no command", "run, compare, sweep, pilot, explain, sensitivity, check, cases, describe"}},
        {{"nope"}, {"nope is no command", "run, compare, sweep, pilot, explain, sensitivity, check, cases, describe"}},
        {{"chek", small}, {"chek is no command", "did you mean check?"}},
        {{"run", "--nope"}, {"--nope"}},
        {{"run", small, "--replicatons", "5"}, {"--replicatons"}},
        {{"run", small, "another.yaml"}, {"another.yaml"}},
        {{"run", small, "--engine", "warp"}, {"--engine", "warp", "fast", "interleaved", "calls"}},
        {{"run", small, "--format", "xml"}, {"--format", "xml", "table", "json"}},
        {{"run", small, "--replications", "0"}, {"--replications", "0"}},
        {{"run", small, "--replications", "-1"}, {"--replications", "-1"}},
        {{"run", small, "--replications", "1e3"}, {"--replications", "1e3"}},
        {{"run", small, "--replications", "many"}, {"--replications", "many"}},
        {{"run", small, "--replications"}, {"--replications"}},
        {{"run", small, "--replications", "99999999999999999999"}, {"--replications"}},
        {{"run", small, "--max-replications", "1"}, {"--max-replications"}},
        {{"run", small, "--precision", "0"}, {"--precision"}},
        {{"run", small, "--precision", "100%"}, {"--precision"}},
        {{"run", small, "--precision", "fine"}, {"--precision"}},
        {{"run", small, "--threads", "-1"}, {"--threads"}},
        {{"run", small, "--threads", "two"}, {"--threads"}},
        {{"run", small, "--seed", "x"}, {"--seed"}},
        {{"run", small, "--seed", "1.5"}, {"--seed"}},
        {{"run", small, "--policy", "nothng"}, {"--policy", "nothng", "nothing"}},
        {{"compare", small, "--policy", "base", "--policy", "other"}, {"--policy", "other"}},
        {{"check"}, {}},
        {{"check", "--fast", small}, {"--fast"}},
        {{"cases", small, "--replications", "0"}, {"--replications", "0"}},
        {{"cases", small, "--format", "xml"}, {"--format", "xml", "table", "json"}},
        {{"cases", small, "--policy", "base"}, {"--policy"}},
        {{"describe", "companies"}, {"companies", "measures", "market.models"}},
        {{"describe", "measures", "twice"}, {"twice"}},
        {{"run", "--seed", "1", "--seed", "2"}, {"--seed may be given only once\n"}},
        {{"compare", "--out", "a", "--out", "b"}, {"--out may be given only once\n"}},
    };
    for (const Case& one : cases) {
        std::string typed;
        for (const std::string& argument : one.arguments) typed += " " + argument;
        const Outcome outcome = run_program(one.arguments, {.directory = scratch.path()});
        INFO("burncast" << typed << "\n" << outcome.err);
        CHECK(outcome.exit == 2);
        CHECK(outcome.out.empty());
        CHECK_FALSE(outcome.err.empty());
        for (const std::string& word : one.said) {
            INFO("should say " << word);
            CHECK(says(outcome.err, word));
        }
    }
    CHECK(names_in(scratch.path()).empty());
}

TEST_CASE("a seed that does not fit is refused, not bent", "[app]") {
    const Scratch scratch;
    for (const char* seed : {"-1", "18446744073709551616"}) {
        const Outcome outcome =
            run_program({"run", small, "--replications", "2", "--quiet", "--out", "run", "--seed", seed},
                        {.directory = scratch.path()});
        INFO(seed);
        CHECK(outcome.exit == 2);
        CHECK(says(outcome.err, "--seed"));
    }
    CHECK(
        run_program({"run", small, "--replications", "2", "--quiet", "--out", "run", "--seed", "18446744073709551615"},
                    {.directory = scratch.path()})
            .exit == 0);
    CHECK(json_of(scratch.path("run/summary.json"))["seed"] == 18446744073709551615u);
}

TEST_CASE("option --set with a bad path or value is exit code 2 and says where", "[app]") {
    struct Case {
        const char* assignment;
        const char* said;
    };
    const Scratch scratch;
    const std::vector<Case> cases{
        {"company.crew.people", "write it as path=value"},
        {"=5", "write it as path=value"},
        {"company..people=5", "the path is malformed"},
        {"company.crew.=5", "the path is malformed"},
        {"company.crew.peple=5", "did you mean people?"},
        {"company.crew.people=five", "is not a number"},
        {"company.crew.people=-1", "must be at least 0"},
        {"company.crew.people=2.5", "must be a whole number"},
        {"company.crew.people=", "company.crew.people"},
        {"company.crew=5", "must be a map of keys"},
        {"company.crew.people.more=5", "is a value, not a map"},
        {"company[0]=5", "is not a list"},
        {"market.prices[0].change=+5%", "is not a list"},
        {"market.prices={on: 2026-02-01, change: +5%}", "must be a list"},
        {"gates=[p95(bill.total)]", "gates"},
        {"gates=[p95(bill.total) < 5 tok]", "tok"},
        {"extends=other.yaml", "extends"},
        {"horizon=0 months", "horizon"},
        {"horizon=30 years", "horizon"},
        {"start=2026-02-30", "is not a day of the calendar"},
        {"scenario=\"open", "--set"},
        {"budget={amount: $1k", "--set"},
        {"no.such.key=1", "unknown key"},
        {"policies.fewer-tries.company.crew.people=3", "fewer-tries"},
        {"sessions.chat.growth=~ empirical(nowhere.csv, column: x)", "there is no such file"},
    };
    for (const Case& one : cases) {
        const Outcome outcome =
            run_program({"run", small, "--replications", "2", "--out", "run", "--set", one.assignment},
                        {.directory = scratch.path()});
        INFO("--set " << one.assignment << "\n" << outcome.err);
        CHECK(outcome.exit == 2);
        CHECK(outcome.out.empty());
        CHECK(says(outcome.err, one.said));
    }
    CHECK(names_in(scratch.path()).empty());
    // every bad one is named at once
    const Outcome both = run_program({"run", small, "--set", "company.crew.people=x", "--set", "horizon=5"},
                                     {.directory = scratch.path()});
    CHECK(says(both.err, "company.crew.people=x"));
    CHECK(says(both.err, "horizon=5"));
    CHECK(lines_of(both.err).back() == "2 faults");
}

TEST_CASE("check says that a scenario is fine, on standard output", "[app]") {
    const Outcome outcome = run_program({"check", small, BURNCAST_SOURCE_DIR "/tests/app/everything.yaml"});
    CHECK(outcome.exit == 0);
    CHECK(outcome.err.empty());
    REQUIRE(lines_of(outcome.out).size() == 2);
    CHECK(lines_of(outcome.out)[0] == small + ": fine (10 people, 2 policies)");
}

TEST_CASE("every table has a description that fits the screen", "[app]") {
    for (const char* name :
         {"scenario", "budget",     "demand",       "company",           "intensity",      "adoption", "work",
          "agents",   "sessions",   "retries",      "retries.automatic", "retries.manual", "market",   "market.models",
          "tiers",    "peak",       "introductory", "changes",           "market.prices",  "controls", "expect",
          "measures", "mechanisms", "gates",        "policies",          "select"}) {
        const Outcome outcome = run_program({"describe", name});
        INFO(name << "\n" << outcome.err);
        CHECK(outcome.exit == 0);
        CHECK(outcome.err.empty());
        CHECK(lines_of(outcome.out).size() >= 3);
        CHECK(longest_line(outcome.out) <= 100);
    }
    const Outcome all = run_program({"describe"});
    CHECK(all.exit == 0);
    CHECK(says(all.out, "people"));
    CHECK(longest_line(all.out) <= 100);
}

TEST_CASE("describe measures tells every measure that a run reports", "[app]") {
    const Scratch scratch;
    REQUIRE(run_program({"run", small, "--replications", "2", "--quiet", "--out", scratch.path("run").string()}).exit ==
            0);
    const std::string page = run_program({"describe", "measures"}).out;
    const auto summary = json_of(scratch.path("run/summary.json"));
    const auto& measures = summary["policies"]["base"]["measures"];
    CHECK(measures.size() > 15);
    for (const auto& [name, periods] : measures.items()) {
        INFO(name);
        const std::string stem = "\n" + name.substr(0, name.find('.'));
        CHECK((says(page, "\n" + name + " ") || says(page, stem + ".<cause> ") || says(page, stem + ".<purpose> ")));
        for (const auto& [period, numbers] : periods.items())
            for (const char* key : {"unit", "mean", "mean_low", "mean_high", "sd", "p05", "p25", "p50", "p75", "p95"})
                CHECK(numbers.contains(key));
    }
}

TEST_CASE("the JSON Schema is valid JSON and knows the language", "[app]") {
    const Outcome outcome = run_program({"describe", "--json-schema"});
    CHECK(outcome.exit == 0);
    CHECK(outcome.err.empty());
    const auto schema = nlohmann::json::parse(outcome.out);
    CHECK(says(schema["$schema"].get<std::string>(), "json-schema.org"));
    for (const char* key : {"extends", "import", "scenario", "start", "horizon", "currency", "budget", "demand",
                            "company", "sessions", "retries", "market", "controls", "policies", "gates", "expect"}) {
        INFO(key);
        CHECK(schema["properties"].contains(key));
    }
    CHECK(schema["additionalProperties"] == false);
    CHECK(schema["properties"]["gates"]["anyOf"][0]["items"]["type"] == "string");
    CHECK(schema["properties"]["gates"]["anyOf"][0]["items"]["examples"].size() > 2);
    const auto& policy = schema["$defs"]["policies"];
    const auto& swept = policy["properties"]["retries"]["properties"]["manual"]["properties"]["limit"]["anyOf"];
    REQUIRE(swept.size() == 2);  // one value, or a list of them: a grid
    CHECK(swept[1]["items"] == swept[0]);
    for (const char* key : {"from", "for", "controls", "market", "budget", "retries"}) {
        INFO(key);
        CHECK(policy["properties"].contains(key));
    }
    for (const char* key : {"scenario", "start", "gates", "policies", "extends"}) {
        INFO(key);
        CHECK_FALSE(policy["properties"].contains(key));
    }
    // A patch says only what differs, however deep.
    const auto& team = schema["properties"]["company"]["additionalProperties"]["anyOf"][0];
    CHECK(team["properties"].contains("people"));
    CHECK_FALSE(team.contains("required"));
}

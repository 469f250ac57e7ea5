// burncast run: what it prints and writes, the options, the exit codes.
#include <catch2/catch.hpp>
#include <regex>

#include "tests/app/program.hpp"
#include "tests/app/results.hpp"
#include "tests/base/says.hpp"
#include "tests/config/scratch.hpp"

using namespace burncast::test;

namespace {

namespace fs = std::filesystem;

const std::string source = BURNCAST_SOURCE_DIR;
const std::string small = source + "/tests/app/small.yaml";

// `burncast run small.yaml --replications 6 …` in the scratch directory, into its `run`.
Outcome run_small(const Scratch& scratch, std::vector<std::string> more) {
    more.insert(more.begin(), {"run", small, "--replications", "6", "--out", "run"});
    return run_program(std::move(more), {.directory = scratch.path()});
}

}  // namespace

TEST_CASE("the page goes to standard output and nothing else does", "[app]") {
    const Scratch scratch;
    const Outcome outcome = run_small(scratch, {});
    CHECK(outcome.exit == 0);
    CHECK(outcome.err.empty());
    CHECK(outcome.out.starts_with("Ten people: $"));
    for (const char* word :
         {"2026-01", "2026-02", "total", "Where the money goes", "useful", "Files", "summary.json"}) {
        INFO(word);
        CHECK(says(outcome.out, word));
    }
    CHECK_FALSE(says(outcome.out, "\x1B"));  // no colour where nobody looks
    CHECK_FALSE(says(outcome.out, "\r"));
    for (const std::string& line : lines_of(outcome.out)) {
        const auto is_start = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
        INFO(line);
        CHECK(std::count_if(line.begin(), line.end(), is_start) <= 100);
    }
    CHECK(names_in(scratch.path()) == std::set<std::string>{"run"});
    CHECK(names_in(scratch.path("run")) == run_files());
}

TEST_CASE("option --quiet prints nothing and writes the same files", "[app]") {
    const Scratch scratch, loud;
    const Outcome outcome = run_small(scratch, {"--quiet"});
    CHECK(outcome.exit == 0);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.empty());
    REQUIRE(run_small(loud, {}).exit == 0);
    for (const char* file : {"summary.json", "monthly.csv", "replications.csv.gz"})
        CHECK(bytes_of(scratch.path("run") / file) == bytes_of(loud.path("run") / file));
}

TEST_CASE("option --format json prints summary.json, byte for byte", "[app]") {
    const Scratch scratch;
    const Outcome outcome = run_small(scratch, {"--format", "json"});
    CHECK(outcome.exit == 0);
    CHECK(outcome.err.empty());
    CHECK(nlohmann::json::parse(outcome.out) == json_of(scratch.path("run/summary.json")));
    CHECK((outcome.out == bytes_of(scratch.path("run/summary.json"))));
}

TEST_CASE("summary.json has what the interface promises", "[app]") {
    const Scratch scratch;
    REQUIRE(run_program({"compare", small, "--replications", "6", "--quiet", "--seed", "11", "--out",
                         scratch.path("run").string(), "--set", "gates=[\"p95(bill.total) < $1bn\"]", "--set",
                         "expect=[{what: bill.total, observed: $5k, within: $1M, from: X1, kind: predicted}]"})
                .exit == 0);
    const auto summary = json_of(scratch.path("run/summary.json"));
    CHECK(summary["scenario"] == "Ten people");
    CHECK(summary["seed"] == 11);
    CHECK(summary["engine"] == "fast");
    CHECK(summary["replications"] == 6);
    CHECK(summary["people"] == 10);
    REQUIRE(summary["policies"].size() == 3);
    for (const char* name : {"base", "nothing", "fewer-tries"}) {
        const auto& policy = summary["policies"][name];
        CHECK(policy["measures"]["bill"]["total"]["unit"] == "USD");
        for (const char* period : {"2026-01", "2026-02", "2026", "total"})
            CHECK(policy["measures"]["bill"].contains(period));
        CHECK(policy["budget"]["amount"] == 2000);
        for (const char* key : {"p05", "p50", "p95"}) CHECK(policy["budget"]["exhausted_on"].contains(key));
        double shares = 0;
        for (const auto& [cause, numbers] : policy["causes"].items()) shares += numbers["share"].get<double>();
        CHECK(shares == Approx(1));
    }
    CHECK(summary["precision"]["reached"].is_null());  // nothing was asked
    CHECK(summary["precision"]["p95"].is_null());
    CHECK(summary["precision"]["note"].get<std::string>().find("72 replications") != std::string::npos);
    CHECK(summary["differences"].size() == 2);
    for (const char* key : {"mean", "low", "high", "probability_lower"})
        CHECK(summary["differences"]["fewer-tries"]["bill"]["total"].contains(key));
    REQUIRE(summary["gates"].size() == 3);  // a gate holds for every policy that is played
    for (const char* key : {"gate", "policy", "period", "value", "low", "high", "passed", "certain"})
        CHECK(summary["gates"][0].contains(key));
    REQUIRE(summary["expectations"].size() == 1);
    for (const char* key : {"what", "observed", "simulated", "kind", "inside_90", "passed"})
        CHECK(summary["expectations"][0].contains(key));
    CHECK(lines_of(bytes_of(scratch.path("run/monthly.csv"))).front() ==
          "policy,month,measure,group_kind,group,mean,p05,p25,p50,p75,p95,mean_low,mean_high");
    CHECK(lines_of(gunzipped(scratch.path("run/replications.csv.gz"))).front() ==
          "policy,replication,month,measure,value");
    CHECK(replications_of(scratch.path("run"), "fewer-tries", "2026-02", "bill").size() == 6);
}

TEST_CASE("the causes sum to the bill in every replication", "[app]") {
    const Scratch scratch;
    REQUIRE(run_small(scratch, {"--quiet"}).exit == 0);
    const auto bill = replications_of(scratch.path("run"), "base", "total", "bill");
    REQUIRE(bill.size() == 6);
    std::vector<double> sum(6, 0);
    const auto summary = json_of(scratch.path("run/summary.json"));
    for (const auto& [cause, numbers] : summary["policies"]["base"]["causes"].items()) {
        const auto part = replications_of(scratch.path("run"), "base", "total", "bill." + cause);
        REQUIRE(part.size() == 6);
        for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += part[i];
    }
    for (std::size_t i = 0; i < sum.size(); ++i) CHECK(sum[i] == Approx(bill[i]).epsilon(1e-12));
}

TEST_CASE("without a file the quickstart is run", "[app]") {
    const Scratch scratch;
    const std::vector<std::string> few{"--set",          "company.engineering.people=2",
                                       "--set",          "company.everyone_else.people=2",
                                       "--replications", "2",
                                       "--quiet",        "--out"};
    std::vector<std::string> bare{"run"}, named{"run", source + "/scenarios/quickstart.yaml"};
    for (auto* arguments : {&bare, &named}) arguments->insert(arguments->end(), few.begin(), few.end());
    bare.push_back(scratch.path("bare").string());
    named.push_back(scratch.path("named").string());
    const Outcome outcome = run_program(bare, {.directory = source});
    INFO(outcome.err);
    REQUIRE(outcome.exit == 0);
    REQUIRE(run_program(named).exit == 0);
    CHECK(bytes_of(scratch.path("bare/summary.json")) == bytes_of(scratch.path("named/summary.json")));
}

TEST_CASE("the run directory is named for the scenario and what was asked", "[app]") {
    const Scratch scratch;
    const auto directory_of = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"run", small, "--quiet", "--replications", "2"});
        fs::remove_all(scratch.path("runs"));
        REQUIRE(run_program(more, {.directory = scratch.path()}).exit == 0);
        const std::set<std::string> names = names_in(scratch.path("runs"));
        REQUIRE(names.size() == 1);
        return *names.begin();
    };
    const std::string plain = directory_of({});
    CHECK(std::regex_match(plain, std::regex("small-[0-9a-f]{8}")));
    CHECK(directory_of({"--threads", "1"}) == plain);
    CHECK(directory_of({"--engine", "interleaved"}) == plain);
    CHECK(directory_of({"--seed", "1"}) == plain);
    CHECK(directory_of({"--seed", "2"}) != plain);
    CHECK(directory_of({"--policy", "nothing"}) != plain);
    CHECK(directory_of({"--set", "company.crew.people=11"}) != plain);
    CHECK(directory_of({"--engine", "calls"}) != plain);
}

TEST_CASE("the manifest tells the scenario and the run apart by a hash each", "[app]") {
    const auto manifest_of = [](const std::vector<std::string>& more) {
        const Scratch scratch;
        std::vector<std::string> arguments = {"run", small, "--quiet", "--replications", "2"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        REQUIRE(run_program(arguments, {.directory = scratch.path()}).exit == 0);
        const std::set<std::string> names = names_in(scratch.path("runs"));
        REQUIRE(names.size() == 1);
        const auto manifest = json_of(scratch.path("runs") / *names.begin() / "manifest.json");
        CHECK(*names.begin() == "small-" + manifest["run_hash"].get<std::string>().substr(0, 8));
        return manifest;
    };
    const auto plain = manifest_of({});
    const auto reseeded = manifest_of({"--seed", "2"});
    CHECK(reseeded["scenario_hash"] == plain["scenario_hash"]);
    CHECK(reseeded["run_hash"] != plain["run_hash"]);
    const auto changed = manifest_of({"--set", "company.crew.people=11"});
    CHECK(changed["scenario_hash"] != plain["scenario_hash"]);
    CHECK(changed["run_hash"] != plain["run_hash"]);
    const auto alone = manifest_of({"--threads", "1"});
    CHECK(alone["run_hash"] == plain["run_hash"]);
}

TEST_CASE("a table is a part of the scenario, to its last digit", "[app]") {
    const Scratch scratch;
    scratch.write(
        "scenario.yaml",
        "extends: " + small + "\nsessions: {coding_agent: {growth: \"~ empirical(sizes.csv, column: size)\"}}\n");
    const auto names_with = [&](const std::string& table) {
        scratch.write("sizes.csv", table);
        fs::remove_all(scratch.path("runs"));
        REQUIRE(run_program({"run", "scenario.yaml", "--quiet", "--replications", "2"}, {.directory = scratch.path()})
                    .exit == 0);
        return names_in(scratch.path("runs"));
    };
    const std::set<std::string> before = names_with("size\n1000\n2000\n");
    CHECK(names_with("size\n1000\n2001\n") != before);
    CHECK(names_with("size\n1000\n2000\n") == before);

    REQUIRE(before.size() == 1);
    const auto files = json_of(scratch.path("runs") / *before.begin() / "manifest.json")["files"];
    REQUIRE(files.size() == 3);
    CHECK(files[0]["path"] == "scenario.yaml");
    CHECK(files[0]["text"] == bytes_of(scratch.path("scenario.yaml")));
    CHECK(files[1]["path"] == small);
    CHECK(files[2]["path"] == "sizes.csv");
    CHECK_FALSE(files[2].contains("text"));
    for (const auto& file : files) CHECK(std::regex_match(file["hash"].get<std::string>(), std::regex("[0-9a-f]{16}")));
}

TEST_CASE("the seed alone makes the luck", "[app]") {
    const Scratch one, again, two;
    REQUIRE(run_small(one, {"--quiet", "--seed", "7"}).exit == 0);
    REQUIRE(run_small(again, {"--quiet", "--seed", "7"}).exit == 0);
    REQUIRE(run_small(two, {"--quiet", "--seed", "8"}).exit == 0);
    CHECK(bytes_of(one.path("run/replications.csv.gz")) == bytes_of(again.path("run/replications.csv.gz")));
    CHECK(bytes_of(one.path("run/replications.csv.gz")) != bytes_of(two.path("run/replications.csv.gz")));
}

TEST_CASE("more replications begin with the same ones", "[app]") {
    const Scratch scratch;
    for (const char* n : {"3", "9"})
        REQUIRE(run_program({"run", small, "--quiet", "--replications", n, "--out", scratch.path(n).string()}).exit ==
                0);
    const auto few = replications_of(scratch.path("3"), "base", "total", "bill");
    const auto many = replications_of(scratch.path("9"), "base", "total", "bill");
    REQUIRE(many.size() == 9);
    CHECK(std::vector<double>(many.begin(), many.begin() + 3) == few);
}

TEST_CASE("option --policy plays what is named, in that order, and each once", "[app]") {
    const Scratch scratch;
    const auto played = [&](const std::vector<std::string>& policies) {
        std::vector<std::string> arguments{"--quiet"};
        for (const std::string& policy : policies) arguments.insert(arguments.end(), {"--policy", policy});
        REQUIRE(run_small(scratch, arguments).exit == 0);
        return json_of(scratch.path("run/manifest.json"))["policies"].get<std::vector<std::string>>();
    };
    CHECK(played({}) == std::vector<std::string>{"base"});
    CHECK(played({"fewer-tries"}) == std::vector<std::string>{"fewer-tries"});
    CHECK(played({"base", "nothing", "base"}) == std::vector<std::string>{"base", "nothing"});
    CHECK(played({"nothing", "fewer-tries"}) == std::vector<std::string>{"nothing", "fewer-tries"});
    // What the others are compared with comes first.
    CHECK(played({"nothing", "base", "fewer-tries"}) == std::vector<std::string>{"base", "nothing", "fewer-tries"});
}

TEST_CASE("the order of --policy changes no answer, and without base there is nothing to compare with", "[app]") {
    const Scratch scratch;
    const auto play = [&](const std::vector<std::string>& policies) {
        std::vector<std::string> arguments{
            "--set", "expect=[{what: bill.total, observed: $1, within: 1%, from: X, kind: predicted}]"};
        for (const std::string& policy : policies) arguments.insert(arguments.end(), {"--policy", policy});
        const Outcome outcome = run_small(scratch, arguments);
        return std::pair(outcome, json_of(scratch.path("run/summary.json")));
    };
    const auto [forth, one] = play({"base", "fewer-tries"});
    const auto [back, two] = play({"fewer-tries", "base"});
    CHECK(forth.exit == 1);
    CHECK(back.exit == 1);
    CHECK(one == two);
    CHECK(one["compared_with"] == "base");
    CHECK(one["differences"].contains("fewer-tries"));
    CHECK(one["expectations"].size() == 1);

    const auto [without, three] = play({"fewer-tries", "nothing"});
    CHECK(without.exit == 0);
    CHECK(says(without.out, "Base, the scenario without a policy, was not played"));
    CHECK_FALSE(says(without.out, "bill changes by"));
    CHECK(three["compared_with"].is_null());
    CHECK(three["differences"].empty());
    CHECK(three["expectations"].empty());
}

TEST_CASE("option --set changes what the file says, and says so in the manifest", "[app]") {
    const Scratch scratch;
    REQUIRE(run_small(scratch, {"--quiet", "--set", "company.crew.people=3", "--set", "market.models.m.input=$1/Mtok",
                                "--set", "scenario=Three people"})
                .exit == 0);
    const auto summary = json_of(scratch.path("run/summary.json"));
    CHECK(summary["people"] == 3);
    CHECK(summary["scenario"] == "Three people");
    CHECK(says(bytes_of(scratch.path("run/manifest.json")), "company.crew.people=3"));
}

TEST_CASE("a broken gate or expectation is exit code 1, and the run is written", "[app]") {
    const Scratch scratch;
    const auto code = [&](const std::string& assignment) {
        const Outcome outcome = run_small(scratch, {"--set", assignment});
        CHECK(outcome.err.empty());
        CHECK(names_in(scratch.path("run")) == run_files());
        return outcome.exit;
    };
    CHECK(code("gates=[\"p95(bill.total) < $5\"]") == 1);
    CHECK(code("gates=[\"p95(bill.total) > $5\"]") == 0);
    CHECK(code("gates=[\"p95(bill.total) > $5\", \"P(budget exhausted) < 1%\"]") == 1);
    CHECK(code("expect=[{what: bill.total, observed: $5, within: 10%, from: X1, kind: predicted}]") == 1);
    CHECK(code("expect=[{what: bill.total, observed: $5k, within: $1M, from: X1, kind: calibrated}]") == 0);
    CHECK_FALSE(json_of(scratch.path("run/summary.json"))["expectations"].empty());
}

TEST_CASE("option --precision goes on until it is reached, or says that it stopped short", "[app]") {
    const Scratch scratch;
    REQUIRE(run_program({"run", small, "--quiet", "--precision", "10%", "--out", scratch.path("far").string()}).exit ==
            0);
    const auto far = json_of(scratch.path("far/summary.json"));
    CHECK(far["precision"]["asked"] == 0.1);
    CHECK(far["precision"]["reached"] == true);
    CHECK(far["precision"]["mean"].get<double>() <= 0.1);
    CHECK(far["precision"]["p95"].get<double>() <= 0.1);
    CHECK(far["replications"].get<int>() >= 100);
    const Outcome outcome = run_program(
        {"run", small, "--precision", "0.1%", "--max-replications", "40", "--out", scratch.path("near").string()});
    CHECK(outcome.exit == 0);
    const auto near = json_of(scratch.path("near/summary.json"));
    CHECK(near["replications"] == 40);
    CHECK(near["precision"]["reached"] == false);
    CHECK(says(outcome.out, "0.1%"));
}

TEST_CASE("what --dump prints is the same scenario", "[app]") {
    const fs::path tests = fs::path(source) / "tests" / "app";
    for (const char* name : {"small.yaml", "everything.yaml", "company_cap.yaml", "small_quickstart.yaml"}) {
        INFO(name);
        const Scratch scratch;
        fs::copy(tests / "sizes.csv", scratch.path("sizes.csv"));
        const Outcome dump = run_program({"run", (tests / name).string(), "--dump"});
        REQUIRE(dump.exit == 0);
        CHECK(dump.err.empty());
        scratch.write("dump.yaml", dump.out);
        const Outcome played = run_program({"compare", scratch.path("dump.yaml").string(), "--quiet", "--replications",
                                            "2", "--out", scratch.path("a").string()});
        INFO(played.err);
        REQUIRE(played.exit <= 1);
        REQUIRE(run_program({"compare", (tests / name).string(), "--quiet", "--replications", "2", "--out",
                             scratch.path("b").string()})
                    .exit == played.exit);
        CHECK(bytes_of(scratch.path("a/summary.json")) == bytes_of(scratch.path("b/summary.json")));
        CHECK(bytes_of(scratch.path("a/replications.csv.gz")) == bytes_of(scratch.path("b/replications.csv.gz")));
    }
    const Scratch scratch;
    CHECK(run_program({"run", small, "--dump"}, {.directory = scratch.path()}).exit == 0);
    CHECK(names_in(scratch.path()).empty());  // and nothing is written
}

TEST_CASE("a company of nobody, without work or at no price has a bill of nothing", "[app]") {
    const Scratch scratch;
    for (const std::vector<std::string>& change :
         {std::vector<std::string>{"--set", "company.crew.people=0"},
          {"--set", "company.crew.work=off"},
          {"--set", "company.crew.work.coding.rate=0/day"},
          {"--set", "market.models.m={input: $0/Mtok, output: $0/Mtok, cache_read: $0/Mtok, cache_write: $0/Mtok}"}}) {
        INFO(change[1]);
        const Outcome outcome = run_small(scratch, change);
        CHECK(outcome.exit == 0);
        CHECK(outcome.err.empty());
        CHECK_FALSE(says(outcome.out, "nan"));
        CHECK_FALSE(says(outcome.out, "inf"));
        const auto summary = json_of(scratch.path("run/summary.json"));
        CHECK(summary["policies"]["base"]["measures"]["bill"]["total"]["mean"] == 0);
        CHECK(summary["policies"]["base"]["measures"]["waste_share"]["total"]["mean"].is_null());
        CHECK_FALSE(says(bytes_of(scratch.path("run/monthly.csv")), "nan"));
    }
}

TEST_CASE("the bill stays a bill at the edges of what may be asked", "[app]") {
    const Scratch scratch;
    const std::vector<std::vector<std::string>> edges{
        {"retries.automatic.error_rate=95%", "retries.automatic.tries=100", "company.crew.people=1", "horizon=1 day"},
        {"retries.automatic.error_rate=95%", "retries.automatic.tries=100", "retries.automatic.layers=5",
         "company.crew.people=1", "horizon=1 day"},
        {"sessions.coding_agent.context_limit=1 tok", "sessions.coding_agent.first_context=1 tok"},
        {"sessions.coding_agent.calls=1000000", "sessions.coding_agent.call_limit=100000000", "company.crew.people=1"},
        {"company.crew.intensity.spread=2", "demand.day_spread=2", "horizon=2 days"},
        {"market.models.m.cache_read=$1000000000000/Mtok"},
        {"start=2199-12-31"},
        {"start=2024-01-31", "horizon=1 month"},
        {"horizon=1 day"},
    };
    for (const std::vector<std::string>& edge : edges)
        for (const char* engine : {"fast", "calls"}) {
            std::vector<std::string> arguments{"--quiet", "--replications", "3", "--engine", engine};
            std::string typed = engine;
            for (const std::string& assignment : edge) {
                arguments.insert(arguments.end(), {"--set", assignment});
                typed += " " + assignment;
            }
            arguments.insert(arguments.begin(), {"run", small, "--out", "run"});
            const Outcome outcome = run_program(arguments, {.directory = scratch.path()});
            INFO(typed << "\n" << outcome.err);
            REQUIRE(outcome.exit == 0);
            const auto calls = replications_of(scratch.path("run"), "base", "total", "calls");
            const auto tokens = replications_of(scratch.path("run"), "base", "total", "tokens");
            const auto bill = replications_of(scratch.path("run"), "base", "total", "bill");
            REQUIRE(bill.size() == 3);
            for (std::size_t i = 0; i < bill.size(); ++i) {
                CHECK(bill[i] >= 0);
                CHECK(tokens[i] >= 0);
                CHECK(tokens[i] <= calls[i] * 1e6);  // no call holds more than its context and some output
            }
        }
}

TEST_CASE("a fault of the machine is exit code 3", "[app]") {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    WARN("sanitizers need more memory than this test leaves");
#else
    const Scratch scratch;
    const Outcome outcome = run_program(
        {"run", small, "--set", "company.crew.people=9000000", "--replications", "1", "--threads", "1", "--out", "run"},
        {.directory = scratch.path(), .memory_mb = 300});
    INFO(outcome.err);
    CHECK(outcome.exit == 3);
    CHECK(outcome.out.empty());
    CHECK_FALSE(outcome.err.empty());
    CHECK(names_in(scratch.path()).empty());
#endif
}

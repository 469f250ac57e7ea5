// burncast compare --select: the best policy, and only as many lives as that takes.
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/app/program.hpp"
#include "tests/app/results.hpp"
#include "tests/base/says.hpp"
#include "tests/config/scratch.hpp"

using namespace burncast::test;

namespace {

const std::string small = BURNCAST_SOURCE_DIR "/tests/app/small.yaml";

// Four policies beside base: one like it, two that differ in luck alone, as work of another name is drawn anew, and one
// that nobody would take.
std::string many(const Scratch& scratch) {
    scratch.write("many.yaml", "extends: " + small + R"(
policies:
  other-luck:
    retries: {manual: {limit: 1}}
    company: {crew: {work: {coding: off, same: {rate: 2/day, session: coding_agent, model: m}}}}
  dear: {market: {prices: [{on: 2026-01-01, change: +100%}]}}
)");
    return scratch.path("many.yaml").string();
}

Outcome selected(const Scratch& scratch, std::vector<std::string> more) {
    more.insert(more.begin(), {"compare", many(scratch), "--out", scratch.path("run").string()});
    return run_program(std::move(more));
}

}  // namespace

TEST_CASE("a selection names the best, plays the others no further, and writes what each was played", "[app]") {
    const Scratch scratch;
    const Outcome outcome = selected(scratch, {"--select", "min(bill)", "--indifference", "$20"});
    INFO(outcome.err);
    REQUIRE(outcome.exit == 0);
    CHECK(says(outcome.out, "Which policy: min(bill)\n"));
    CHECK(names_in(scratch.path("run")) == run_files());
    const auto summary = json_of(scratch.path("run/summary.json"));
    const auto& found = summary["selection"];
    CHECK(found["select"] == "min(bill)");
    CHECK(found["unit"] == "USD");
    CHECK(found["indifference"] == 20);
    CHECK(found["confidence"] == 0.95);
    CHECK(found["tolerance"].is_null());
    const std::string chosen = found["chosen"];
    CHECK((chosen == "fewer-tries" || chosen == "other-luck"));
    CHECK(says(outcome.out, chosen + ", with a mean of $"));
    CHECK(found["decided"] == true);
    CHECK(found["first_look"] == 10);
    CHECK(found["first_stage"] == 20);
    CHECK(found["policies"][chosen]["fate"] == "chosen");
    CHECK(found["policies"]["dear"]["fate"] == "worse");
    CHECK(found["policies"]["dear"]["decided_after"] == 10);
    CHECK(found["policies"]["dear"]["worse_by"].get<double>() > 100);
    std::size_t lives = 0, fewest = 1'000'000, most = 0;
    for (const auto& [policy, entry] : found["policies"].items()) {
        INFO(policy);
        const auto played = entry["replications"].get<std::size_t>();
        CHECK(replications_of(scratch.path("run"), policy, "total", "bill").size() == played);
        lives += played;
        fewest = std::min(fewest, played);
        most = std::max(most, played);
    }
    CHECK(found["lives"] == lives);
    CHECK(fewest == 10);
    CHECK(most > 20);                          // two of them took longer
    CHECK(summary["replications"] == fewest);  // what all of them have
    CHECK(json_of(scratch.path("run/manifest.json"))["replications"] == most);
    CHECK(summary["differences"].size() == 4);
}

TEST_CASE("a selection is the same on any number of threads", "[app]") {
    const Scratch one, four;
    const std::vector<std::string> asked = {"--select", "min(bill)", "--indifference", "$20", "--quiet", "--threads"};
    for (const auto& [scratch, threads] : {std::pair(&one, "1"), std::pair(&four, "4")}) {
        std::vector<std::string> more = asked;
        more.emplace_back(threads);
        REQUIRE(selected(*scratch, more).exit == 0);
    }
    for (const char* file : {"summary.json", "monthly.csv", "replications.csv.gz"})
        CHECK((bytes_of(one.path("run") / file) == bytes_of(four.path("run") / file)));
}

TEST_CASE("under a condition the cheapest that keeps it is chosen, or none", "[app]") {
    const Scratch scratch;
    const auto chosen = [&](const std::string& select) {
        REQUIRE(selected(scratch, {"--select", select, "--indifference", "$20", "--quiet"}).exit == 0);
        return json_of(scratch.path("run/summary.json"))["selection"];
    };
    // Fewer tries are fewer results.
    const auto kept = chosen("min(bill) subject to accepted_tasks >= 97% of base");
    CHECK(kept["chosen"] != "fewer-tries");
    CHECK(kept["policies"]["fewer-tries"]["fate"] == "condition broken");
    CHECK(kept["policies"]["fewer-tries"]["slack"].get<double>() < 0);
    CHECK(kept["tolerance"].get<double>() > 0);
    CHECK(kept["policies"]["nothing"]["fate"] == "tied");
    const auto none = chosen("min(bill) subject to bill <= $1");
    CHECK(none["chosen"].is_null());
    CHECK(none["decided"] == true);
}

TEST_CASE("short of a decision the best so far is told, and that nothing is promised", "[app]") {
    const Scratch scratch;
    const Outcome outcome =
        selected(scratch, {"--select", "min(bill)", "--indifference", "$0.01", "--max-replications", "30"});
    CHECK(outcome.exit == 0);
    CHECK(says(outcome.out, "Not decided: 30 replications of each"));
    CHECK(says(outcome.out, "nothing is guaranteed"));
    const auto found = json_of(scratch.path("run/summary.json"))["selection"];
    CHECK(found["decided"] == false);
    CHECK_FALSE(found["chosen"].is_null());
}

TEST_CASE("a selection that is interrupted keeps what was played", "[app]") {
    const Scratch scratch;
    Program program(
        {"compare", many(scratch), "--select", "min(bill)", "--indifference", "$0.0001", "--max-replications",
         "1000000", "--policy", "fewer-tries", "--policy", "other-luck", "--out", "run"},
        {.directory = scratch.path()});
    REQUIRE(program.running(std::chrono::milliseconds(1500)));
    program.send(SIGINT);
    const Outcome outcome = program.wait();
    CHECK(outcome.exit == 130);
    CHECK(says(outcome.out, "Not decided: it was interrupted"));
    const auto summary = json_of(scratch.path("run/summary.json"));
    CHECK(summary["interrupted"] == true);
    CHECK(summary["selection"]["decided"] == false);
    CHECK(replications_of(scratch.path("run"), "other-luck", "total", "bill").size() ==
          summary["selection"]["policies"]["other-luck"]["replications"].get<std::size_t>());
}

TEST_CASE("what is wrong with a selection is told at once, by option", "[app]") {
    const Scratch scratch;
    const Outcome wrong = selected(scratch, {"--select", "min(bil)", "--confidence", "120%", "--policy", "fewer"});
    CHECK(wrong.exit == 2);
    for (const char* part : {"--select min(bil): there is no measure", "did you mean bill?",
                             "--confidence 120%: ", "--policy fewer: is not a policy of this scenario"})
        CHECK(says(wrong.err, part));
    CHECK(selected(scratch, {"--select", "", "--indifference", "$5"}).exit == 2);  // as from a variable that is not set
    const Outcome missing = selected(scratch, {"--select", "min(bill)"});
    CHECK(missing.exit == 2);
    CHECK(says(missing.err, "--indifference: is missing"));
    CHECK(selected(scratch, {"--indifference", "$5"}).exit == 2);
    CHECK(selected(scratch, {"--select", "min(bill)", "--indifference", "$5", "--replications", "9"}).exit == 2);
    const Outcome alone = run_program({"compare", small, "--set", "policies.nothing=off", "--set",
                                       "policies.fewer-tries=off", "--select", "min(bill)", "--indifference", "$5"},
                                      {.directory = scratch.path()});
    CHECK(alone.exit == 2);
    CHECK(says(alone.err, "--select: is among policies, and the scenario has none beside base"));
    CHECK(run_program({"run", small, "--select", "min(bill)"}).exit == 2);
    CHECK(names_in(scratch.path()) == std::set<std::string>{"many.yaml"});
}

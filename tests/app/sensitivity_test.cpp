// burncast sensitivity: what the command asks, writes and refuses.
#include <catch2/catch.hpp>

#include "tests/app/program.hpp"
#include "tests/app/results.hpp"
#include "tests/base/says.hpp"
#include "tests/config/scratch.hpp"

using namespace burncast::test;

namespace {

// A company whose bill is in proportion to a price that is not known, beside an input that nothing feels.
void write_company(const Scratch& scratch) {
    scratch.write("x.yaml", "extends: " BURNCAST_SOURCE_DIR R"(/tests/app/small.yaml
company: {crew: {intensity: {spread: 0}, work: {coding: {rate: 1/day}}}}
demand: {day_spread: 0}
market:
  models: {m: {output: $5/Mtok to $45/Mtok}}
sessions: {chat: {calls: 2 to 4}}
policies:
  dearer: {market: {prices: [{on: 2026-02-01, change: +20%}]}}
)");
}

nlohmann::json studied(const Scratch& scratch, std::vector<std::string> more) {
    write_company(scratch);
    std::vector<std::string> arguments = {"sensitivity", "x.yaml", "--quiet", "--points", "40", "--out", "run"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Outcome outcome = run_program(arguments, {.directory = scratch.path()});
    INFO(outcome.err);
    REQUIRE(outcome.exit == 0);
    return json_of(scratch.path("run/sensitivity.json"));
}

}  // namespace

TEST_CASE("the input that moves the bill is told from one that nothing feels and from luck", "[app]") {
    const Scratch scratch;
    const auto study = studied(scratch, {});
    REQUIRE(study["inputs"].size() == 2);
    const auto& price =
        study["inputs"][0]["input"] == "market.models.m.output" ? study["inputs"][0] : study["inputs"][1];
    const auto& idle =
        study["inputs"][0]["input"] == "market.models.m.output" ? study["inputs"][1] : study["inputs"][0];
    CHECK(price["interval"] == "$5/Mtok to $45/Mtok");
    CHECK(price["first_order"]["value"] > 0.4);
    CHECK(price["total"]["low"] > 0.2);
    CHECK(price["tornado"]["low"]["high"] < 0);
    CHECK(price["tornado"]["high"]["low"] > 0);
    CHECK(idle["input"] == "sessions.chat.calls");
    CHECK(idle["total"]["value"] == 0);
    CHECK(idle["tornado"]["high"]["value"] == 0);
    CHECK(study["luck"]["total"]["value"] > 0);
    CHECK(study["decision"]["best"] != "dearer");
    CHECK(study["decision"]["valued"] == false);
    CHECK(study["lives"] == 40 * 5 + 10 * 5 + 40 * study["decision"]["net_benefit"].size());

    CHECK(names_in(scratch.path("run")) ==
          std::set<std::string>{"manifest.json", "sensitivity.json", "sensitivity.csv", "lives.csv.gz"});
    const std::vector<std::string> lives = lines_of(gunzipped(scratch.path("run/lives.csv.gz")));
    CHECK(lives.size() == study["lives"].get<std::size_t>() + 1);
    CHECK(says(lives[0], "method,row,point,policy,replication,answer,"));
    CHECK(lines_of(bytes_of(scratch.path("run/sensitivity.csv")))[0] == "subject,method,quantity,unit,value,low,high");
    CHECK(json_of(scratch.path("run/manifest.json"))["replications"] == study["lives"]);
}

TEST_CASE("people's own time is counted for every policy or for none", "[app]") {
    const Scratch scratch;
    const std::vector<std::string> valued = {"--set", "value={}", "--set", "company.crew.salary=$5k/month"};
    const auto counted = [&](std::vector<std::string> more) {
        more.insert(more.end(), valued.begin(), valued.end());
        return studied(scratch, more)["decision"]["time_counted"];
    };
    CHECK(counted({"--set", "company.crew.skill={level: 50%}"}) == true);
    CHECK(counted({"--set", "policies.learned.company.crew.skill={level: 50%}"}) == false);
}

TEST_CASE("a study is the same on any number of threads", "[app]") {
    const Scratch scratch;
    (void)studied(scratch, {"--threads", "1"});
    const std::string one = bytes_of(scratch.path("run/sensitivity.json"));
    (void)studied(scratch, {"--threads", "2"});
    CHECK(bytes_of(scratch.path("run/sensitivity.json")) == one);
}

TEST_CASE("one method, another policy and another answer can be asked for", "[app]") {
    const Scratch scratch;
    const auto study =
        studied(scratch, {"--method", "morris", "--policy", "dearer", "--measure", "tokens.loop.total / tokens.total"});
    CHECK(study["policy"] == "dearer");
    CHECK(study["unit"] == "ratio");
    CHECK(study["luck"]["total"].is_null());
    CHECK(study["decision"].is_null());
    CHECK(study["inputs"][0]["morris"]["mu_star"]["value"] == 0);  // a price changes no share of tokens
    CHECK(study["lives"] == 10 * 3);
}

TEST_CASE("what cannot be studied is refused before anything is played", "[app]") {
    const Scratch scratch;
    write_company(scratch);
    const auto refused = [&](std::vector<std::string> arguments, const std::string& why) {
        arguments.insert(arguments.begin(), "sensitivity");
        arguments.insert(arguments.end(), {"--points", "100000", "--out", "run"});
        const Outcome outcome =
            run_program(arguments, {.directory = scratch.path(), .patience = std::chrono::seconds(30)});
        INFO(outcome.err);
        CHECK(outcome.exit == 2);
        CHECK(outcome.out.empty());
        CHECK(says(outcome.err, why));
    };
    refused({BURNCAST_SOURCE_DIR "/tests/app/small.yaml"}, "has no uncertain input");
    refused({"x.yaml", "--measure", "bil.total"}, "there is no measure “bil”");
    refused({"x.yaml", "--measure", "bill.month"}, "is not one number a life");
    refused({"x.yaml", "--measure", "bill.2031-01"}, "lies outside the run");
    refused({"x.yaml", "--measure", "budget_exhausted_on.total"}, "is a date, which may be never");
    refused({"x.yaml", "--policy", "dear"}, "did you mean dearer?");
    refused({"x.yaml", "--method", "moris"}, "moris is not known (one of all, information, morris, sobol, tornado)");
    CHECK(names_in(scratch.path()) == std::set<std::string>{"x.yaml"});
}

TEST_CASE("a study that is interrupted keeps whole rows", "[app]") {
    const Scratch scratch;
    write_company(scratch);
    Program program({"sensitivity", "x.yaml", "--quiet", "--method", "sobol", "--points", "100000", "--out", "run"},
                    {.directory = scratch.path()});
    REQUIRE(program.running(std::chrono::milliseconds(2000)));
    program.send(SIGINT);
    const Outcome outcome = program.wait();
    INFO(outcome.err);
    CHECK(outcome.exit == 130);
    CHECK(says(outcome.err, " lives were finished and kept"));
    const auto study = json_of(scratch.path("run/sensitivity.json"));
    CHECK(study["interrupted"] == true);
    CHECK(study["lives"] == study["rows"].get<std::size_t>() * 5);
}

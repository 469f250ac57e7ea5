// burncast sweep: any measure against any input, on the same luck.
#include <catch2/catch.hpp>

#include "tests/app/program.hpp"
#include "tests/app/results.hpp"
#include "tests/config/scratch.hpp"

using namespace burncast::test;

namespace {

const std::string company = BURNCAST_SOURCE_DIR "/tests/app/small.yaml";

nlohmann::json swept(const Scratch& scratch, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"sweep", company, "--quiet", "--out", "run"});
    const Outcome outcome = run_program(std::move(arguments), {.directory = scratch.path()});
    INFO(outcome.err);
    REQUIRE(outcome.exit == 0);
    return json_of(scratch.path("run/sweep.json"));
}

// The rows of one measure, in order.
std::vector<nlohmann::json> rows_of(const nlohmann::json& sweep, const std::string& measure) {
    std::vector<nlohmann::json> rows;
    for (const nlohmann::json& row : sweep["rows"])
        if (row["measure"] == measure) rows.push_back(row);
    return rows;
}

}  // namespace

TEST_CASE("prices that nobody answers move the bill alone, and come back as no use", "[app]") {
    const Scratch scratch;
    const auto sweep = swept(scratch, {"--vary", "market.price=-50%, +20%", "--replications", "10"});
    CHECK(sweep["study"] == "sweep");
    CHECK(sweep["replications"] == 10);
    const auto tokens = rows_of(sweep, "tokens.total");
    REQUIRE(tokens.size() == 4);  // as it is, -50%, 0%, +20%
    for (const auto& row : tokens) CHECK(row["mean"] == tokens[0]["mean"]);
    const auto bill = rows_of(sweep, "bill.total");
    CHECK(bill[2]["difference"] == 0);
    CHECK(bill[1]["difference"] < 0);
    const auto rebounds = rows_of(sweep, "rebound");
    REQUIRE(rebounds.size() == 2);
    for (const auto& row : rebounds)
        CHECK(std::abs(row["mean"].get<double>()) < 0.02);  // the first day is no average one
    CHECK(sweep["facts"].empty());
    CHECK(json_of(scratch.path("run/manifest.json"))["replications"] == 10);
    CHECK(bytes_of(scratch.path("run/sweep.csv")).starts_with("market.price,measure,unit,mean,"));
}

TEST_CASE("a sweep is the runs of its values, whatever the threads", "[app]") {
    const Scratch scratch;
    const auto sweep = swept(scratch, {"--vary", "company.crew.people=2..6", "--steps", "3", "--measure", "calls.total",
                                       "--replications", "6", "--threads", "3"});
    const auto calls = rows_of(sweep, "calls.total");
    REQUIRE(calls.size() == 4);
    CHECK(calls[1]["company.crew.people"] == "2");
    CHECK(calls[3]["company.crew.people"] == "6");
    const Outcome alone = run_program({"run", company, "--set", "company.crew.people=4", "--replications", "6",
                                       "--format", "json", "--out", "alone", "--seed", "1"},
                                      {.directory = scratch.path()});
    const auto summary = nlohmann::json::parse(alone.out);
    CHECK(calls[2]["mean"] == summary["policies"]["base"]["measures"]["calls"]["total"]["mean"]);
}

TEST_CASE("a point that cannot tell what is asked is named before anything is played", "[app]") {
    const Scratch scratch;
    const Outcome outcome = run_program({"sweep", company, "--vary", "horizon=2 months, 1 month", "--measure",
                                         "bill.2026-02", "--measure", "calls.total", "--out", "run"},
                                        {.directory = scratch.path()});
    CHECK(outcome.exit == 2);
    CHECK(outcome.err.find("--measure bill.2026-02: at horizon=1 month: “2026-02” lies outside the run") !=
          std::string::npos);
    CHECK_FALSE(std::filesystem::exists(scratch.path("run")));
}

TEST_CASE("all that is wrong with a sweep is told at once, and nothing is written", "[app]") {
    const Scratch scratch;
    const Outcome outcome =
        run_program({"sweep", company, "--vary", "a=1..1", "--vary", "market.price=-150%", "--out", "run"},
                    {.directory = scratch.path()});
    CHECK(outcome.exit == 2);
    CHECK(outcome.err.find("--vary a=1..1: both ends are the same") != std::string::npos);
    CHECK(outcome.err.find("--vary market.price=-150%: ") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(scratch.path("run")));
    const Outcome unknown = run_program({"sweep", company, "--vary", "company.crew.poeple=1, 2", "--out", "run"},
                                        {.directory = scratch.path()});
    CHECK(unknown.exit == 2);
    CHECK(unknown.err.find("--vary company.crew.poeple=1") != std::string::npos);
    CHECK(unknown.err.find("did you mean people?") != std::string::npos);
    const Outcome none = run_program({"sweep", company}, {.directory = scratch.path()});
    CHECK(none.exit == 2);
    CHECK(none.err.find("--vary") != std::string::npos);
}

TEST_CASE("a sweep of a team that nobody gives work says so, once", "[app]") {
    const Scratch scratch;
    const auto sweep = swept(scratch, {"--vary", "company.crwe.people=1,2", "--replications", "2"});
    REQUIRE(sweep["notes"].size() == 1);
    CHECK(sweep["notes"][0]["path"] == "company.crwe.people");
}

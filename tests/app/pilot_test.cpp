// burncast pilot: what comparing teams would show, beside what is true.
#include <catch2/catch.hpp>
#include <cmath>
#include <optional>

#include "tests/app/program.hpp"
#include "tests/app/results.hpp"
#include "tests/config/scratch.hpp"

using namespace burncast::test;

namespace {

// Eight teams in 8 weeks; nothing passes between them.
const std::string company =
    "scenario: Eight teams\nstart: 2026-01-05\nhorizon: 8 weeks\n"
    "market: {models: {m: {input: $1/Mtok, output: $4/Mtok}, n: {input: $2/Mtok, output: $8/Mtok}}}\n"
    "company:\n  crew: {people: 3, teams: 8, work: {q: {rate: 6/day, session: chat, model: m}}}\n"
    "policies:\n"
    "  dear:    {share: 50%, from: 2026-02-02, company: {crew: {work: {q: {model: n}}}}}\n"
    "  nothing: {share: 50%, from: 2026-02-02, company: {crew: {work: {q: {model: m}}}}}\n"
    "  named:   {for: [crew-1, crew-3, crew-5], from: 2026-02-02, company: {crew-1: &n {work: {q: {model: n}}}, "
    "crew-3: *n, crew-5: *n}}\n"
    "  some:    {for: [crew-1, crew-3, crew-5], from: 2026-02-02, company: {crew-1: {work: {q: {model: n}}}}}\n"
    "  whole:   {from: 2026-02-02, company: {crew: {work: {q: {model: n}}}}}\n"
    "  always:  {share: 50%, company: {crew: {work: {q: {model: n}}}}}\n"
    "  one:     {for: crew-2, from: 2026-02-02, company: {crew-2: {work: {q: {model: n}}}}}\n";

Outcome piloted(const Scratch& scratch, std::vector<std::string> arguments) {
    scratch.write("eight.yaml", company);
    arguments.insert(arguments.begin(), {"pilot", "eight.yaml"});
    arguments.insert(arguments.end(), {"--replications", "12", "--out", "run"});
    return run_program(std::move(arguments), {.directory = scratch.path()});
}

// Over so many weeks, or over whichever stand first.
nlohmann::json row_of(const nlohmann::json& pilot, const std::string& measure, const std::string& number,
                      std::optional<int> weeks = std::nullopt) {
    for (const nlohmann::json& row : pilot["rows"])
        if (row["measure"] == measure && row["number"] == number && (!weeks || row["weeks"] == *weeks)) return row;
    FAIL("no " << number << " of " << measure);
    return {};
}

}  // namespace

TEST_CASE("a model at twice the price: the truth is +100%, nothing spills over, and the pilot sees it", "[app]") {
    const Scratch scratch;
    const Outcome outcome = piloted(scratch, {"dear", "--quiet"});
    INFO(outcome.err);
    REQUIRE(outcome.exit == 0);
    const nlohmann::json pilot = json_of(scratch.path("run/pilot.json"));
    CHECK(pilot["study"] == "pilot");
    CHECK(pilot["facts"]["teams"] == 8);
    CHECK(pilot["facts"]["treated"] == 4);
    CHECK(pilot["facts"]["weeks_before"] == 4);
    CHECK(pilot["facts"]["weeks_after"] == 4);
    CHECK(row_of(pilot, "bill", "truth")["value"].get<double>() == Approx(1).epsilon(0.02));
    CHECK(row_of(pilot, "bill", "spill_over")["value"] == 0);
    CHECK(row_of(pilot, "bill", "bias")["low"] < 0);
    CHECK(row_of(pilot, "bill", "bias")["high"] > 0);
    CHECK(bytes_of(scratch.path("run/pilot.csv")).starts_with("measure,number,weeks,value,low,high"));
}

TEST_CASE("of a pilot with named teams the truth is what it would do in all of them", "[app]") {
    const Scratch scratch;
    const Outcome outcome = piloted(scratch, {"named", "--quiet"});
    INFO(outcome.err);
    REQUIRE(outcome.exit == 0);
    const nlohmann::json pilot = json_of(scratch.path("run/pilot.json"));
    CHECK(pilot["facts"]["treated"] == 3);
    CHECK(row_of(pilot, "bill", "truth")["value"].get<double>() == Approx(1).epsilon(0.02));
}

TEST_CASE("a pilot of nothing has an effect of exactly nothing, whatever the threads", "[app]") {
    const Scratch scratch;
    const Outcome one = piloted(scratch, {"nothing", "--format", "json", "--threads", "1"});
    INFO(one.err);
    REQUIRE(one.exit == 0);
    const Outcome three = piloted(scratch, {"nothing", "--format", "json", "--threads", "3"});
    INFO(three.err);
    CHECK(one.out == three.out);
    const nlohmann::json pilot = nlohmann::json::parse(one.out);
    for (const char* number : {"truth", "direct", "spill_over"}) {
        CHECK(row_of(pilot, "bill", number)["value"] == 0);
        CHECK(row_of(pilot, "bill", number)["low"] == 0);
    }
}

TEST_CASE("who stays on a board from which others are taken races harder, and the pilot overstates", "[app]") {
    const Scratch scratch;
    scratch.write("board.yaml",
                  "scenario: A board\nstart: 2026-01-05\nhorizon: 10 weeks\n"
                  "market: {models: {m: {input: $1/Mtok, output: $4/Mtok}}}\n"
                  "company:\n  crew: {people: 4, teams: 8, work: {q: {rate: 6/day, session: chat, model: m}}}\n"
                  "incentives: {board: {kind: leaderboard, metric: tokens, refresh: weekly, prize: 0.5}}\n"
                  "policies: {off: {share: 50%, from: 2026-02-02, incentives: {board: off}}}\n");
    const Outcome outcome =
        run_program({"pilot", "board.yaml", "--replications", "24", "--out", "run"}, {.directory = scratch.path()});
    INFO(outcome.err);
    REQUIRE(outcome.exit == 0);
    const nlohmann::json pilot = json_of(scratch.path("run/pilot.json"));
    CHECK(row_of(pilot, "bill", "truth")["high"] < 0);
    CHECK(row_of(pilot, "bill", "spill_over")["low"] > 0);
    CHECK(row_of(pilot, "bill", "bias")["high"] < 0);
    CHECK(outcome.out.find("overstates it: teams without") != std::string::npos);
}

TEST_CASE("as many teams as the plan asks for find a tenth as often as it promises", "[app][slow]") {
    const Scratch scratch;
    scratch.write("ten.yaml",
                  "scenario: A tenth\nstart: 2026-01-05\nhorizon: 12 weeks\n"
                  "market: {models: {m: {input: $1/Mtok, output: $4/Mtok}, n: {input: $1.1/Mtok, output: $4.4/Mtok}}}\n"
                  "company:\n"
                  "  crew: {people: 10, teams: 17, intensity: {spread: 0.3},\n"
                  "         work: {q: {rate: 6/day, session: chat, model: m}}}\n"
                  "policies: {dear: {share: 50%, from: 2026-02-16, company: {crew: {work: {q: {model: n}}}}}}\n");
    const std::size_t lives = 400;
    const Outcome outcome =
        run_program({"pilot", "ten.yaml", "--quiet", "--replications", std::to_string(lives), "--out", "run"},
                    {.directory = scratch.path()});
    INFO(outcome.err);
    REQUIRE(outcome.exit == 0);
    const nlohmann::json pilot = json_of(scratch.path("run/pilot.json"));
    CHECK(row_of(pilot, "bill", "truth")["value"].get<double>() == Approx(0.1).margin(1e-3));
    // Whole teams in two groups, over all the weeks after.
    CHECK(row_of(pilot, "bill", "teams_to_see_10%", 6)["value"].get<double>() == Approx(17).margin(1));
    // 80% of so many lives with 4 standard errors, and 3 points for whole teams and Welch's degrees of freedom.
    const double found = row_of(pilot, "bill", "found")["value"].get<double>();
    CHECK(std::abs(found - 0.8) < 4 * std::sqrt(0.8 * 0.2 / lives) + 0.03);
}

TEST_CASE("a pilot needs two groups of teams and weeks before and after", "[app]") {
    const Scratch scratch;
    const auto refused = [&](const std::vector<std::string>& arguments) {
        const Outcome outcome = piloted(scratch, arguments);
        CHECK(outcome.exit == 2);
        return outcome.err;
    };
    CHECK(refused({"whole"}).find("is for everybody") != std::string::npos);
    CHECK(refused({"always"}).find("needs a `from`") != std::string::npos);
    CHECK(refused({"one"}).find("has 1 of 8 teams") != std::string::npos);
    CHECK(refused({"deer"}).find("did you mean dear?") != std::string::npos);
    CHECK(refused({}).find("several policies") != std::string::npos);
    CHECK(refused({"dear", "--set", "policies.dear.from=2026-01-08"}).find("leaves 0 whole weeks before") !=
          std::string::npos);
    CHECK(refused({"some"}).find("does not do the same in all of its teams") != std::string::npos);
}

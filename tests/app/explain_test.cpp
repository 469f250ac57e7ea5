// burncast explain: what each driver adds to the bill.
#include <catch2/catch.hpp>

#include "tests/app/program.hpp"
#include "tests/app/results.hpp"
#include "tests/config/scratch.hpp"

using namespace burncast::test;

namespace {

const std::string company = BURNCAST_SOURCE_DIR "/tests/app/small.yaml";

nlohmann::json explained(const Scratch& scratch, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"explain", company, "--quiet", "--out", "run"});
    const Outcome outcome = run_program(std::move(arguments), {.directory = scratch.path()});
    INFO(outcome.err);
    REQUIRE(outcome.exit == 0);
    return json_of(scratch.path("run/explain.json"));
}

double sum_of_drivers(const nlohmann::json& explained) {
    double sum = 0;
    for (const auto& row : explained["rows"])
        if (row["driver"] != "all") sum += row["adds"].get<double>();
    return sum;
}

}  // namespace

TEST_CASE("what drivers add is the bill less the bill without them", "[app]") {
    const Scratch scratch;
    const auto found = explained(scratch, {"--replications", "8"});
    CHECK(found["facts"]["lives"] == 8 * 8);  // three drivers
    CHECK(found["rows"].size() == 3 + 1);     // all of them technical
    CHECK(found["facts"]["management_share"] == 0);
    const Outcome alone = run_program({"run", company, "--replications", "8", "--format", "json", "--out", "alone"},
                                      {.directory = scratch.path()});
    const auto bill = nlohmann::json::parse(alone.out)["policies"]["base"]["measures"]["bill"]["total"]["mean"];
    CHECK(found["facts"]["with_all"].get<double>() == Approx(bill.get<double>()));
    CHECK(sum_of_drivers(found) == Approx(found["facts"]["added"].get<double>()));
    CHECK(bytes_of(scratch.path("run/explain.csv")).starts_with("driver,kind,adds,"));
}

TEST_CASE("many drivers are met in some orders and sum to the same, whatever the threads", "[app]") {
    const Scratch scratch;
    const std::vector<std::string> more{"--set",          "incentives.board={kind: leaderboard, prize: 0.3}",
                                        "--set",          "side_jobs={}",
                                        "--set",          "quality={}",
                                        "--replications", "6"};
    std::vector<std::string> threads = more;
    threads.insert(threads.end(), {"--threads", "3"});
    const auto found = explained(scratch, more);
    CHECK(found["facts"]["lives"] == 6 * 12);  // six drivers: an order and its reverse have 12 sets
    CHECK(sum_of_drivers(found) == Approx(found["facts"]["added"].get<double>()));
    CHECK(explained(scratch, threads)["rows"] == found["rows"]);
}

TEST_CASE("a policy that removes a cause stands beside the drivers", "[app]") {
    const Scratch scratch;
    const auto found = explained(scratch, {"--replications", "4", "--cause", "nothing=management"});
    const auto row = found["rows"][3];
    CHECK(row["driver"] == "nothing");
    CHECK(row["kind"] == "management");
    CHECK(row["adds"] == 0);
    const Outcome wrong =
        run_program({"explain", company, "--cause", "noting=management"}, {.directory = scratch.path()});
    CHECK(wrong.exit == 2);
    CHECK(wrong.err.find("did you mean nothing?") != std::string::npos);
}

TEST_CASE("what is asked has to be told by the company with and without its drivers", "[app]") {
    const Scratch scratch;
    const auto refusal = [&](const std::string& measure, const std::string& more) {
        const Outcome outcome =
            run_program({"explain", company, "--measure", measure, "--set", more}, {.directory = scratch.path()});
        CHECK(outcome.exit == 2);
        return outcome.err;
    };
    const std::string other = "policies.other.market.models.n={input: $1/Mtok, output: $5/Mtok}";
    CHECK(refusal("bill@model:n.total", other).find("--measure bill@model:n.total") != std::string::npos);
    CHECK(refusal("budget_exhausted_on.total", other).find("is a date") != std::string::npos);
}

TEST_CASE("what a cause does not know makes pairs of replications, which count once", "[app]") {
    const Scratch scratch;
    const auto share_of = [&](const std::string& limit) {
        return explained(scratch, {"--replications", "2", "--cause", "few=technical", "--set",
                                   "policies.few.company.crew.work.coding.rate=" + limit})["rows"][3];
    };
    CHECK(share_of("1/day")["adds_low"].is_number());
    CHECK(share_of("0.9 to 1.1/day")["adds_low"].is_null());  // one pair
}

TEST_CASE("what a driver removes stays away beside a policy that speaks of the same", "[app]") {
    const Scratch scratch;
    const std::vector<std::string> few{"--replications", "4", "--set", "policies.few.retries.manual.limit=2"};
    const auto alone = explained(scratch, few);
    std::vector<std::string> with = few;
    with.insert(with.end(), {"--cause", "few=management"});
    const auto beside = explained(scratch, with);
    CHECK(beside["facts"]["with_none"] == alone["facts"]["with_none"]);
    with.insert(with.end(), {"--cause", "few=technical"});
    with.insert(with.begin(), {"explain", company});
    const Outcome twice = run_program(with, {.directory = scratch.path()});
    CHECK(twice.exit == 2);
    CHECK(twice.err.find("is a driver already") != std::string::npos);
}

// burncast compare: every policy meets the same company and the same luck.
#include <catch2/catch.hpp>

#include "tests/app/program.hpp"
#include "tests/app/results.hpp"
#include "tests/config/scratch.hpp"

using namespace burncast::test;

namespace {

nlohmann::json compared(const Scratch& scratch, const std::string& text, const std::string& replications) {
    const std::string company = BURNCAST_SOURCE_DIR "/tests/app/small.yaml";
    scratch.write("x.yaml", "extends: " + company + "\n" + text);
    const Outcome outcome =
        run_program({"compare", "x.yaml", "--quiet", "--replications", replications, "--out", "run"},
                    {.directory = scratch.path()});
    INFO(outcome.err);
    REQUIRE(outcome.exit == 0);
    return json_of(scratch.path("run/summary.json"));
}

}  // namespace

TEST_CASE("a policy that changes nothing gives a difference of exactly zero", "[app]") {
    const Scratch scratch;
    const auto summary = compared(scratch, R"(
demand: {day_spread: 0.1 to 0.4}
policies:
  said-again: {retries: {manual: {limit: 10}}, demand: {night: 5%}}
  from-february: {from: 2026-02-01, retries: {manual: {limit: 10}}}
  from-the-middle: {from: 2026-01-17, demand: {lunch: 50%}}
  person-cap-too-high: {controls: {high: {kind: cap, scope: person, period: month, amount: $1M}}}
  company-cap-too-high: {controls: {high: {kind: cap, scope: company, period: day, amount: $1M}}}
  cap-of-one-team: {for: crew, controls: {high: {kind: cap, scope: team, amount: $1M}}}
  no-rise: {market: {prices: [{on: 2026-02-01, change: +0%}]}}
  other-name: {market: {models: {other: {same_as: m}}}, company: {crew: {work: {coding: {model: other}}}}}
)",
                                  "20");
    REQUIRE(summary["differences"].size() == 10);
    for (const auto& [policy, measures] : summary["differences"].items()) {
        if (policy == "fewer-tries") continue;
        for (const auto& [measure, periods] : measures.items())
            for (const auto& [period, difference] : periods.items()) {
                INFO(policy << " " << measure << " " << period << " " << difference.dump());
                if (difference["mean"].is_null()) continue;  // no value to compare
                CHECK(difference["mean"] == 0);
                CHECK(difference["low"] == 0);
                CHECK(difference["high"] == 0);
                CHECK(difference["probability_lower"] == 0.5);
            }
    }
}

TEST_CASE("a budget is told as it was given: as a range, and with what a policy makes of it", "[app]") {
    const Scratch scratch;
    const auto summary = compared(scratch, R"(
budget: {amount: $1k to $4k}
policies:
  more: {from: 2026-02-01, budget: {amount: $5k}}
  none: {budget: off}
)",
                                  "4");
    const auto& policies = summary["policies"];
    CHECK(policies["base"]["budget"]["amount"] == Approx(2000));
    CHECK(policies["base"]["budget"]["amount_low"] == 1000);
    CHECK(policies["base"]["budget"]["amount_high"] == 4000);
    CHECK(policies["base"]["budget"]["changes"].empty());
    CHECK(policies["more"]["budget"]["amount_low"] == 1000);
    REQUIRE(policies["more"]["budget"]["changes"].size() == 1);
    CHECK(policies["more"]["budget"]["changes"][0]["from"] == "2026-02-01");
    CHECK(policies["more"]["budget"]["changes"][0]["amount"] == 5000);
    CHECK(policies["more"]["budget"]["changes"][0]["amount_low"].is_null());
    CHECK(policies["more"]["budget"]["changes"][0]["period"] == "total");
    CHECK(policies["none"]["budget"].is_null());
    CHECK(policies["base"]["uncertain_inputs"] == true);
    CHECK(policies["none"]["uncertain_inputs"] == false);
    // Without a budget there is no day that could be compared with the base's.
    CHECK(summary["differences"]["none"]["budget_exhausted_on"]["total"]["probability_lower"].is_null());
}

TEST_CASE("a policy from a date leaves everything before it as it was", "[app]") {
    const Scratch scratch;
    const auto summary = compared(scratch, R"(
policies:
  cap: {from: 2026-02-01, controls: {limit: {kind: cap, scope: person, period: month, amount: $50}}}
)",
                                  "20");
    const auto& bill = summary["differences"]["cap"]["bill"];
    CHECK(bill["2026-01"]["mean"] == 0);
    CHECK(bill["2026-02"]["high"].get<double>() < 0);
    CHECK(bill["2026-02"]["mean"] == bill["total"]["mean"]);
}

TEST_CASE("pairing cuts the variance of a cap's effect at least tenfold", "[app]") {
    const Scratch scratch;
    const auto summary = compared(scratch, R"(
company:
  crew:
    people: 40
    intensity: {spread: 0.6}
    work: {coding: {rate: 1 to 3/day}}
policies:
  cap: {controls: {limit: {kind: cap, scope: person, period: month, amount: $600}}}
)",
                                  "60");
    const auto& bill = summary["differences"]["cap"]["bill"]["total"];
    INFO(bill.dump());
    CHECK(bill["variance_ratio"].get<double>() >= 10);
    CHECK(bill["high"].get<double>() < 0);
    const auto capped = replications_of(scratch.path("run"), "cap", "total", "bill");
    const auto base = replications_of(scratch.path("run"), "base", "total", "bill");
    REQUIRE(capped.size() == 60);
    for (std::size_t i = 0; i < base.size(); ++i) CHECK(capped[i] <= base[i]);
}

TEST_CASE("a price rise lifts every bill by just its share", "[app]") {
    const Scratch scratch;
    compared(scratch, R"(
policies:
  rise: {market: {prices: [{on: 2026-01-01, change: +20%}]}}
)",
             "10");
    const auto base = replications_of(scratch.path("run"), "base", "total", "bill");
    const auto rise = replications_of(scratch.path("run"), "rise", "total", "bill");
    REQUIRE(rise.size() == 10);
    for (std::size_t i = 0; i < base.size(); ++i) CHECK(rise[i] == Approx(1.2 * base[i]).epsilon(1e-9));
    CHECK(replications_of(scratch.path("run"), "rise", "total", "tokens") ==
          replications_of(scratch.path("run"), "base", "total", "tokens"));
}

TEST_CASE("compare plays base and every policy, or base and those named", "[app]") {
    const Scratch scratch;
    const std::string small = BURNCAST_SOURCE_DIR "/tests/app/small.yaml";
    const auto played = [&](std::vector<std::string> more) {
        more.insert(more.begin(),
                    {"compare", small, "--quiet", "--replications", "2", "--out", scratch.path("run").string()});
        REQUIRE(run_program(more).exit == 0);
        return json_of(scratch.path("run/manifest.json"))["policies"].get<std::vector<std::string>>();
    };
    CHECK(played({}) == std::vector<std::string>{"base", "nothing", "fewer-tries"});
    CHECK(played({"--policy", "fewer-tries"}) == std::vector<std::string>{"base", "fewer-tries"});
    CHECK(played({"--policy", "fewer-tries", "--policy", "base"}) == std::vector<std::string>{"base", "fewer-tries"});
}

TEST_CASE("a policy's rows are the same whoever is played beside it", "[app]") {
    const Scratch scratch;
    const std::string small = BURNCAST_SOURCE_DIR "/tests/app/small.yaml";
    REQUIRE(run_program({"compare", small, "--quiet", "--replications", "5", "--out", scratch.path("both").string()})
                .exit == 0);
    REQUIRE(run_program({"run", small, "--policy", "fewer-tries", "--quiet", "--replications", "5", "--out",
                         scratch.path("alone").string()})
                .exit == 0);
    for (const char* measure : {"bill", "tokens", "calls", "sessions"})
        CHECK(replications_of(scratch.path("both"), "fewer-tries", "total", measure) ==
              replications_of(scratch.path("alone"), "fewer-tries", "total", measure));
}

TEST_CASE("a policy of the scenario beneath can be switched off", "[app]") {
    const Scratch scratch;
    const auto summary = compared(scratch, "policies: {fewer-tries: off, other: {demand: {night: 0%}}}\n", "2");
    REQUIRE(summary["policies"].size() == 3);
    for (const char* name : {"base", "nothing", "other"}) CHECK(summary["policies"].contains(name));
}

TEST_CASE("a policy's own budget is the one that its budget line speaks of", "[app]") {
    const Scratch scratch;
    const auto summary = compared(scratch, "policies: {rich: {budget: {amount: $1M}}}\n", "4");
    CHECK(summary["policies"]["base"]["budget"]["amount"] == 2000);
    CHECK(summary["policies"]["rich"]["budget"]["amount"] == 1000000);
    CHECK(summary["policies"]["rich"]["budget"]["probability_exhausted"] == 0);
}

TEST_CASE("a gate on a policy decides in a comparison, is told where it is not played, and can be typed", "[app]") {
    const Scratch scratch;
    const std::string small = BURNCAST_SOURCE_DIR "/tests/app/small.yaml";
    const auto played = [&](const std::string& command, std::vector<std::string> more) {
        more.insert(more.begin(), {command, small, "--replications", "6", "--out", scratch.path("run").string()});
        return run_program(std::move(more));
    };
    const std::string holds = "bill.total of fewer-tries <= 100% of base",
                      breaks = "bill.total of fewer-tries < 1% of base";
    CHECK(played("compare", {"--gate", holds}).exit == 0);
    CHECK(played("compare", {"--gate", holds, "--gate", breaks}).exit == 1);
    const auto gates = json_of(scratch.path("run/summary.json"))["gates"];
    CHECK(gates.back()["gate"] == breaks);
    CHECK(gates.back()["policy"] == "fewer-tries");
    CHECK(gates.back()["against"] == "base");
    CHECK(gates.back()["unit"] == "share");
    CHECK(gates.back()["limit"] == 0.01);
    CHECK(gates.back()["certain"] == true);
    CHECK(played("run", {"--policy", "fewer-tries", "--policy", "base", "--gate", breaks}).exit == 1);
    // Of the scenario it goes without an answer where its policies are not played; typed, it has to be answered.
    const Outcome unanswered = played("run", {"--set", "gates=[\"" + breaks + "\"]"});
    CHECK(unanswered.exit == 0);
    CHECK(unanswered.out.find("Not answered") != std::string::npos);
    CHECK(json_of(scratch.path("run/summary.json"))["unanswered_gates"].size() == 1);
    const Outcome typed = played("run", {"--gate", breaks});
    CHECK(typed.exit == 2);
    CHECK(typed.err.find("--gate " + breaks + ": is about fewer-tries, which is not played") != std::string::npos);
    const Outcome faulty = played("compare", {"--gate", "bill.total of fewer < $3", "--gate", "bill.totl < $3"});
    CHECK(faulty.exit == 2);
    CHECK(faulty.err.find("--gate bill.total of fewer < $3: there is no policy") != std::string::npos);
    CHECK(faulty.err.find("--gate bill.totl < $3: ") != std::string::npos);
    CHECK(faulty.err.ends_with("2 faults\n"));
}

TEST_CASE("a grid is compared policy by policy, picked whole by its name or one alone", "[app]") {
    const Scratch scratch;
    const std::string company = BURNCAST_SOURCE_DIR "/tests/app/small.yaml";
    scratch.write("grid.yaml", "extends: " + company + R"(
policies:
  caps: {controls: {limit: {kind: cap, scope: person, period: month, amount: [$40, $80, $1M]}}}
)");
    const auto played = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"compare", "grid.yaml", "--quiet", "--replications", "4", "--out", "run"});
        const Outcome outcome = run_program(more, {.directory = scratch.path()});
        INFO(outcome.err);
        REQUIRE(outcome.exit == 0);
        return json_of(scratch.path("run/manifest.json"))["policies"].get<std::vector<std::string>>();
    };
    CHECK(played({"--policy", "caps"}) == std::vector<std::string>{"base", "caps-$40", "caps-$80", "caps-$1M"});
    const auto summary = json_of(scratch.path("run/summary.json"));
    const auto mean = [&](const std::string& policy) {
        return summary["policies"][policy]["measures"]["bill"]["total"]["mean"].get<double>();
    };
    CHECK(mean("caps-$40") < mean("caps-$80"));
    CHECK(mean("caps-$80") < mean("base"));
    CHECK(mean("caps-$1M") == mean("base"));
    CHECK(summary["policies"]["caps-$40"]["probability_lowest_bill"] == 1);
    CHECK(summary["frontier"]["policies"][0]["policy"] == "caps-$40");
    CHECK(played({"--policy", "caps-$80"}) == std::vector<std::string>{"base", "caps-$80"});
    const Outcome unknown = run_program({"compare", "grid.yaml", "--policy", "cap"}, {.directory = scratch.path()});
    CHECK(unknown.exit == 2);
    CHECK(unknown.err.find("did you mean caps?") != std::string::npos);
    // What is dumped has the policies written out, and plays alike.
    const Outcome dumped = run_program({"run", "grid.yaml", "--dump"}, {.directory = scratch.path()});
    CHECK(dumped.out.find("caps-$80:") != std::string::npos);
    scratch.write("dumped.yaml", dumped.out);
    CHECK(run_program({"check", "dumped.yaml"}, {.directory = scratch.path()}).out.find("5 policies") !=
          std::string::npos);
}

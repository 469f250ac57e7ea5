#include "sim/config/reader.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "sim/config/document.hpp"
#include "sim/config/yaml.hpp"
#include "tests/config/reading.hpp"
#include "tests/config/sample_params.hpp"
#include "tests/config/scratch.hpp"

using namespace burncast;
using namespace burncast::test;

TEST_CASE("what is not written has its default", "[config]") {
    const Sample s = good(least);
    CHECK(s.title == "T");
    CHECK(s.note.empty());
    CHECK(s.people == 5000);
    CHECK(s.limit == 10);
    CHECK(s.salary == Money::from_units(220'000));
    CHECK(s.backoff == Duration::seconds(1));
    CHECK(s.context == Tokens(20'000));
    CHECK(s.input == Price::per_million(3));
    CHECK_FALSE(s.cache_read);
    CHECK(s.growth == Approx(-0.2));
    CHECK(s.imitation == Approx(12 / 365.25));
    CHECK(s.cache == Cache::five_minutes);
    CHECK_FALSE(s.lane);
    CHECK_FALSE(s.loud);
    CHECK(iso_date(s.start) == "2026-01-01");
    CHECK_FALSE(s.until);
    CHECK(s.horizon == Span{12, 0});
    CHECK(s.calendar.open_hour == 9);
    CHECK(s.adoption.start == Approx(0.32));
    CHECK(s.adoption.ceiling == Approx(0.95));
    CHECK_FALSE(s.second);
    REQUIRE(s.work.size() == 1);
    CHECK(s.work[0].name == "chat");
    CHECK(s.work[0].place.line == 3);
    CHECK(s.work[0].place.column == 8);
    CHECK(s.work[0].value.rate == 6);
    CHECK(s.work[0].value.difficulty.kind() == Law::Kind::lognormal);
    CHECK(s.work[0].value.session.name == "chat");
    CHECK(s.prices.empty());
    CHECK(s.mix.empty());
    CHECK_FALSE(s.size);
    CHECK(s.policies == nullptr);
}

TEST_CASE("every kind of field is read", "[config]") {
    const Sample s = good(R"(scenario: "Big: one"
note: off we go
people: 5k
limit: 3
salary: $10k/month
backoff: 500 ms
context: 1.2M tok
input: $0.003625/Mtok
cache_read: $0.3/Mtok
growth: +5%/year
imitation: 2/week
cache: off
lane: long
loud: yes
start: 2026-03-01
until: 2027-02-28
horizon: 30 days
calendar: 24/7
adoption: {start: 50%}
second: {}
work:
  zeta: {rate: 1.5/h, difficulty: 5 min, session: agent, share: 10%}
  alpha: {rate: 0/day, difficulty: uniform(1 h, 2 h)}
prices: [{on: 2026-03-01, change: +65%, models: [a, "b c"]}, {on: 2026-04-01, change: -10%, models: a}]
mix: {sonnet: 70%, haiku: 0.3}
shape: [0.5, 1, 2]
size: ~ lognormal(median = 8k tok, p90 = 40k tok)
policies: {x: {people: 4}}
)");
    CHECK(s.title == "Big: one");
    CHECK(s.note == "off we go");
    CHECK(s.people == 5000);
    CHECK(s.limit == 3);
    CHECK(s.salary == Money::from_units(120'000));
    CHECK(s.backoff == Duration::milliseconds(500));
    CHECK(s.context == Tokens(1'200'000));
    CHECK(s.input.picos_per_token() == 3625);
    CHECK(s.cache_read == Price::per_million(0.3));
    CHECK(s.growth == Approx(0.05));
    CHECK(s.imitation == Approx(2 / 7.));
    CHECK(s.cache == Cache::off);
    CHECK(s.lane == Cache::hour);
    CHECK(s.loud);
    CHECK(iso_date(s.start) == "2026-03-01");
    CHECK(s.until);
    CHECK(s.horizon == Span{0, 30});
    CHECK(s.calendar.close_hour == 24);
    CHECK(s.adoption.start == 0.5);
    CHECK(s.adoption.ceiling == Approx(0.95));
    REQUIRE(s.second);
    CHECK(s.second->start == Approx(0.32));
    REQUIRE(s.work.size() == 2);
    CHECK(s.work[0].name == "zeta");  // the order of the file
    CHECK(s.work[0].value.rate == 36);
    CHECK(s.work[0].value.share == 0.1);
    CHECK(s.work[0].value.session.place.column == 51);
    CHECK(s.work[1].value.difficulty.mean() == 5400);
    REQUIRE(s.prices.size() == 2);
    CHECK(s.prices[0].change == Approx(0.65));
    CHECK(s.prices[0].models.size() == 2);
    CHECK(s.prices[1].models.size() == 1);
    CHECK(s.mix.size() == 2);
    CHECK(s.mix[1].value == 0.3);
    CHECK(s.shape == std::vector<double>{0.5, 1, 2});
    CHECK(s.size->median() == 8000);
    CHECK(s.policies->find("x")->find("people")->text == "4");
}

TEST_CASE("one mistake is one fault, with its place, what is wrong and what is allowed", "[config]") {
    struct Case {
        std::string text, fault;
    };
    for (
        const Case& c : std::vector<Case>{
            {"people: -5", "t.yaml:4:9: people = -5: must be at least 0 (a whole number, 0 … 10M)"},
            {"people: 1.5", "t.yaml:4:9: people = 1.5: must be a whole number (a whole number, 0 … 10M)"},
            {"people: 20M", "people = 20M: must be at most 10M"},
            {"people: 5 to 10", "people = 5 to 10: must be one value here, not an interval"},
            {"people: .nan", "people = .nan: is not a number"},
            {"people: [5]", "t.yaml:4:9: people = […]: must be a single value, this is a list"},
            {"adoption: {start: 1%, 000}",
             "t.yaml:4:23: adoption.000: unknown key; write large numbers without commas: 5000 or 5k"},
            {"limit: 3000000000", "limit = 3000000000: is too large (a whole number, at least 1)"},
            {"peple: 5", "t.yaml:4:1: peple: unknown key — did you mean people?"},
            {"ceiling: 5", "t.yaml:4:1: ceiling: unknown key; it belongs in adoption.ceiling"},
            {"difficulty: 5 s", "difficulty: unknown key; it belongs in work.NAME.difficulty"},
            {"change: +5%", "change: unknown key; it belongs in prices[].change"},
            {"zzzzzz: 5", "t.yaml:4:1: zzzzzz: unknown key (known here: scenario, note, currency, people, "},
            {"salary: 220k",
             "salary = 220k: lacks a unit; write it per day, week, month, quarter or year, like $220k/year (money over "
             "time like "
             "$220k/year, at least $0/year)"},
            {"backoff: 0 s",
             "backoff = 0 s: must be above 0 s (a duration like 45 s, 5 min, 2 h or 3 days, above 0 s, at most 1 day)"},
            {"backoff: off", "backoff = off: cannot be switched off"},
            {"adoption: off", "adoption = off: cannot be switched off (a map of keys)"},
            {"adoption: 5", "t.yaml:4:11: adoption = 5: must be a map of keys, this is a value (start, ceiling)"},
            {"adoption: [1]", "adoption = […]: must be a map of keys, this is a list"},
            {"adoption: {start: 99%}", "t.yaml:4:11: adoption.ceiling: must not be below start"},
            {"adoption: {start: 50%, ceiling: 40%}", "t.yaml:4:33: adoption.ceiling = 40%: must not be below start"},
            {"adoption: {start: 30}",
             "adoption.start = 30: must be at most 100% (a share like 30% or 0.3, 0% … 100%) — did you mean 30%?"},
            {"cache: 5min", "cache = 5min: is not known (one of 5 min, 1 h, off) — did you mean 5 min?"},
            {"loud: maybe", "loud = maybe: must be yes or no (yes or no)"},
            {"start: 2026-02-30", "start = 2026-02-30: is not a day of the calendar (a date like 2026-03-01)"},
            {"horizon: 12",
             "horizon = 12: lacks a unit; write it in days, weeks, months or years (a span like 12 months, 30 days or "
             "1 year)"},
            {"calendar: Mon-Fri 9-18", "calendar = Mon-Fri 9-18: has no hours like 9:00-18:00"},
            {"prices: {on: 2026-03-01}", "prices = {…}: must be a list, this is a map (a list of maps)"},
            {"prices: [{on: 2026-03-01}]",
             "t.yaml:4:10: prices[0].change: is missing (a change like +65% or -20%, -100% … +1000%)"},
            {"prices: [{on: 2026-03-01, change: +1%}, 5]", "t.yaml:4:41: prices[1] = 5: must be a map of keys"},
            {"prices: [{on: 2026-03-01, change: +1%, models: [{}]}]", "prices[0].models[0] = {…}: must be a name"},
            {"mix: [70%]", "mix = […]: must be a map, this is a list"},
            {"mix: {a: 70}", "t.yaml:4:10: mix.a = 70: must be at most 100%"},
            {"mix: {a: off}", "mix.a = off: there is nothing of this name to switch off"},
            {"mix: {gpt-5.5: x}", "mix.\"gpt-5.5\" = x: is not a number"},
            {"shape: [1, -1]", "shape[1] = -1: must be at least 0"},
            {"shape: {a: 1}", "shape = {…}: must be a list, this is a map (a list, each a plain number, at least 0)"},
            {"shape: 5", "shape = 5: must be a list, this is a value"},
            {"size: lognorm(1)", "size = lognorm(1): names no law"},
            {"input: $3", "input = $3: lacks a unit; write it per million tokens, like $3/Mtok"},
            {"input: €3/Mtok",
             "input = €3/Mtok: is in another currency than the scenario, which is in USD (a price like $3/Mtok, at "
             "least $0/Mtok)"},
            {"growth: -100%/year", "growth = -100%/year: must be above -100%/year"},
            {"note: {a: 1}", "note = {…}: must be a single value, this is a map (a text)"},
            {"currency: XYZ", "t.yaml:4:11: currency = XYZ: is not a currency code"},
            {"currency: [USD]", "must be a currency code like USD"},
        }) {
        INFO(c.text);
        const std::string key = c.text.substr(0, c.text.find(':'));
        const bool replaces = key == "people";
        const Result result = read((replaces ? "scenario: T\n\nwork: {chat: {rate: 6/day}}\n" : least) + c.text + "\n");
        REQUIRE(result.faults.size() == 1);
        CHECK_THAT(result.faults[0], Catch::Contains(c.fault));
    }
}

TEST_CASE("all faults come out in one go, in the order of the text", "[config]") {
    const Result result =
        read("people: -5\nlimit: abc\nwork:\n  chat: {rate: 6}\n  agent:\nprices: [{change: 5}]\nloud: x\npeple: 3\n");
    const std::vector<std::string> expected = {"t.yaml:1:1: scenario: is missing",
                                               "t.yaml:1:9: people = -5",
                                               "t.yaml:2:8: limit = abc",
                                               "t.yaml:4:16: work.chat.rate = 6",
                                               "t.yaml:5:3: work.agent.rate: is missing",
                                               "t.yaml:6:10: prices[0].on: is missing",
                                               "t.yaml:6:19: prices[0].change = 5",
                                               "t.yaml:7:7: loud = x",
                                               "t.yaml:8:1: peple: unknown key"};
    REQUIRE(result.faults.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) CHECK_THAT(result.faults[i], Catch::StartsWith(expected[i]));
}

TEST_CASE("what is missing is one fault at its map", "[config]") {
    CHECK(read("scenario: T\npeople: 5\n").faults ==
          std::vector<std::string>{"t.yaml:1:1: work: is missing (a map of names, each with its keys)"});
    CHECK(read("scenario: T\npeople: 5\nwork: {}\n").faults ==
          std::vector<std::string>{
              "t.yaml:3:7: work = {…}: needs at least 1 entry (a map of names, each with its keys)"});
    CHECK_THAT(read("scenario:\npeople: 5\nwork: {a: {rate: 1/day}}\n").faults.at(0),
               Catch::StartsWith("t.yaml:1:1: scenario: is missing (a text)"));
    CHECK(read("").faults.size() == 3);
    // A misspelt key is not missing as well.
    CHECK(read("scenaro: T\npeople: 5\nwork: {a: {rate: 1/day}}\n").faults ==
          std::vector<std::string>{"t.yaml:1:1: scenaro: unknown key — did you mean scenario?"});
    CHECK_THAT(read("[1]").faults.at(0), Catch::Contains("must be a map of keys, this is a list"));
    Faults faults;
    CHECK(read_tree(nullptr, faults).faults.size() == 3);
    CHECK(read("a: [").faults.size() == 1);
}

TEST_CASE("off makes optional things absent and takes entries away", "[config]") {
    const auto layered = [](const std::string& base, const std::string& patch) {
        Faults faults;
        const NodePtr node =
            layer(read_yaml_text(base, "base.yaml", faults), read_yaml_text(patch, "patch.yaml", faults));
        return read_tree(node, faults);
    };
    const std::string base = least +
                             "cache_read: $1/Mtok\nsecond: {start: 1%}\nuntil: 2027-01-01\nlane: long\nprices: [{on: "
                             "2026-03-01, change: +1%}]\nmix: {a: 1}\nsize: 5 tok\n";
    const Result off = layered(base,
                               "cache_read: off\nsecond: off\nuntil: off\nlane: off\nprices: off\nmix: {a: off}\nsize: "
                               "off\nloud: off\nnote: off\n");
    CHECK(off.faults.empty());
    CHECK_FALSE(off.sample.cache_read);
    CHECK_FALSE(off.sample.second);
    CHECK_FALSE(off.sample.until);
    CHECK_FALSE(off.sample.lane);
    CHECK_FALSE(off.sample.size);
    CHECK(off.sample.prices.empty());
    CHECK(off.sample.mix.empty());
    CHECK_FALSE(off.sample.loud);
    CHECK(off.sample.note == "off");  // a text may say anything
    const Result quoted = layered(base, "cache_read: \"off\"\nlane: 'off'\nsize: \"5 tok\"\n");
    CHECK(quoted.faults.empty());
    CHECK_FALSE(quoted.sample.cache_read);
    CHECK_FALSE(quoted.sample.lane);
    CHECK(quoted.sample.size);
    const Result fewer = layered(least, "work: {agent: {rate: 1/day}, chat: off}\n");
    CHECK(fewer.faults.empty());
    REQUIRE(fewer.sample.work.size() == 1);
    CHECK(fewer.sample.work[0].name == "agent");
    CHECK(layered(least, "work: {chatt: off}\n").faults ==
          std::vector<std::string>{"patch.yaml:1:15: work.chatt = off: there is nothing of this name to switch off"});
    CHECK_THAT(layered(least, "work: {chat: off}\n").faults.at(0),
               Catch::Contains("work = {…}: needs at least 1 entry"));
    CHECK_THAT(layered(least, "work: off\n").faults.at(0), Catch::Contains("work = off: cannot be switched off"));
    CHECK(good(least + "cache_read: off\nsecond: off\n").second == std::nullopt);
}

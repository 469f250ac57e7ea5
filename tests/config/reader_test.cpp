#include "sim/config/reader.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "sim/config/document.hpp"
#include "sim/config/yaml.hpp"
#include "tests/config/sample_params.hpp"
#include "tests/config/scratch.hpp"

using namespace burncast;
using namespace burncast::test;

namespace {

const std::string least = "scenario: T\npeople: 5000\nwork: {chat: {rate: 6/day}}\n";

struct Result {
    Sample sample;
    std::vector<Unknown> unknowns;
    std::vector<std::string> faults;
};

Result read_tree(const NodePtr& node, Faults& faults) {
    Reader reader(faults, read_currency(node, faults));
    Result result;
    result.sample = reader.read(sample_table(), node);
    result.unknowns = reader.unknowns();
    for (const Fault& fault : faults.sorted()) result.faults.push_back(to_text(fault));
    return result;
}

Result read(const std::string& text) {
    Faults faults;
    return read_tree(read_yaml_text(text, "t.yaml", faults), faults);
}

Sample good(const std::string& text) {
    Result result = read(text);
    for (const std::string& fault : result.faults) FAIL_CHECK(fault);
    return result.sample;
}

}  // namespace

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
    CHECK(s.work[0].value.place.line == 3);
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

TEST_CASE("uncertain inputs have their median, and reach any copy of the struct", "[config]") {
    const Result result = read(
        "scenario: T\npeople: 5\nlimit: 2 to 8\nsalary: $100k/year to $400k/year\ncache_read: $1/Mtok to "
        "$4/Mtok\nadoption: {start: 20% to 80%}\n"
        "second: {ceiling: 90% to 100%}\nwork:\n  a: {rate: 1/day}\n  b: {rate: 1/day to 4/day, difficulty: 10 min to "
        "40 min, share: 0.1 to 0.3}\n"
        "  c: {rate: 1/day, difficulty: \"lognormal(median: 1 h to 4 h, log_sd: 0.25 to 1)\"}\n"
        "prices: [{on: 2026-03-01, change: +1%}, {on: 2026-03-01, change: -50% to +50%}]\nmix: {x: 0.5, y: 0.2 to "
        "0.4}\nshape: [1, 1 to 100]\n");
    CHECK(result.faults.empty());
    const Sample& s = result.sample;
    CHECK(s.limit == 4);
    CHECK(s.salary.units() == Approx(200'000));
    CHECK(s.work[1].value.rate == Approx(2));
    CHECK(s.work[1].value.difficulty.mean() == Approx(1200));
    CHECK(s.work[2].value.difficulty.median() == Approx(7200));
    CHECK(s.work[2].value.difficulty.second() == Approx(0.5));
    CHECK(s.prices[1].change == Approx(0).margin(1e-12));
    CHECK(s.shape[1] == Approx(10));

    struct Case {
        std::string path;
        double value;
        std::function<double(const Sample&)> get;
        double got;
    };
    const std::vector<Case> cases = {
        {"limit", 5.4, [](const Sample& p) { return double(p.limit); }, 5},
        {"limit", -3, [](const Sample& p) { return double(p.limit); }, 1},
        {"salary", 1000, [](const Sample& p) { return p.salary.units(); }, 1000},
        {"cache_read", 2.5, [](const Sample& p) { return p.cache_read->units_per_million(); }, 2.5},
        {"adoption.start", 0.7, [](const Sample& p) { return p.adoption.start; }, 0.7},
        {"adoption.start", 1.7, [](const Sample& p) { return p.adoption.start; }, 1},
        {"second.ceiling", 0.5, [](const Sample& p) { return p.second->ceiling; }, 0.5},
        {"work.b.rate", 9, [](const Sample& p) { return p.work[1].value.rate; }, 9},
        {"work.b.difficulty", 60, [](const Sample& p) { return p.work[1].value.difficulty.mean(); }, 60},
        {"work.b.share", 0.9, [](const Sample& p) { return *p.work[1].value.share; }, 0.9},
        {"work.c.difficulty.median", 60, [](const Sample& p) { return p.work[2].value.difficulty.first(); }, 60},
        {"work.c.difficulty.log_sd", 2, [](const Sample& p) { return p.work[2].value.difficulty.second(); }, 2},
        {"work.c.difficulty.log_sd", -2, [](const Sample& p) { return p.work[2].value.difficulty.second(); }, 0},
        {"prices[1].change", 0.25, [](const Sample& p) { return p.prices[1].change; }, 0.25},
        {"mix.y", 0.3, [](const Sample& p) { return p.mix[1].value; }, 0.3},
        {"shape[1]", 7, [](const Sample& p) { return p.shape[1]; }, 7},
    };
    CHECK(result.unknowns.size() == 13);
    for (const Case& c : cases) {
        INFO(c.path);
        int found = 0;
        for (const Unknown& unknown : result.unknowns) {
            if (unknown.path != c.path) continue;
            ++found;
            Sample copy = s;
            unknown.set(&copy, c.value);
            CHECK(c.get(copy) == Approx(c.got));
            CHECK(unknown.place.line > 0);
        }
        CHECK(found == 1);
    }
    // Setting an unknown to its own median changes nothing.
    for (const Unknown& unknown : result.unknowns) {
        Sample copy = s;
        unknown.set(&copy, unknown.interval.median());
        for (const Case& c : cases) CHECK(c.get(copy) == Approx(c.get(s)).margin(1e-12));
    }
}

TEST_CASE("money is read in the scenario's currency, defaults included", "[config]") {
    const Sample s = good(least + "currency: CNY\nsalary: ¥500k/year\n");
    CHECK(s.salary == Money::from_units(500'000));
    CHECK(s.input == Price::per_million(3));
    CHECK_THAT(read(least + "currency: CNY\nsalary: $500k/year\n").faults.at(0),
               Catch::Contains("which is in CNY (money over time like ¥220k/year"));
}

TEST_CASE("empirical files are found beside the file that names them", "[config]") {
    const test::Scratch scratch;
    scratch.write("data/sizes.csv", "input\n10\n20\n30\n");
    scratch.write("data/base.yaml", least + "size: \"empirical(sizes.csv, column: input)\"\n");
    const auto top = scratch.write("top.yaml", "extends: data/base.yaml\npeople: 7\n");
    Faults faults;
    Document document = load_document(top, faults);
    Reader reader(faults, {}, scratch.path());
    CHECK(reader.read(sample_table(), document.root).size->median() == 20);
    // A value from --set has no file: the reader's directory counts.
    const NodePtr changed = with_override(document.root, "size=empirical(data/sizes.csv, column: input)", faults);
    CHECK(reader.read(sample_table(), changed).size->median() == 20);
    CHECK(faults.empty());
    const NodePtr wrong = with_override(document.root, "size=empirical(sizes.csv, column: input)", faults);
    (void)reader.read(sample_table(), wrong);
    CHECK_THAT(to_text(faults.sorted().at(0)),
               Catch::Contains("--set size=empirical(sizes.csv, column: input): size = ") &&
                   Catch::Contains("there is no such file"));
}

TEST_CASE("a part kept raw is read later, under its path and with its reach", "[config]") {
    struct Root {
        Sample sample;
        Adoption late;
    };
    Faults faults;
    const NodePtr node = read_yaml_text(least + "policies: {start: 10% to 20%, ceiling: x}\n", "t.yaml", faults);
    Reader reader(faults);
    Root root;
    const Reader::Reach reach = [](void* r) -> void* { return &static_cast<Root*>(r)->late; };
    reader.read_into(adoption_table().info(), node->find("policies"), &root.late, "policies.x", reach);
    REQUIRE(reader.unknowns().size() == 1);
    reader.unknowns()[0].set(&root, 0.5);
    CHECK(root.late.start == 0.5);
    REQUIRE(faults.sorted().size() == 1);
    CHECK_THAT(to_text(faults.sorted()[0]), Catch::StartsWith("t.yaml:4:40: policies.x.ceiling = x: is not a number"));
}

TEST_CASE("mutilated scenarios give faults or params, never a crash", "[config]") {
    const std::string text = least +
                             "limit: 2 to 8\nprices: [{on: 2026-03-01, change: +65%, models: [a, b]}]\nadoption: "
                             "{start: 32%, ceiling: 95%}\n"
                             "size: ~ lognormal(median = 8k tok, p90 = 40k tok)\ncalendar: Mon-Fri 9:00-18:00 UTC\n";
    const std::string signs = "{}[]:,-?&*!|>'\"%@`#~ \n\tab1$.()=<\\0x";
    std::uint64_t state = 1;
    const auto pick = [&](std::size_t n) { return static_cast<std::size_t>((state = mix(state)) % n); };
    for (int i = 0; i < 4000; ++i) {
        std::string changed = text;
        for (std::size_t n = 1 + pick(5); n > 0; --n) {
            const std::size_t at = pick(changed.size());
            switch (pick(3)) {
                case 0:
                    changed[at] = signs[pick(signs.size())];
                    break;
                case 1:
                    changed.insert(at, 1, signs[pick(signs.size())]);
                    break;
                default:
                    changed.erase(at, 1 + pick(5));
            }
        }
        Faults faults;
        const Result result = read_tree(read_yaml_text(changed, "t.yaml", faults), faults);
        for (const Unknown& unknown : result.unknowns) {
            Sample copy = result.sample;
            unknown.set(&copy, unknown.interval.at(3));
        }
    }
}

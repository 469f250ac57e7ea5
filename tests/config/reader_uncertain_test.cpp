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

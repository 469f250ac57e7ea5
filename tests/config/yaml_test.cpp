#include "sim/config/yaml.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "sim/random/stream.hpp"
#include "tests/config/scratch.hpp"
#include "tests/config/tree_text.hpp"

using namespace burncast;
using burncast::test::yaml_text;

namespace {

std::string repeated(const std::string& part, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += part;
    return text;
}

// The one fault of a text, as it is shown; empty when there is none.
std::string fault_of(const std::string& text) {
    Faults faults;
    const NodePtr node = read_yaml_text(text, "t.yaml", faults);
    const std::vector<Fault> found = faults.sorted();
    CHECK((node != nullptr || !found.empty()));
    return found.empty() ? "" : to_text(found.front());
}

NodePtr tree_of(const std::string& text) {
    Faults faults;
    NodePtr node = read_yaml_text(text, "t.yaml", faults);
    for (const Fault& fault : faults.sorted()) FAIL_CHECK(to_text(fault));
    REQUIRE(node);
    return node;
}

void check_same(const Node& a, const Node& b) {
    CHECK(a.kind == b.kind);
    CHECK(a.text == b.text);
    REQUIRE(a.entries.size() == b.entries.size());
    REQUIRE(a.items.size() == b.items.size());
    for (std::size_t i = 0; i < a.entries.size(); ++i) {
        CHECK(a.entries[i].key == b.entries[i].key);
        check_same(*a.entries[i].value, *b.entries[i].value);
    }
    for (std::size_t i = 0; i < a.items.size(); ++i) check_same(*a.items[i], *b.items[i]);
}

const std::string scenario = R"(scenario: Engineering with coding agents
start: 2026-01-01
horizon: 12 months
budget: {amount: $11M, period: year}
company:
  engineering:
    people: 5000
    calendar: Mon-Fri 9:00-18:00 America/Los_Angeles
    work:
      coding: {rate: 2.5/day, session: coding_agent, difficulty: ~ lognormal(median = 20 min, log_sd = 0.9), model: sonnet}
market:
  peak: {hours: 13:00-19:00 UTC Mon-Fri, factor: 150%}
  prices: [{on: 2026-03-01, change: +65%, models: [a, b]}]
gates:
  - p95(bill.year) < $14M
  - P(budget exhausted before 2026-10-01) < 10%
expect:
  - {what: budget exhausted after, observed: 4 months, within: 1 month, from: S169, kind: predicted}
)";

}  // namespace

TEST_CASE("a scenario is read as a tree with places", "[config]") {
    const NodePtr root = tree_of(scenario);
    CHECK(root->place.line == 1);
    CHECK(root->find("scenario")->text == "Engineering with coding agents");
    CHECK(root->find("nothing") == nullptr);
    const Entry* people = root->find("company")->find("engineering")->entry("people");
    REQUIRE(people);
    CHECK(people->key_place.line == 7);
    CHECK(people->key_place.column == 5);
    CHECK(people->value->place.column == 13);
    CHECK(people->value->place.file == "t.yaml");
    const NodePtr coding = root->find("company")->find("engineering")->find("work")->find("coding");
    CHECK(coding->find("difficulty")->text == "~ lognormal(median = 20 min, log_sd = 0.9)");
    CHECK(coding->find("model")->text == "sonnet");
    CHECK(coding->entries.size() == 4);
    CHECK(root->find("market")->find("peak")->find("hours")->text == "13:00-19:00 UTC Mon-Fri");
    CHECK(root->find("gates")->items.size() == 2);
    CHECK(root->find("gates")->items[1]->text == "P(budget exhausted before 2026-10-01) < 10%");
}

TEST_CASE("an empty item of a list stands at its dash", "[config]") {
    const NodePtr root = tree_of(
        "a:\n  -\n  # - no item\n\n  - ~\n  - null\n  - # one more\n  - x\n  - -\n    - y\n  -\n"
        "c:\n---d: 1\n");
    const std::vector<NodePtr>& items = root->find("a")->items;
    REQUIRE(items.size() == 7);
    const auto at = [](const NodePtr& node) { return std::pair(node->place.line, node->place.column); };
    CHECK(at(items[0]) == std::pair(2, 3));
    CHECK(at(items[1]) == std::pair(5, 5));
    CHECK(at(items[2]) == std::pair(6, 5));
    CHECK(at(items[3]) == std::pair(7, 3));
    CHECK(at(items[5]->items[0]) == std::pair(9, 5));
    CHECK(at(items[6]) == std::pair(11, 3));
    CHECK(root->find("c")->place.line >= 12);
    CHECK(tree_of("---\na:\nb: 1\n")->find("a")->place.line >= 2);
}

TEST_CASE("columns count characters", "[config]") {
    const NodePtr root = tree_of("{a: ¥2M, b: €3, c: x}");
    CHECK(root->find("b")->place.column == 13);
    CHECK(root->find("c")->place.column == 20);
    CHECK(tree_of("\xEF\xBB\xBF"
                  "a: 1")
              ->entry("a")
              ->key_place.column == 1);
}

TEST_CASE("nothing is told from what stands in quotes, and off is off in quotes, too", "[config]") {
    const NodePtr root = tree_of("a: off\nb: \"off\"\nc:\nd: ~\ne: '~'\nf: null\ng: ''\nh: |\n  two\n  lines\n");
    CHECK(root->find("a")->is_off());
    CHECK(root->find("b")->is_off());
    CHECK(root->find("c")->is_null());
    CHECK(root->find("d")->is_null());
    CHECK(root->find("e")->is_scalar());
    CHECK(root->find("f")->is_null());
    CHECK(root->find("g")->is_scalar());
    CHECK(root->find("h")->text == "two\nlines\n");
    CHECK(tree_of("")->is_null());
    CHECK(tree_of("# only a comment\n")->is_null());
    CHECK(tree_of("5")->is_scalar());
}

TEST_CASE("commas inside the parentheses of a law do not end a value", "[config]") {
    struct Case {
        std::string text, value;
    };
    for (const Case& c : std::vector<Case>{
             {"{x: lognormal(a = 1, b = 2)}", "lognormal(a = 1, b = 2)"},
             {"{x: ~ empirical(sizes.csv, column: input), y: 2}", "~ empirical(sizes.csv, column: input)"},
             {"{x: mixture(0.5 = uniform(1, 2), 0.5 = gamma(3, 4)), y: 1}",
              "mixture(0.5 = uniform(1, 2), 0.5 = gamma(3, 4))"},
             {"x: lognormal(a = 1, b = 2)", "lognormal(a = 1, b = 2)"},
             {"{x: \"f(a: 1\", y: 2}", "f(a: 1"},
             {"{x: a smile :(, y: 2}", "a smile :("},
         }) {
        INFO(c.text);
        CHECK(tree_of(c.text)->find("x")->text == c.value);
    }
    CHECK(tree_of("{x: a smile :(, y: 2}")->find("y")->text == "2");
    const NodePtr list = tree_of("[f(1, 2), empirical(a.csv, column: b), 3, [x(]]");
    REQUIRE(list->items.size() == 4);
    CHECK(list->items[0]->text == "f(1, 2)");
    CHECK(list->items[1]->text == "empirical(a.csv, column: b)");
}

TEST_CASE("aliases are read, at their anchors' places", "[config]") {
    const NodePtr root = tree_of("a: &x {p: 1}\nb: *x\nc: [*x, *x]\n");
    CHECK(root->find("b")->find("p")->text == "1");
    CHECK(root->find("c")->items.size() == 2);
    CHECK(tree_of("&k key: 1\nb: *k\n")->find("b")->text == "key");
    CHECK(tree_of("a: &x\nb: *x\n")->find("b")->is_null());
}

TEST_CASE("what is no scenario text is refused with its place", "[config]") {
    struct Case {
        std::string text, fault;
    };
    std::string laughs = "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n";
    for (char c = 'b'; c < 'm'; ++c)
        laughs += std::string(1, c) + ": &" + c + " [" +
                  repeated(std::string("*") + static_cast<char>(c - 1) + ", ", 9) + "*" + static_cast<char>(c - 1) +
                  "]\n";
    std::string tower = "a: &a " + repeated("[", 40) + repeated("]", 40) + "\n";
    for (char c = 'b'; c < 'f'; ++c)
        tower += std::string(1, c) + ": &" + c + " " + repeated("[", 40) + "*" + static_cast<char>(c - 1) +
                 repeated("]", 40) + "\n";
    for (const Case& c : std::vector<Case>{
             {"a: 1\na: 2\n", "t.yaml:2:1: a: this key stands twice in one map; the first is in line 1"},
             {"x: {a: 1, b: 2, a: 3}", "t.yaml:1:17: a: this key stands twice"},
             {"a: 1\n<<: {b: 2}\n",
              "t.yaml:2:1: merge keys (<<) are not used here; layer files with `extends: other.yaml`"},
             {"a: &a [*a]\n", "t.yaml:1:8: this alias stands inside its own anchor"},
             {"a: &a {b: {c: *a}}\n", "t.yaml:1:15: this alias stands inside its own anchor"},
             {"a: *nobody\n", "t.yaml:1:4: this is not YAML: the referenced anchor is not defined"},
             {"? [1, 2]\n: 3\n", "t.yaml:1:3: a list or a map cannot be a key"},
             {"? {a: 1}\n: 3\n", "t.yaml:1:3: a list or a map cannot be a key"},
             {"a: &x b\n*x : 1\n", "t.yaml:2:1: a key must be plain text, not an alias"},
             {"{a: 1", "t.yaml:1:1: a list or a map cannot be a key; is a bracket left open?"},
             {": 4\n", "t.yaml:1:1: a key is missing here"},
             {"'': 4\n", "t.yaml:1:1: a key is missing here"},
             {"a: !!str 5\n", "t.yaml:1:4: tags (words that begin with !) are not used here"},
             {"a: !mine [1]\n", "t.yaml:1:4: tags"},
             {"a: !!map {b: 1}\n", "t.yaml:1:4: tags"},
             {"a: 1\n---\nb: 2\n", "a second document begins here"},
             {"a: 1\n...\nb: 2\n", "t.yaml:3:1: this does not belong to what stands above it"},
             {"a:\n\tb: 1\n", "indent with spaces, a tab is not allowed"},
             {"a: @b\n", "t.yaml:1:4: this is not YAML: unknown token; check"},
             {"- %a\n", "put the value in quotes"},
             {"a: [1, 2\nb: 3\n",
              "this is not YAML: end of sequence flow not found; check the indentation, the brackets and the quotes"},
             {"a: \"open\n", "t.yaml:1:4: this quote is never closed"},
             {"a: 'it''s open\n\n", "t.yaml:1:4: this quote is never closed"},
             {"a: &x \"open \\\"\n", "t.yaml:1:4: this quote is never closed"},
             {"a: \"open", "this is not YAML: illegal EOF in scalar"},
             {"x: ~ lognormal(median: 8k tok, p90: 40k tok)\n",
              "t.yaml:1:22: this is not YAML: illegal map value; inside parentheses write = instead of : (median = 8k "
              "tok), or put the "
              "whole value in quotes"},
             {"a: {x: ~ lognormal(median: 8k tok, p90: 40k tok)}\n", "write = instead of :"},
             {"a: 1\n b: 2\n", "t.yaml:2:3: this is not YAML: illegal map value"},
             {std::string("a: \0b\n", 6), "t.yaml:1:4: a NUL byte: this is not a text"},
             {"a: \x1b[31m\n", "t.yaml:1:4: control characters are not allowed"},
             {"a: \"\\e[31m\"\n", "t.yaml:1:4: control characters are not allowed"},
             {"a: \"\\0\"\n", "t.yaml:1:4: control characters are not allowed"},
             {"é: \xC3\x28\n", "t.yaml:1:4: this is not UTF-8 text"},
             {"a: \xC0\xAF\n", "t.yaml:1:4: this is not UTF-8 text"},          // overlong
             {"a: \xED\xA0\x80\n", "t.yaml:1:4: this is not UTF-8 text"},      // a surrogate
             {"a: \xF5\x80\x80\x80\n", "t.yaml:1:4: this is not UTF-8 text"},  // beyond Unicode
             {"a: \xE2\x82", "t.yaml:1:4: this is not UTF-8 text"},            // cut off
             {std::string("\xFF\xFE"
                          "a\0",
                          4),
              "this is UTF-16; save it as UTF-8"},
             {laughs, "more than 100000 values, with aliases written out"},
             {tower, "nested deeper than 64 levels, with aliases written out"},
             {repeated("[", 65) + repeated("]", 65), "t.yaml:1:65: nested deeper than 64 levels"},
             {repeated("- a\n", 100'001), "more than 100000 values"},
             {repeated("a", 200'001), "t.yaml: a line is longer than 200000 bytes"},
             {repeated("\n", 5'000'001), "t.yaml: larger than 5 MB"},
         }) {
        INFO(c.text.substr(0, 80));
        CHECK_THAT(fault_of(c.text), Catch::Contains(c.fault));
    }
    CHECK(fault_of(repeated("[", 64) + repeated("]", 64)).empty());
}

TEST_CASE("every key that stands twice is found, and the rest is still read", "[config]") {
    Faults faults;
    const NodePtr root = read_yaml_text("a: 1\na: 2\nb: {c: 1, c: 2}\na: 3\n", "t.yaml", faults);
    CHECK(faults.sorted().size() == 3);
    REQUIRE(root);
    CHECK(root->find("a")->text == "1");
    CHECK(root->entries.size() == 2);
}

TEST_CASE("hostile texts end quickly and in a fault", "[config]") {
    const auto start = std::chrono::steady_clock::now();
    for (const std::string part : {"[", "{", "- ", "? ", "a: ", "&a ", "!a ", "*a ", "[a: ", "{a: [", "[?", "\"a", "'a",
                                   "|\n", "-\n-", ",", ":", "[\n", "{a: \n"}) {
        INFO(part);
        CHECK_FALSE(fault_of(repeated(part, 100'000)).empty());
        CHECK_FALSE(fault_of("a: " + repeated(part, 1000)).empty());
    }
    std::string stairs;
    for (int i = 0; i < 300; ++i) stairs += repeated(" ", i) + "a:\n";
    CHECK_THAT(fault_of(stairs), Catch::Contains("nested deeper than 64 levels"));
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(60));
}

TEST_CASE("files are refused before they are read where that can be seen", "[config]") {
    const test::Scratch scratch;
    const auto fault_of_file = [](const std::filesystem::path& path) {
        Faults faults;
        CHECK_FALSE(read_file(path, faults));
        REQUIRE(faults.sorted().size() == 1);
        return to_text(faults.sorted().front());
    };
    CHECK_THAT(fault_of_file(scratch.path()), Catch::Contains("this is a directory, not a file"));
    scratch.write("scenario.yaml", "a: 1");
    CHECK_THAT(fault_of_file(scratch.path("scenaro.yaml")),
               Catch::Contains("there is no such file — did you mean scenario.yaml?"));
    CHECK_THAT(fault_of_file(scratch.path("none/at/all.yaml")), Catch::Contains("there is no such file"));
    CHECK_THAT(fault_of_file("/dev/zero"), Catch::Contains("this is not a plain file"));
    CHECK_THAT(fault_of_file(scratch.path("scenario.yaml") / "x"), Catch::Contains("scenario.yaml"));
    const auto large = scratch.write("large.yaml", "");
    std::filesystem::resize_file(large, 50'000'000'000);  // sparse: reading it would take minutes
    CHECK_THAT(fault_of_file(large), Catch::Contains("is 50000 MB large; at most 5 MB are read"));
    const auto closed = scratch.write("closed.yaml", "a: 1");
    std::filesystem::permissions(closed, std::filesystem::perms::none);
    if (geteuid() != 0) CHECK_THAT(fault_of_file(closed), Catch::Contains("cannot be read"));
    Faults faults;
    CHECK(read_file(scratch.path("scenario.yaml"), faults) == "a: 1");
    CHECK(faults.empty());
}

TEST_CASE("a tree is written as YAML that reads back the same", "[config]") {
    for (const std::string& text : std::vector<std::string>{
             scenario,
             "{}",
             "[]",
             "a: {}\nb: []\nc:\nd: [[1, [2]], {x: [y, {z: w}]}, []]\n",
             "'a: b': 'c #d'\n'#': ' x '\n'-': '- a'\n'?': '!x'\n\"\\\"q\\\\\": \"new\\nline\\ttab\"\n'': x\n'~': "
             "'~'\n'null': 'null'\n",
             "a: '[x'\nb: '{'\nc: '&x'\nd: '*x'\ne: '|'\nf: '>'\ng: '%x'\nh: '@'\ni: '`'\nj: ','\nk: '---'\nl: "
             "'x:'\nm: '<<'\nn: '='\no: ''\np: \"a\\rb\"",
         }) {
        Faults faults;
        const NodePtr node = read_yaml_text(text, "a", faults);
        if (!node) continue;
        const std::string again = yaml_text(*node);
        INFO(again);
        check_same(*node, *tree_of(again));
    }
}

TEST_CASE("random and mutilated texts never crash", "[config]") {
    Stream chance(7);
    const auto pick = [&](std::size_t n) {
        return static_cast<std::size_t>(chance.uniform() * static_cast<double>(n));
    };
    const std::string signs = "{}[]:,-?&*!|>'\"%@`#~ \n\tab1$.()=<\\";
    for (int i = 0; i < 3000; ++i) {
        std::string text;
        const std::size_t length = pick(60);
        for (std::size_t k = 0; k < length; ++k)
            text += i % 2 == 0 ? signs[pick(signs.size())] : static_cast<char>(pick(256));
        fault_of(text);
    }
    for (std::size_t cut = 0; cut < scenario.size(); ++cut) fault_of(scenario.substr(0, cut));
    for (int i = 0; i < 3000; ++i) {
        std::string text = scenario;
        for (std::size_t changes = 1 + pick(4); changes > 0; --changes) {
            const std::size_t at = pick(text.size());
            if (pick(2) == 0)
                text[at] = signs[pick(signs.size())];
            else
                text.insert(at, 1, signs[pick(signs.size())]);
        }
        Faults faults;
        const NodePtr node = read_yaml_text(text, "t", faults);
        CHECK((node || !faults.empty()));
        if (node) CHECK_FALSE(yaml_text(*node).empty());
    }
}

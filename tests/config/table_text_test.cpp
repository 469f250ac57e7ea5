#include "sim/config/table_text.hpp"

#include <catch2/catch.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "sim/config/document.hpp"
#include "sim/config/reader.hpp"
#include "sim/config/yaml.hpp"
#include "tests/config/sample_params.hpp"
#include "tests/config/scratch.hpp"

using namespace burncast;
using namespace burncast::test;

namespace {

NodePtr tree_of(const std::string& text) {
    Faults faults;
    NodePtr node = read_yaml_text(text, "t.yaml", faults);
    for (const Fault& fault : faults.sorted()) FAIL_CHECK(to_text(fault));
    REQUIRE(node);
    return node;
}

Sample read(const NodePtr& node) {
    Faults faults;
    Reader reader(faults, read_currency(node, faults));
    Sample sample = reader.read(sample_table(), node);
    for (const Fault& fault : faults.sorted()) FAIL_CHECK(to_text(fault));
    return sample;
}

// A strict reader of JSON that keeps nothing: is the text JSON?
struct Json {
    std::string_view text;
    std::size_t at = 0;
    void space() {
        while (at < text.size() && std::string_view(" \n\t\r").find(text[at]) != std::string_view::npos) ++at;
    }
    bool take(std::string_view word) {
        if (text.substr(at, word.size()) != word) return false;
        at += word.size();
        return true;
    }
    bool string() {
        if (!take("\"")) return false;
        while (at < text.size() && text[at] != '"') {
            if (static_cast<unsigned char>(text[at]) < 0x20) return false;
            if (text[at] == '\\') {
                ++at;
                if (at >= text.size() || std::string_view("\"\\/bfnrtu").find(text[at]) == std::string_view::npos)
                    return false;
            }
            ++at;
        }
        return take("\"");
    }
    bool number() {
        const std::size_t start = at;
        while (at < text.size() && std::string_view("+-.eE0123456789").find(text[at]) != std::string_view::npos) ++at;
        return at > start;
    }
    bool members(char close, bool named) {
        space();
        if (take(std::string(1, close))) return true;
        for (;;) {
            space();
            if (named) {
                if (!string()) return false;
                space();
                if (!take(":")) return false;
            }
            if (!value()) return false;
            space();
            if (take(std::string(1, close))) return true;
            if (!take(",")) return false;
        }
    }
    bool value() {
        space();
        if (take("{")) return members('}', true);
        if (take("[")) return members(']', false);
        return take("true") || take("false") || take("null") || string() || number();
    }
    bool whole() {
        const bool good = value();
        space();
        return good && at == text.size();
    }
};

}  // namespace

TEST_CASE("the description holds every field within 100 columns", "[config]") {
    const std::string page = describe_text(sample_table().info());
    std::istringstream lines(page);
    for (std::string line; std::getline(lines, line);) {
        INFO(line);
        const auto width = std::count_if(line.begin(), line.end(),
                                         [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
        CHECK(width <= 100);
        CHECK((line.empty() || line.back() != ' '));
    }
    for (const FieldInfo& field : sample_table().info().fields)
        CHECK_THAT(page, Catch::Contains("  " + field.key + " "));
    CHECK_THAT(page, Catch::Contains("default 1 s  [L074]") && Catch::Contains("above 0 s, at most 1 day") &&
                         Catch::Contains("required  exact") && Catch::Contains("one of 5 min, 1 h, off") &&
                         Catch::Contains("The first wait after a failed call.") && Catch::Contains("\nwork.*\n") &&
                         Catch::Contains("\nprices[]\n") && Catch::Contains("How long a person would need for it."));
    // A table used twice is described once.
    CHECK(page.find("\nadoption\n") == page.rfind("\nadoption\n"));
}

TEST_CASE("the JSON Schema is JSON and says what is known", "[config]") {
    const std::string schema = json_schema(sample_table().info(), "A \"quoted\" title\n");
    CHECK(Json{schema}.whole());
    CHECK_THAT(schema, Catch::Contains("https://json-schema.org/draft/2020-12/schema") &&
                           Catch::Contains("A \\\"quoted\\\" title\\u000a") &&
                           Catch::Contains("\"additionalProperties\": false") &&
                           Catch::Contains("\"enum\": [\"5 min\", \"1 h\", \"off\"]") &&
                           Catch::Contains("\"required\": [\"on\", \"change\"]") &&
                           Catch::Contains("\"minProperties\": 1") && Catch::Contains("\"maximum\": 10000000") &&
                           Catch::Contains("\"extends\""));
    // Only an item of a list has to be whole; what is in a map may be completed by another layer.
    CHECK_THAT(schema, !Catch::Contains("\"required\": [\"rate\"]"));
    CHECK_THAT(schema, Catch::Contains("\"examples\": [\"one < two\", \"two > one\"]"));
    // A patch has its own keys and those of the whole, without the fixed ones, and single values may be swept.
    const std::size_t defs = schema.find("\"$defs\""), whole = schema.find("\"properties\": {\"extends\"");
    REQUIRE(defs < whole);
    const std::string patch = schema.substr(defs, whole - defs);
    CHECK_THAT(patch, Catch::Contains("{\"policies\": {\"type\": \"object\", \"properties\": {\"from\": ") &&
                          Catch::Contains("\"work\": ") && !Catch::Contains("\"lines\": ") &&
                          Catch::Contains("\"type\": \"array\", \"items\": {\"type\": \"string\", \"pattern\""));
    CHECK_FALSE(Json{"{\"a\": }"}.whole());
}

TEST_CASE("a dump says everything and reads back to the same", "[config]") {
    const test::Scratch scratch;
    scratch.write("sizes.csv", "input\n10\n20\n30\n");
    for (const std::string& text : std::vector<std::string>{
             "scenario: T\npeople: 5000\nwork: {chat: {rate: 6/day}}\n",
             "scenario: 'Odd: one #1'\nnote: \"two\\nlines\"\npeople: 5k\ncurrency: CNY\nsalary: ¥1M/year\ninput: CNY "
             "3/Mtok\ncache: off\nlane: off\nsecond: {start: 1%}\n"
             "work:\n  'a: b': {rate: 1/h, difficulty: \"lognormal(median: 1 h, p90: 2 h)\"}\n  c: {rate: 1/day to "
             "2/day}\n"
             "prices: [{on: 2026-03-01, change: +65%, models: [a, b]}, {on: 2026-04-01, change: -5%}]\nmix: {x: 0.4, "
             "y: 60%}\nshape: [1, 2]\n"
             "size: \"mixture(50%: empirical('sizes.csv', column: input), 50%: empirical(file = sizes.csv, column = "
             "input))\"\npolicies: {p: {people: 3, deep: [{a: [1, {}]}, []]}}\nadoption:\nprices2:\n",
         }) {
        Faults faults;
        const bool odd = text.find("prices2") != std::string::npos;
        const NodePtr node =
            load_document(scratch.write("t.yaml", odd ? text.substr(0, text.find("prices2")) : text), faults).root;
        REQUIRE(faults.empty());
        const std::string first = dump(sample_table().info(), node);
        INFO(first);
        const NodePtr again = tree_of(first);
        CHECK(dump(sample_table().info(), again) == [&] {
            // The second time every default is written, so nothing is marked as one.
            std::string plain;
            std::istringstream lines(first);
            for (std::string line; std::getline(lines, line);) plain += line.substr(0, line.find("  # default")) + "\n";
            return plain;
        }());
        const Sample a = read(node);
        const Sample b = read(again);
        CHECK(a.title == b.title);
        CHECK(a.note == b.note);
        CHECK(a.people == b.people);
        CHECK(a.salary == b.salary);
        CHECK(a.input == b.input);
        CHECK(a.cache == b.cache);
        CHECK(a.lane == b.lane);
        CHECK(a.calendar == b.calendar);
        CHECK(a.adoption.ceiling == b.adoption.ceiling);
        CHECK(a.second.has_value() == b.second.has_value());
        REQUIRE(a.work.size() == b.work.size());
        for (std::size_t i = 0; i < a.work.size(); ++i) {
            CHECK(a.work[i].name == b.work[i].name);
            CHECK(a.work[i].value.rate == b.work[i].value.rate);
            CHECK(a.work[i].value.difficulty.mean() == b.work[i].value.difficulty.mean());
        }
        CHECK(a.prices.size() == b.prices.size());
        CHECK(a.shape == b.shape);
        REQUIRE(a.size.has_value() == b.size.has_value());
        if (a.size) CHECK(a.size->mean() == b.size->mean());
        CHECK((a.policies == nullptr) == (b.policies == nullptr));
    }
    const std::string small =
        dump(sample_table().info(), tree_of("scenario: T\npeople: 5\ncurrency: EUR\nwork: {chat: {rate: 6/day}}\n"));
    CHECK_THAT(small, Catch::Contains("salary: €220k/year  # default (S051)\n") && Catch::Contains("people: 5\n") &&
                          Catch::Contains("  ceiling: 95%  # default (L101)\n") &&
                          Catch::Contains("    session: chat  # default (MODEL)\n"));
}

TEST_CASE("a dump leaves out what was switched off in a map", "[config]") {
    const NodePtr node = layer(tree_of("scenario: T\npeople: 5\nwork: {a: {rate: 1/day}, b: {rate: 1/day}}\nmix: {x: "
                                       "1, y: 0}\nsecond: {start: 1%}\n"),
                               tree_of("work: {a: off}\nmix: {y: off}\nsecond: off\nprices: off\n"));
    const std::string text = dump(sample_table().info(), node);
    INFO(text);
    const Sample s = read(tree_of(text));
    CHECK(s.work.size() == 1);
    CHECK(s.mix.size() == 1);
    CHECK_FALSE(s.second);
}

namespace {

struct Pet {
    std::string kind;
    double lives = 9;
    double length = 0;
};
const Table<Pet>& pet_table() {
    static const Table<Pet> table =
        Table<Pet>("pet", "An animal.")
            .choice("kind", &Pet::kind, {{"cat", "cat"}, {"snake", "snake"}}, required, "", "Which animal.")
            .number("lives", &Pet::lives, {}, "7", "guess", "How many.")
            .only_for("kind", {"cat"})
            .number("length", &Pet::length, {}, required, "guess", "How long.")
            .only_for("kind", {"snake"});
    return table;
}
std::vector<std::string> faults_of(const std::string& text) {
    Faults faults;
    (void)Reader(faults).read(pet_table(), tree_of(text));
    std::vector<std::string> all;
    for (const Fault& fault : faults.sorted()) all.push_back(to_text(fault));
    return all;
}

}  // namespace

TEST_CASE("a key may stand only beside some choices of another one", "[config]") {
    CHECK(faults_of("kind: cat").empty());
    CHECK(faults_of("{kind: cat, length: off}").empty());  // as a policy has it that makes a cat of a snake
    CHECK(faults_of("{kind: cat, length: 2}") ==
          std::vector<std::string>{"t.yaml:1:21: length = 2: is for kind: snake alone"});
    CHECK(faults_of("{kind: snake, lives: 3}").size() == 2);
    CHECK(faults_of("{kind: dog, lives: 3, length: 2}").size() == 1);  // nothing is known about dogs
    CHECK(faults_of("{kind: dog}").size() == 1);
    CHECK(faults_of("{kind: dog, length: off}").size() == 1);  // right for a cat, and who knows
    Faults faults;
    CHECK(Reader(faults).read(pet_table(), tree_of("kind: cat")).lives == 7);
    CHECK(Reader(faults).read(pet_table(), tree_of("{kind: snake, length: 2}")).lives == 9);  // as it was
    CHECK(dump(pet_table().info(), tree_of("kind: cat")) == "kind: cat\nlives: 7  # default (guess)\n");
    CHECK(dump(pet_table().info(), tree_of("{kind: snake, length: 2, lives: off}")) == "kind: snake\nlength: 2\n");
    CHECK_THAT(describe_text(pet_table().info()), Catch::Contains("For kind: snake. How long."));
    const std::string schema = json_schema(pet_table().info(), "pets");
    CHECK(Json{schema}.whole());
    CHECK_THAT(schema, Catch::Contains(R"({"const": "off"})"));  // which each of them may be
    CHECK_THAT(schema, Catch::Contains(R"({"if": {"properties": {"kind": {"enum": ["cat"]}}}, )"
                                       R"("else": {"properties": {"lives": {"const": "off"}}}})"));
}

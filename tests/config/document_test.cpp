#include "sim/config/document.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "sim/config/yaml.hpp"
#include "tests/config/scratch.hpp"
#include "tests/config/tree_text.hpp"

using namespace burncast;
using burncast::test::yaml_text;

namespace {

NodePtr tree_of(const std::string& text) {
    Faults faults;
    NodePtr node = read_yaml_text(text, "t.yaml", faults);
    REQUIRE(faults.empty());
    return node;
}

std::string repeated(const std::string& part, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += part;
    return text;
}

std::string all(const Faults& faults) {
    std::string text;
    for (const Fault& fault : faults.sorted()) text += to_text(fault) + "\n";
    return text;
}

std::string set(const std::string& text, const std::string& assignment) {
    Faults faults;
    const NodePtr changed = with_override(tree_of(text), assignment, faults);
    REQUIRE(changed);
    return faults.empty() ? yaml_text(*changed) : all(faults);
}

}  // namespace

TEST_CASE("layers: maps key by key, lists and values replace, off stays", "[config]") {
    struct Case {
        std::string base, patch, result;
    };
    for (const Case& c : std::vector<Case>{
             {"a: 1\nb: {c: 2, d: 3}\n", "b: {d: 4, e: 5}\nf: 6\n", "a: 1\nb:\n  c: 2\n  d: 4\n  e: 5\nf: 6\n"},
             {"a: [1, 2]\n", "a: [3]\n", "a:\n  - 3\n"},
             {"a: {b: 1}\n", "a: 2\n", "a: 2\n"},
             {"a: 2\n", "a: {b: 1}\n", "a:\n  b: 1\n"},
             {"a: {b: 1}\n", "a:\n", "a:\n  b: 1\n"},  // an empty key says nothing
             {"a: {b: 1}\n", "a: off\n", "a: off\n"},
             {"a: off\n", "a: {b: 1}\n", "a:\n  b: 1\n"},
             {"a: 1\n", "{}", "a: 1\n"},
         }) {
        INFO(c.base << c.patch);
        CHECK(yaml_text(*layer(tree_of(c.base), tree_of(c.patch))) == c.result);
    }
    CHECK(layer(nullptr, nullptr) == nullptr);
    const NodePtr one = tree_of("a: 1");
    CHECK(layer(one, nullptr) == one);
    CHECK(layer(nullptr, one) == one);
    // Whether an `off` switched something off is remembered through further layers.
    const NodePtr off = tree_of("a: off");
    CHECK(layer(tree_of("a: {b: 1}"), off)->find("a")->replaces);
    CHECK(layer(layer(tree_of("a: {b: 1}"), off), off)->find("a")->replaces);
    CHECK_FALSE(layer(tree_of("c: 1"), off)->find("a")->replaces);
    CHECK_FALSE(layer(off, off)->find("a")->replaces);
}

TEST_CASE("a file lies over its imports and those over what it extends", "[config]") {
    const test::Scratch scratch;
    scratch.write("base/base.yaml", "who: base\nfrom_base: 1\nimport: ../prices/a.yaml\nmarket: {x: base}\n");
    scratch.write("prices/a.yaml", "who: a\nmarket: {x: a, y: a, z: a}\n");
    scratch.write("prices/b.yaml", "who: b\nmarket: {y: b, w: b}\n");
    const auto top = scratch.write(
        "top.yaml", "extends: base/base.yaml\nimport: [prices/a.yaml, prices/b.yaml]\nmarket: {w: top}\n");
    Faults faults;
    const Document document = load_document(top, faults);
    CHECK(all(faults).empty());
    REQUIRE(document.root);
    CHECK(document.root->find("extends") == nullptr);
    CHECK(document.root->find("import") == nullptr);
    CHECK(document.root->find("who")->text == "b");
    const NodePtr market = document.root->find("market");
    CHECK(market->find("x")->text == "base");  // a.yaml came with the base, so the base's override holds
    CHECK(market->find("y")->text == "b");
    CHECK(market->find("z")->text == "a");
    CHECK(market->find("w")->text == "top");
    CHECK_THAT(market->find("z")->place.file, Catch::EndsWith("a.yaml"));
    REQUIRE(document.sources.size() == 4);
    CHECK(document.sources[0].name == top.string());
    CHECK_THAT(document.sources[0].text, Catch::Contains("extends: base/base.yaml"));
}

TEST_CASE("a diamond of files is fine, and each is read once", "[config]") {
    const test::Scratch scratch;
    scratch.write("root.yaml", "a: 1\nb: 1\nc: 1\n");
    scratch.write("left.yaml", "extends: root.yaml\nb: 2\n");
    scratch.write("right.yaml", "extends: [root.yaml, root.yaml]\nc: 3\n");
    const auto top = scratch.write("top.yaml", "extends: [left.yaml, right.yaml]\n");
    Faults faults;
    const Document document = load_document(top, faults);
    CHECK(all(faults).empty());
    CHECK(document.sources.size() == 4);
    CHECK(document.root->find("c")->text == "3");
    CHECK(document.root->find("b")->text == "1");  // right.yaml wins as a whole, with what it extends
}

TEST_CASE("files that build on each other in a circle are named", "[config]") {
    const test::Scratch scratch;
    scratch.write("a.yaml", "x: 1\nextends: b.yaml\n");
    scratch.write("b.yaml", "extends: c.yaml\n");
    scratch.write("c.yaml", "extends: ./a.yaml\n");
    scratch.write("self.yaml", "extends: self.yaml\n");
    Faults faults;
    CHECK_FALSE(load_document(scratch.path("a.yaml"), faults).root);
    REQUIRE(faults.sorted().size() == 1);
    const std::string text = all(faults);
    CHECK_THAT(text, Catch::Contains("c.yaml:1:10: files that build on each other in a circle: "));
    CHECK_THAT(text, Catch::Contains("a.yaml → ") && Catch::Contains("b.yaml → ") && Catch::Contains("c.yaml → "));
    Faults alone;
    CHECK_FALSE(load_document(scratch.path("self.yaml"), alone).root);
    CHECK(alone.sorted().size() == 1);
}

TEST_CASE("what cannot be loaded is a fault, at the place that names it", "[config]") {
    struct Case {
        std::string text, fault;
    };
    const test::Scratch scratch;
    scratch.write("list.yaml", "- 1\n");
    scratch.write("broken.yaml", "a: [\n");
    scratch.write("empty.yaml", "# nothing\n");
    scratch.write("twice.yaml", "a: 1\na: 2\n");
    scratch.write("models.yaml", "m: 1\n");
    for (const Case& c : std::vector<Case>{
             {"extends: none.yaml\n", "top.yaml:1:10: names "},
             {"import: model.yaml\n", "model.yaml: there is no such file — did you mean models.yaml?"},
             {"extends: list.yaml\n", "list.yaml:1:1: a scenario is a map of keys, this is a list"},
             {"extends: broken.yaml\n", "broken.yaml:"},
             {"extends: empty.yaml\n", "empty.yaml: the file is empty"},
             {"extends: .\n", "this is a directory, not a file"},
             {"extends: {a: b}\n", "top.yaml:1:10: extends takes a file name or a list of them, this is a map"},
             {"extends: [list.yaml, [x]]\n",
              "top.yaml:1:22: extends takes a file name or a list of them, this is a list"},
             {"import:\n", "import takes a file name or a list of them, this is nothing"},
             {"- 1\n", "top.yaml:1:1: a scenario is a map of keys, this is a list"},
             {"", "top.yaml: the file is empty"},
         }) {
        INFO(c.text);
        Faults faults;
        CHECK_FALSE(load_document(scratch.write("top.yaml", c.text), faults).root);
        CHECK_THAT(all(faults), Catch::Contains(c.fault));
    }
    // A key that stands twice is a fault of the other file, but does not keep the rest from being read.
    Faults faults;
    CHECK(load_document(scratch.write("top.yaml", "extends: twice.yaml\nb: 1\n"), faults).root);
    CHECK_THAT(all(faults), Catch::Contains("twice.yaml:2:1: a: this key stands twice"));
}

TEST_CASE("a long chain of files ends", "[config]") {
    const test::Scratch scratch;
    for (int i = 0; i < 40; ++i)
        scratch.write(std::to_string(i) + ".yaml", "extends: " + std::to_string(i + 1) + ".yaml\n");
    Faults faults;
    CHECK_FALSE(load_document(scratch.path("0.yaml"), faults).root);
    CHECK_THAT(all(faults), Catch::Contains("19.yaml:1:10: too many files build on each other"));
}

TEST_CASE("a text that is no file can extend files", "[config]") {
    const test::Scratch scratch;
    scratch.write("base.yaml", "a: 1\n");
    Faults faults;
    const Document document = load_text("extends: base.yaml\nb: 2\n", "<text>", scratch.path(), faults);
    REQUIRE(document.root);
    CHECK(document.root->find("a")->text == "1");
    CHECK(document.sources.front().name == "<text>");
}

TEST_CASE("one value is replaced by its path", "[config]") {
    const std::string text =
        "a: {b: 1}\nmodels: {gpt-5.5: {input: 1}, gpt-5: {x: 1}}\nlist: [{on: 1}, 2]\noffed: off\n";
    struct Case {
        std::string assignment, result;
    };
    for (const Case& c : std::vector<Case>{
             {"a.b=2", "a:\n  b: 2\n"},
             {" a.b = 2 to 3 ", "a:\n  b: 2 to 3\n"},
             {"a.c=x=y", "  c: x=y\n"},
             {"a.c=lognormal(median: 8k tok, log_sd: 1)", "  c: \"lognormal(median: 8k tok, log_sd: 1)\"\n"},
             {"a={c: 1, d: [1, 2]}", "a:\n  c: 1\n  d:\n    - 1\n    - 2\n"},
             {"a=\"off\"", "a: \"off\"\n"},
             {"a=off", "a: off\n"},
             {"new.part.key=5", "new:\n  part:\n    key: 5\n"},
             {"offed.x=5", "offed:\n  x: 5\n"},
             {"models.gpt-5.5.input=$2/Mtok", "  gpt-5.5:\n    input: $2/Mtok\n"},
             {"models.gpt-5.x=2", "  gpt-5:\n    x: 2\n"},
             {"models.\"a.b\".x=2", "  a.b:\n    x: 2\n"},
             {"list[0].on=9", "list:\n  - on: 9\n  - 2\n"},
             {"list.1=9", "list:\n  - on: 1\n  - 9\n"},
             {"list[1]=9", "list:\n  - on: 1\n  - 9\n"},
             {"a.b=", "a:\n  b:\n"},
         }) {
        INFO(c.assignment);
        CHECK_THAT(set(text, c.assignment), Catch::Contains(c.result));
    }
    for (const Case& c : std::vector<Case>{
             {"a.b", "write it as path=value"},
             {"=5", "write it as path=value"},
             {"a..b=1", "the path is malformed"},
             {".a=1", "the path is malformed"},
             {"a.=1", "the path is malformed"},
             {"a[=1", "malformed"},
             {"list[x]=1", "malformed"},
             {"list[-1]=1", "malformed"},
             {"list[99999999999999999999]=1", "malformed"},
             {"\"a=1", "write it as path=value"},
             {"\"\"=1", "malformed"},
             {"a.b.c=1", "a.b: is a value, not a map: there is no c"},
             {"list[2]=1", "list[2]: the list has 2 items, the first is [0]"},
             {"list.on=1", "list: is a list; say which item"},
             {"a[0]=1", "a: is not a list"},
             {"a={b: 1", "is a bracket left open?"},
             {"a=[1, 2", "is a bracket left open?"},
             {"a=\x1b[0m", "control characters"},
             {"a=\xff", "UTF-8"},
             {repeated("a.", 100'000) + "b=1", "the path is deeper than 64 levels"},
         }) {
        INFO(c.assignment);
        CHECK_THAT(set(text, c.assignment), Catch::Contains(c.result));
    }
    Faults faults;
    const NodePtr changed = with_override(tree_of(text), "a.b=2", faults);
    CHECK(changed->find("a")->find("b")->place.file == "--set a.b=2");
    CHECK(changed->find("models") == changed->find("models"));
    CHECK(with_override(tree_of(text), "a=off", faults)->find("a")->replaces);
    CHECK_FALSE(with_override(tree_of(text), "new=off", faults)->find("new")->replaces);
}

// Scenarios that no file in the repository can hold well: of bad bytes, endless, enormous, or no files at all. Whatever
// is thrown at it, burncast says what is wrong, in reasonable time and memory.
#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "tests/app/program.hpp"
#include "tests/app/results.hpp"
#include "tests/config/scratch.hpp"

using namespace burncast::test;

namespace {

namespace fs = std::filesystem;

const std::string company_file = BURNCAST_SOURCE_DIR "/tests/faulty/parts/company.yaml";
const std::string extends = "extends: " + company_file + "\n";

std::string times(std::size_t n, const std::string& text) {
    std::string all;
    all.reserve(n * text.size());
    for (std::size_t i = 0; i < n; ++i) all += text;
    return all;
}

// A text of n parts, each made from its number.
template <class Part>
std::string parts(std::size_t n, Part part) {
    std::string all;
    for (std::size_t i = 0; i < n; ++i) all += part(std::to_string(i), std::to_string(i + 1));
    return all;
}

// Both commands refuse it with this answer, quickly and with little memory, and leave nothing.
void refused(const Scratch& scratch, const std::string& file, const std::string& answer) {
    const std::set<std::string> before = names_in(scratch.path());
    const Outcome check =
        run_program({"check", "--", file}, {.directory = scratch.path(), .patience = std::chrono::seconds(30)});
    INFO(file << " said:\n" << check.err.substr(0, 2000));
    CHECK(check.exit == 2);
    CHECK(check.out.empty());
    CHECK(check.err.find(answer) != std::string::npos);
    CHECK(check.seconds < 15);
    CHECK(check.peak_mb < 500);
    CHECK(check.err.size() < 100'000);
    if (check.seconds > 2) return;  // once is enough
    const Outcome run =
        run_program({"run", "--replications", "2", "--out", "run", "--", file}, {.directory = scratch.path()});
    CHECK(run.exit == 2);
    CHECK(run.out.empty());
    CHECK(run.err.find(answer) != std::string::npos);
    CHECK(names_in(scratch.path()) == before);
}

struct Hostile {
    const char* what;
    std::string text;
    const char* answer;
};

void all_refused(const std::vector<Hostile>& all) {
    const Scratch scratch;
    for (const Hostile& one : all) {
        scratch.write("x.yaml", one.text);
        INFO(one.what);
        refused(scratch, "x.yaml", one.answer);
    }
}

}  // namespace

TEST_CASE("bad bytes are refused at their place", "[faulty]") {
    const std::string good = bytes_of(company_file);
    const auto utf16 = [&](bool big_end) {
        std::string text = big_end ? "\xFE\xFF" : "\xFF\xFE";
        for (const char c : good) text += big_end ? std::string{'\0', c} : std::string{c, '\0'};
        return text;
    };
    all_refused({
        {"a NUL byte", std::string("scenario: a\nstart: \0 2026\n", 26), "x.yaml:2:8: a NUL byte"},
        {"Latin-1", "scenario: Zw\xE9i\n", "x.yaml:1:13: this is not UTF-8"},
        {"an overlong character", "scenario: \xC0\xAF\n", "x.yaml:1:11: this is not UTF-8"},
        {"half of a surrogate pair", "scenario: \xED\xA0\x80\n", "x.yaml:1:11: this is not UTF-8"},
        {"beyond Unicode", "scenario: \xF5\x80\x80\x80\n", "x.yaml:1:11: this is not UTF-8"},
        {"cut off inside a character", "scenario: \xE2\x82", "x.yaml:1:11: this is not UTF-8"},
        {"UTF-16", utf16(false), "x.yaml:1:1: this is UTF-16; save it as UTF-8"},
        {"UTF-16 the other way round", utf16(true), "x.yaml:1:1: this is UTF-16; save it as UTF-8"},
        {"an escape sequence", "scenario: a\x1B[2J\n", "x.yaml:1:12: control characters are not allowed"},
        {"a bell in a key", "bud\aget: 1\n", "x.yaml:1:4: control characters are not allowed"},
    });
}

TEST_CASE("empty files are refused", "[faulty]") {
    all_refused({
        {"nothing", "", "x.yaml: the file is empty"},
        {"spaces", "   \n\n", "x.yaml: the file is empty"},
        {"the mark of UTF-8 alone", "\xEF\xBB\xBF", "x.yaml: the file is empty"},
        {"a document of nothing", "---\n...\n", "x.yaml: the file is empty"},
    });
}

TEST_CASE("a text like any other may begin with a mark and end its lines in two ways", "[faulty]") {
    const Scratch scratch;
    const std::string good = bytes_of(company_file);
    std::string windows;
    for (const char c : good) windows += c == '\n' ? "\r\n" : std::string(1, c);
    for (const std::string& text : {"\xEF\xBB\xBF" + good, windows, "\xEF\xBB\xBF" + windows}) {
        const Outcome outcome = run_program({"check", scratch.write("x.yaml", text).string()});
        CHECK(outcome.exit == 0);
        CHECK(outcome.err.empty());
    }
    // and a fault behind them has its right place
    scratch.write("x.yaml", "\xEF\xBB\xBF" + windows + "horizn: 1 month\r\n");
    const std::string place = "x.yaml:" + std::to_string(lines_of(good).size() + 1) + ":1: horizn: unknown key";
    refused(scratch, "x.yaml", place);
}

TEST_CASE("what is nested without end is refused", "[faulty]") {
    const std::size_t deep = 100'000;
    all_refused({
        {"100,000 brackets in one line", "a: " + times(deep, "[") + times(deep, "]"), "x.yaml"},
        {"100,000 brackets in as many lines", "a: " + times(deep, "[\n") + times(deep, "]"),
         "nested deeper than 64 levels"},
        {"100,000 braces", "a: " + times(deep, "{a:\n") + times(deep, "}"), "x.yaml:"},
        {"90,000 dashes", times(90'000, "- ") + "x", "nested deeper than 64 levels"},
        {"90,000 question marks", times(90'000, "? ") + "x", "x.yaml:1:"},
        {"maps by indentation",
         parts(3000, [](const std::string& i, const auto&) { return std::string(std::stoul(i), ' ') + "a:\n"; }),
         "nested deeper than 64 levels"},
        {"parentheses", extends + "sessions: {chat: {growth: \"" + times(90'000, "(") + "\"}}",
         "x.yaml:2:27: sessions.chat.growth = (((("},
        {"laws in laws",
         extends + "sessions: {chat: {growth: \"" + times(9000, "mixture(100%: ") + "1 tok" + times(9000, ")") + "\"}}",
         "mixtures inside mixtures too deep"},
    });
}

TEST_CASE("what is too large is refused", "[faulty]") {
    all_refused({
        {"50 MB", bytes_of(company_file) + times(500'000, "# " + std::string(97, 'x') + "\n"),
         "x.yaml: is 51 MB large; at most 5 MB are read"},
        {"a line of 300,000 bytes", "scenario: " + std::string(300'000, 'x'), "a line is longer than 200000 bytes"},
        {"a number of 150,000 digits", extends + "company: {others: {people: " + std::string(150'000, '9') + "}}",
         "x.yaml:2:28: company.others.people = 9999"},
        {"100,000 commas", "a: [\n" + times(200'000, ",\n"), "more than 100000 values"},
        {"an open list", "a: [\n" + times(1'000'000, "b,\n"), "more than 100000 values"},
        {"two million list items", "a:\n" + times(1'200'000, "- x\n"), "more than 100000 values"},
        {"a quote never closed", "a: \"" + times(1'000'000, "x\n"), "x.yaml:1:4: this quote is never closed"},
        {"100,000 documents", times(100'000, "--- a\n"), "a second document begins here"},
        {"100,000 directives", times(100'000, "%YAML 1.2\n"), "this is not YAML"},
        {"100,000 anchors", times(60'000, "&a "), "this is not YAML"},
        {"100,000 aliases", "a: &a [1, 1]\nb: [\n" + times(99'000, "*a,\n") + "]", "with aliases written out"},
        {"one key 40,000 times", extends + times(40'000, "k: 1\n"),
         "k: this key stands twice in one map; the first is in line 2"},
    });
}

TEST_CASE("a thousand faults are counted, not all shown", "[faulty]") {
    const Scratch scratch;
    scratch.write("x.yaml",
                  extends + parts(1000, [](const std::string& i, const auto&) { return "key" + i + ": 1\n"; }));
    const Outcome outcome = run_program({"check", scratch.path("x.yaml").string()});
    CHECK(outcome.exit == 2);
    const std::vector<std::string> lines = lines_of(outcome.err);
    REQUIRE(lines.size() == 201);
    CHECK(lines.front().find("x.yaml:2:1: key0: unknown key") != std::string::npos);
    CHECK(lines.back() == "and 800 more");
}

TEST_CASE("long lists of names and faults take no long time", "[faulty]") {
    all_refused({
        {"30,000 names in a row",
         extends + "market:\n  models:\n" +
             parts(30'000,
                   [](const auto& i, const auto& next) { return "    m" + i + ": {same_as: m" + next + "}\n"; }),
         "market.models.m0.same_as"},
        {"30,000 names of nobody",
         extends + "market:\n  models:\n" +
             parts(30'000, [](const auto& i, const auto&) { return "    m" + i + ": {same_as: n" + i + "}\n"; }),
         "not defined under market.models"},
        {"20,000 time zones",
         extends + "company:\n" +
             parts(20'000,
                   [](const auto& i, const auto&) {
                       return "  t" + i + ": {people: 1, calendar: Mon-Fri 9:00-17:00 Europ/Berl" + i + "}\n";
                   }),
         "time zone"},
        {"90,000 open parentheses", extends + "a: [\n" + times(90'000, "(,\n") + "]", "x.yaml"},
        {"a gate of four megabytes", extends + "gates: [\"" + times(24, std::string(170'000, 'x') + "\n") + "\"]",
         "x.yaml:2:9: gates"},
    });
}

TEST_CASE("what is no plain file is refused", "[faulty]") {
    const Scratch scratch;
    fs::create_directory(scratch.path("folder.yaml"));
    refused(scratch, "folder.yaml", "folder.yaml: this is a directory, not a file");
    refused(scratch, "nowhere.yaml", "nowhere.yaml: there is no such file");
    refused(scratch, "nowhere/at/all.yaml", "nowhere/at/all.yaml: there is no such file");
    scratch.write("scenario.yaml", "");
    refused(scratch, "scenaro.yaml", "scenaro.yaml: there is no such file");
    refused(scratch, "scenario.yaml/x", "scenario.yaml/x: ");
    REQUIRE(mkfifo(scratch.path("pipe.yaml").c_str(), 0600) == 0);
    refused(scratch, "pipe.yaml", "pipe.yaml: this is not a plain file");
    refused(scratch, "/dev/zero", "/dev/zero: this is not a plain file");
    fs::create_symlink("loop.yaml", scratch.path("loop.yaml"));
    refused(scratch, "loop.yaml", "loop.yaml: ");
    fs::create_symlink("gone.yaml", scratch.path("broken.yaml"));
    refused(scratch, "broken.yaml", "broken.yaml: there is no such file");
    refused(scratch, std::string(5000, 'x'), ": cannot be read: File name too long");
}

TEST_CASE("a file that may not be read is refused", "[faulty]") {
    const Scratch scratch;
    Setting nobody{.directory = scratch.path(), .as_nobody = true};
    if (run_program({"--version"}, nobody).exit != 0) {
        WARN("nobody may run " BURNCAST_PROGRAM " here");
        return;
    }
    scratch.write("secret.yaml", bytes_of(company_file));
    fs::permissions(scratch.path("secret.yaml"), fs::perms::none);
    const Outcome outcome = run_program({"check", "secret.yaml"}, nobody);
    CHECK(outcome.exit == 2);
    CHECK(outcome.out.empty());
    CHECK(outcome.err == "secret.yaml: cannot be read: Permission denied\n");
}

TEST_CASE("files that build on each other without end are refused", "[faulty]") {
    const Scratch scratch;
    for (int i = 0; i < 30; ++i)
        scratch.write("chain" + std::to_string(i) + ".yaml", "extends: chain" + std::to_string(i + 1) + ".yaml\n");
    scratch.write("chain30.yaml", bytes_of(company_file));
    refused(scratch, "chain0.yaml",
            "chain19.yaml:1:10: too many files build on each other (at most 20 deep and 100 in all)");
    std::string wide = "import: [";
    for (int i = 0; i < 150; ++i) {
        scratch.write("w" + std::to_string(i) + ".yaml", bytes_of(company_file));
        wide += "w" + std::to_string(i) + ".yaml, ";
    }
    scratch.write("wide.yaml", wide + "]\n");
    refused(scratch, "wide.yaml", "too many files build on each other");
    scratch.write("a/one.yaml", "extends: ../b/two.yaml\n");
    scratch.write("b/two.yaml", "import: ../a/one.yaml\n");
    refused(scratch, "a/one.yaml", "b/two.yaml:1:9: files that build on each other in a circle: a/one.yaml");
    fs::create_symlink("self.yaml", scratch.path("alias.yaml"));
    scratch.write("self.yaml", "extends: alias.yaml\n");
    refused(scratch, "self.yaml", "in a circle");
}

TEST_CASE("files that meet again and again are read once", "[faulty]") {
    const Scratch scratch;
    for (int i = 0; i < 18; ++i) {
        const std::string next = "layer" + std::to_string(i + 1) + ".yaml";
        scratch.write("layer" + std::to_string(i) + ".yaml",
                      "extends: [" + next + ", ./" + next + "]\n");  // 2^18 paths to the last
    }
    scratch.write("layer18.yaml", bytes_of(company_file));
    const Outcome outcome = run_program({"check", scratch.path("layer0.yaml").string()});
    CHECK(outcome.exit == 0);
    CHECK(outcome.seconds < 10);
}

TEST_CASE("a file whose name begins with a dash can be named", "[faulty]") {
    const Scratch scratch;
    scratch.write("-x.yaml", bytes_of(company_file));
    const Outcome outcome = run_program({"check", "--", "-x.yaml"}, {.directory = scratch.path()});
    CHECK(outcome.exit == 0);
    CHECK(outcome.out == "-x.yaml: fine (15 people, 0 policies)\n");
}

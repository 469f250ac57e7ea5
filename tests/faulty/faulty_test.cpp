// Every faulty scenario beside this file: burncast has to answer what its first lines say, and leave nothing behind.
#include <algorithm>
#include <catch2/catch.hpp>
#include <tuple>

#include "tests/app/program.hpp"
#include "tests/app/results.hpp"
#include "tests/config/scratch.hpp"

using namespace burncast::test;

namespace {

namespace fs = std::filesystem;

const fs::path here = fs::path(BURNCAST_SOURCE_DIR) / "tests" / "faulty";

std::vector<std::string> split(std::string_view text, std::string_view divider) {
    std::vector<std::string> parts;
    while (true) {
        const std::size_t at = text.find(divider);
        parts.emplace_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + divider.size());
    }
}

// `# fault PLACE PATH: piece // piece`
struct Expected {
    std::string line;   // as written
    std::string place;  // as burncast should write it: file:4:20
    std::string path;   // empty for none
    std::vector<std::string> pieces;

    [[nodiscard]] bool met_by(const std::string& answer) const {
        if (!answer.starts_with(place + ": ")) return false;
        const std::string rest = answer.substr(place.size() + 2);
        if (!path.empty() && !rest.starts_with(path + ": ") && !rest.starts_with(path + " = ")) return false;
        return std::all_of(pieces.begin(), pieces.end(),
                           [&](const std::string& piece) { return rest.find(piece) != std::string::npos; });
    }
};

std::vector<Expected> expected_of(const fs::path& file) {
    constexpr std::string_view mark = "# fault ";
    std::vector<Expected> all;
    for (const std::string& line : lines_of(bytes_of(file))) {
        if (!line.starts_with(mark)) break;
        const std::size_t colon = line.find(": ", mark.size());
        const std::size_t space = line.find(' ', mark.size());
        if (colon == std::string::npos || space > colon) throw std::runtime_error("cannot read " + line);
        Expected expected;
        expected.line = line;
        expected.place = line.substr(mark.size(), space - mark.size());
        expected.path = line.substr(space + 1, colon - space - 1);
        expected.pieces = split(std::string_view(line).substr(colon + 2), " // ");
        if (expected.path == "-") expected.path.clear();
        if (expected.place == "-")
            expected.place = file.string();
        else if (expected.place.front() >= '0' && expected.place.front() <= '9')
            expected.place = file.string() + ":" + expected.place;
        else
            expected.place = (here / expected.place).string();
        all.push_back(std::move(expected));
    }
    return all;
}

// File, line and column of an answer; how faults are sorted.
std::tuple<std::string, int, int> place_of(const std::string& answer) {
    const std::size_t end = answer.find(": ");
    const std::vector<std::string> parts = split(std::string_view(answer).substr(0, end), ":");
    if (parts.size() != 3) return {parts[0], 0, 0};
    return {parts[0], std::stoi(parts[1]), std::stoi(parts[2])};
}

// What is wrong with the answer; empty when it is what was expected.
std::string difference(const std::vector<Expected>& expected, std::vector<std::string> answers) {
    std::string wrong;
    if (!std::is_sorted(answers.begin(), answers.end(),
                        [](const std::string& a, const std::string& b) { return place_of(a) < place_of(b); }))
        wrong += "not sorted by place\n";
    for (const Expected& one : expected) {
        const auto found =
            std::find_if(answers.begin(), answers.end(), [&](const std::string& answer) { return one.met_by(answer); });
        if (found == answers.end())
            wrong += "not answered: " + one.line + "\n";
        else
            answers.erase(found);
    }
    for (const std::string& answer : answers) wrong += "not expected: " + answer + "\n";
    return wrong;
}

std::vector<fs::path> faulty_files() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(here))
        if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

TEST_CASE("there are many faulty scenarios, and each says what is wrong with it", "[faulty]") {
    CHECK(faulty_files().size() >= 70);
    for (const fs::path& file : faulty_files()) {
        INFO(file.filename().string());
        CHECK_FALSE(expected_of(file).empty());
    }
}

TEST_CASE("check finds every fault of every faulty scenario at its place", "[faulty]") {
    for (const fs::path& file : faulty_files()) {
        const Outcome outcome = run_program({"check", file.string()});
        INFO(file.filename().string() << " said:\n" << outcome.err);
        CHECK(outcome.exit == 2);
        CHECK(outcome.out.empty());
        CHECK(difference(expected_of(file), lines_of(outcome.err)) == "");
        CHECK(outcome.seconds < 20);
    }
}

TEST_CASE("run refuses every faulty scenario and leaves nothing behind", "[faulty]") {
    for (const fs::path& file : faulty_files()) {
        const Scratch scratch;
        const Outcome outcome =
            run_program({"run", file.string(), "--replications", "2", "--out", scratch.path("deep/run").string()},
                        {.directory = scratch.path()});
        INFO(file.filename().string() << " said:\n" << outcome.err);
        CHECK(outcome.exit == 2);
        CHECK(outcome.out.empty());
        CHECK(names_in(scratch.path()).empty());
        const std::vector<Expected> expected = expected_of(file);
        std::vector<std::string> answers = lines_of(outcome.err);
        if (answers.empty()) answers.emplace_back();
        CHECK(answers.back() == std::to_string(expected.size()) + (expected.size() == 1 ? " fault" : " faults"));
        answers.pop_back();
        CHECK(difference(expected, answers) == "");
    }
}

TEST_CASE("compare refuses a faulty scenario as run does", "[faulty]") {
    const Scratch scratch;
    const std::string file = (here / "thirteen_at_once.yaml").string();
    const Outcome run = run_program({"run", file, "--out", scratch.path("run").string()});
    const Outcome compare = run_program({"compare", file, "--out", scratch.path("run").string()});
    CHECK(compare.exit == 2);
    CHECK(compare.err == run.err);
    CHECK(lines_of(compare.err).back() == "13 faults");
    CHECK(names_in(scratch.path()).empty());
}

TEST_CASE("check goes on to the next file after a faulty one", "[faulty]") {
    const std::string good = (here / "parts" / "company.yaml").string();
    const Outcome outcome =
        run_program({"check", (here / "horizon_negative.yaml").string(), good, (here / "key_twice.yaml").string()});
    CHECK(outcome.exit == 2);
    CHECK(lines_of(outcome.out).size() == 1);
    CHECK(outcome.out.starts_with(good + ": fine"));
    CHECK(lines_of(outcome.err).size() == 2);
}

TEST_CASE("option --dump refuses a faulty scenario too", "[faulty]") {
    const Outcome outcome = run_program({"run", (here / "two_at_once.yaml").string(), "--dump"});
    CHECK(outcome.exit == 2);
    CHECK(outcome.out.empty());
    CHECK(lines_of(outcome.err).back() == "2 faults");
}

TEST_CASE("a place holds wherever the program is called from", "[faulty]") {
    const Outcome near = run_program({"check", "unit_missing_money.yaml"}, {.directory = here});
    CHECK(near.err.starts_with("unit_missing_money.yaml:3:18: budget.amount = 20000: "));
    const Outcome below = run_program({"check", "../extends_a_faulty_file.yaml"}, {.directory = here / "parts"});
    CHECK(below.err.find("parts/faulty.yaml:2:10: start = 2026-04-31: ") != std::string::npos);
}

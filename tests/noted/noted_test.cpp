// Every scenario beside this file: burncast has to remark what its first lines say, once, and play it all the same.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/app/program.hpp"
#include "tests/config/scratch.hpp"
#include "tests/faulty/answers.hpp"

using namespace burncast::test;

namespace {

namespace fs = std::filesystem;

const fs::path here = fs::path(BURNCAST_SOURCE_DIR) / "tests" / "noted";

std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

TEST_CASE("check gives every note at its place, once, and is fine", "[noted]") {
    std::size_t with = 0, without = 0;
    for (const fs::path& file : files_in(here)) {
        const Outcome outcome = run_program({"check", file.string()});
        INFO(file.filename().string() << " said:\n" << outcome.out << outcome.err);
        CHECK(outcome.exit == 0);
        CHECK(outcome.err.empty());
        std::vector<std::string> answers = lines_of(outcome.out);
        REQUIRE_FALSE(answers.empty());
        CHECK(answers.front().starts_with(file.string() + ": fine"));
        answers.erase(answers.begin());
        const std::vector<Expected> expected = expected_of(file, "note", here);
        CHECK(difference(expected, answers) == "");
        (expected.empty() ? without : with)++;
    }
    CHECK(with >= 8);
    CHECK(without >= 5);
}

TEST_CASE("no scenario that comes with burncast says anything in vain", "[noted]") {
    std::vector<std::string> arguments = {"check"};
    for (const fs::path& file : files_in(fs::path(BURNCAST_SOURCE_DIR) / "scenarios")) {
        const std::string folder = file.parent_path().filename().string();
        if (folder != "parts" && folder != "catalogue") arguments.push_back(file.string());
    }
    const Outcome outcome = run_program(arguments);
    CHECK(outcome.exit == 0);
    for (const std::string& line : lines_of(outcome.out)) {
        INFO(line);
        CHECK(line.find(": fine (") != std::string::npos);
    }
}

TEST_CASE("what is noted moves nothing", "[noted]") {
    const Scratch scratch;
    const auto summary = [&](const fs::path& file) {
        const Outcome outcome = run_program({"compare", file.string(), "--replications", "2", "--format", "json",
                                             "--out", scratch.path("run").string()});
        INFO(outcome.err);
        REQUIRE(outcome.exit == 0);
        return nlohmann::json::parse(outcome.out);
    };
    const auto without = summary(here.parent_path() / "faulty" / "parts" / "company.yaml").at("policies").at("base");
    const auto with = summary(here / "all_over.yaml").at("policies").at("base");
    for (const char* measure : {"bill", "tokens", "calls", "sessions"})
        CHECK(with.at("measures").at(measure) == without.at("measures").at(measure));
    // Late, strong or away: nobody meets this finance, and one that changes after its only review stays as it was.
    for (const auto& [file, policies] : {std::pair("finance_too_slow.yaml", 4), {"finance_changed_too_late.yaml", 1}}) {
        const auto differences = summary(here / file).at("differences");
        CHECK(differences.size() == static_cast<std::size_t>(policies));
        for (const auto& difference : differences) CHECK(difference.at("bill").at("total").at("mean") == 0);
    }
}

TEST_CASE("run shows notes at the end of its page and in summary.json", "[noted]") {
    const Scratch scratch;
    const std::string file = (here / "machine_that_stands.yaml").string();
    const Outcome outcome = run_program({"run", file, "--replications", "2", "--out", scratch.path("run").string()});
    INFO(outcome.err);
    REQUIRE(outcome.exit == 0);
    const std::size_t title = outcome.out.find("\nNotes\n");
    REQUIRE(title != std::string::npos);
    CHECK(outcome.out.find("\nFiles\n") > title);
    CHECK(outcome.out.find("contracts.here.lead_time", title) != std::string::npos);

    const auto summary = nlohmann::json::parse(bytes_of(scratch.path("run/summary.json")));
    REQUIRE(summary.at("notes").size() == 2);
    const auto& note = summary.at("notes").front();
    CHECK(note.at("file") == file);
    CHECK(note.at("line") == 5);
    CHECK(note.at("column") == 84);
    CHECK(note.at("path") == "contracts.here.lead_time");
    CHECK(note.at("text").get<std::string>().starts_with("has no effect"));
}

TEST_CASE("a cases page shows the notes of a case", "[noted]") {
    const Scratch scratch;
    const std::string file = scratch.write("case.yaml", "extends: " + (here / "check_of_nothing.yaml").string() +
                                                            "\nexpect:\n  - {what: bill.total, observed: $100, within: "
                                                            "$1M, from: S1, kind: predicted}\n");
    const Outcome table = run_program({"cases", file, "--replications", "2", "--quiet", "--format", "json"});
    REQUIRE(table.exit == 0);
    const auto cases = nlohmann::json::parse(table.out).at("cases");
    REQUIRE(cases.size() == 1);
    CHECK(cases.front().at("notes").size() == 1);
    const Outcome page = run_program({"cases", file, "--replications", "2"});
    CHECK(page.out.find("\nNote: ") != std::string::npos);
}

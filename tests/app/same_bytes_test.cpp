// The results depend on the scenario and the seed alone: not on threads, engine, time or machine.
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/app/program.hpp"
#include "tests/app/results.hpp"
#include "tests/config/scratch.hpp"

using namespace burncast::test;

namespace {

namespace fs = std::filesystem;

const fs::path scenarios = fs::path(BURNCAST_SOURCE_DIR) / "tests" / "app";
const std::vector<std::string> result_files{"summary.json", "monthly.csv", "replications.csv.gz"};

void play(const fs::path& scenario, const fs::path& run, const std::string& replications,
          const std::vector<std::string>& more) {
    std::vector<std::string> arguments{"compare",    scenario.string(), "--quiet",   "--replications",
                                       replications, "--out",           run.string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Outcome outcome = run_program(arguments);
    INFO(outcome.err);
    REQUIRE(outcome.exit <= 1);  // a gate may break
    CHECK(outcome.err.empty());
}

void same(const fs::path& a, const fs::path& b) {
    for (const std::string& file : result_files) {
        INFO(file << " in " << a << " and " << b);
        CHECK((bytes_of(a / file) == bytes_of(b / file)));
    }
    CHECK((gunzipped(a / "replications.csv.gz") == gunzipped(b / "replications.csv.gz")));
}

}  // namespace

TEST_CASE("the results are the same bytes for 1, 2 and 7 threads and for both exact engines", "[app]") {
    for (const auto& [name, replications] :
         {std::pair{"small_quickstart.yaml", "4"}, {"company_cap.yaml", "9"}, {"everything.yaml", "8"}}) {
        INFO(name);
        const Scratch scratch;
        play(scenarios / name, scratch.path("1"), replications, {"--threads", "1"});
        CHECK(names_in(scratch.path("1")) == run_files());
        for (const char* threads : {"2", "7"}) {
            play(scenarios / name, scratch.path(threads), replications, {"--threads", threads});
            same(scratch.path("1"), scratch.path(threads));
        }
        for (const char* threads : {"1", "2"}) {
            play(scenarios / name, scratch.path("interleaved"), replications,
                 {"--engine", "interleaved", "--threads", threads});
            same(scratch.path("1"), scratch.path("interleaved"));
        }
    }
}

TEST_CASE("as many threads are at work as were asked for, and in silence", "[app]") {
#if defined(__SANITIZE_THREAD__)
    constexpr std::size_t watchers = 1;  // a thread of the sanitizer's own
#else
    constexpr std::size_t watchers = 0;
#endif
    for (const std::size_t threads : {std::size_t{1}, std::size_t{2}, std::size_t{7}}) {
        const Scratch scratch;
        Program program({"run", (scenarios / "small.yaml").string(), "--replications", "1000000", "--quiet",
                         "--threads", std::to_string(threads), "--out", "run"},
                        {.directory = scratch.path()});
        const fs::path tasks = fs::path("/proc") / std::to_string(program.id()) / "task";
        std::size_t most = 0;
        for (int i = 0; i < 100 && most < threads + watchers; ++i) {
            REQUIRE(program.running(std::chrono::milliseconds(20)));
            most = std::max(most, names_in(tasks).size());
        }
        CHECK(most == threads + watchers);
        program.send(SIGKILL);
        CHECK(program.wait().err == "");
    }
}

TEST_CASE("the engine that plays call by call has its own bytes, the same for any number of threads", "[app]") {
    const Scratch scratch;
    for (const char* threads : {"1", "2", "7"})
        play(scenarios / "company_cap.yaml", scratch.path(threads), "4", {"--engine", "calls", "--threads", threads});
    same(scratch.path("1"), scratch.path("2"));
    same(scratch.path("1"), scratch.path("7"));
    CHECK(json_of(scratch.path("1/summary.json"))["engine"] == "calls");
}

TEST_CASE("a cap of the whole company trips in the middle of a month, and holds to within one call", "[app]") {
    const Scratch scratch;
    play(scenarios / "company_cap.yaml", scratch.path("run"), "9", {});
    // The dearest call writes its whole context to the cache, and some words: 200k tok · $3.75/Mtok, and up to 16k tok
    // · $15/Mtok.
    constexpr double amount = 1500, dearest_call = 1;
    for (const char* month : {"2026-01", "2026-02", "2026-03"}) {
        INFO(month);
        const auto bill = replications_of(scratch.path("run"), "base", month, "bill");
        const auto refused = replications_of(scratch.path("run"), "base", month, "refused_tasks");
        const auto free_bill = replications_of(scratch.path("run"), "free", month, "bill");
        const auto free_refused = replications_of(scratch.path("run"), "free", month, "refused_tasks");
        const auto sessions = replications_of(scratch.path("run"), "base", month, "sessions");
        REQUIRE(bill.size() == 9);
        std::size_t tripped = 0;
        for (std::size_t i = 0; i < bill.size(); ++i) {
            CHECK(bill[i] < amount + dearest_call);
            CHECK(free_refused[i] == 0);
            CHECK(sessions[i] > 0);
            if (refused[i] == 0) continue;
            ++tripped;
            CHECK(bill[i] >= amount);
            CHECK(free_bill[i] > amount);
        }
        CHECK(tripped >= 5);
    }
}

TEST_CASE("caps of teams and of people hold too", "[app]") {
    const Scratch scratch;
    play(scenarios / "company_cap.yaml", scratch.path("run"), "5", {});
    const auto summary = json_of(scratch.path("run/summary.json"));
    const auto& everyone = summary["policies"]["everyone"]["measures"]["top_person_bill"];
    for (const char* month : {"2026-01", "2026-02", "2026-03"}) CHECK(everyone[month]["p95"].get<double>() < 101);
    const auto& teams = summary["policies"]["teams"]["measures"]["bill"];
    for (const auto& [month, weeks, days] : {std::tuple{"2026-01", 5, 31}, {"2026-02", 5, 28}, {"2026-03", 6, 31}})
        CHECK(teams[month]["p95"].get<double>() < weeks * 201 + days * 2);
    for (const char* policy : {"everyone", "teams"})
        CHECK(summary["policies"][policy]["measures"]["refused_tasks"]["total"]["p05"].get<double>() > 0);
}

TEST_CASE("time and machine are in the manifest and nowhere else", "[app]") {
    const Scratch scratch;
    const fs::path scenario = scenarios / "small.yaml";
    play(scenario, scratch.path("one"), "3", {"--threads", "1"});
    fs::create_directory(scratch.path("elsewhere"));
    fs::copy(scenario, scratch.path("elsewhere/small.yaml"));
    const Outcome other =
        run_program({"compare", "small.yaml", "--quiet", "--replications", "3", "--threads", "2", "--out", "../two"},
                    {.directory = scratch.path("elsewhere"),
                     .environment = {{"TZ", "Asia/Tokyo"}, {"LC_ALL", "de_DE.UTF-8"}, {"LANG", "tr_TR.UTF-8"}}});
    REQUIRE(other.exit == 0);
    same(scratch.path("one"), scratch.path("two"));
    const auto manifest = json_of(scratch.path("two/manifest.json"));
    for (const char* key :
         {"program", "version", "commit", "scenario", "scenario_hash", "run_hash", "arguments", "seed", "engine",
          "threads", "replications", "policies", "started", "finished", "seconds", "machine", "files"}) {
        INFO(key);
        CHECK(manifest.contains(key));
    }
    CHECK(manifest["threads"] == 2);
    CHECK(manifest["files"][0]["text"] == bytes_of(scenario));
    const std::string started = manifest["started"], machine = manifest["machine"];
    for (const std::string& text :
         {bytes_of(scratch.path("two/summary.json")), bytes_of(scratch.path("two/monthly.csv")),
          gunzipped(scratch.path("two/replications.csv.gz"))}) {
        CHECK(text.find(started.substr(0, 10)) == std::string::npos);
        CHECK(text.find(machine) == std::string::npos);
        CHECK(text.find(scratch.path("two").parent_path().string()) == std::string::npos);
    }
    // a gzip file can carry the time at which it was made, and a name
    const std::string packed = bytes_of(scratch.path("two/replications.csv.gz"));
    REQUIRE(packed.size() > 10);
    CHECK(packed.substr(0, 4) == std::string("\x1F\x8B\x08\x00", 4));
    CHECK(packed.substr(4, 4) == std::string(4, '\0'));
}

TEST_CASE("the manifest is enough to play a run again", "[app]") {
    const Scratch scratch;
    play(scenarios / "everything.yaml", scratch.path("one"), "4",
         {"--seed", "5", "--set", "company.\"team one.a\".people=4"});
    auto arguments = json_of(scratch.path("one/manifest.json"))["arguments"].get<std::vector<std::string>>();
    for (std::string& argument : arguments)
        if (argument == scratch.path("one").string()) argument = scratch.path("two").string();
    REQUIRE(run_program(arguments).exit <= 1);
    same(scratch.path("one"), scratch.path("two"));
}

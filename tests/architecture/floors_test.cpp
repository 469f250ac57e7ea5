// Holds every include of the house against the table of floors, and proves that the check can fail.
#include "floors.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

using namespace burncast::architecture;

namespace {

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

Table our_table() { return read_table(read_file(std::string(BURNCAST_SOURCE_DIR) + "/tests/architecture/floors.txt")); }

std::vector<Source> our_sources() {
    const std::filesystem::path root = BURNCAST_SOURCE_DIR;
    std::vector<Source> sources;
    for (const char* folder : {"sim", "analysis"}) {
        if (!std::filesystem::exists(root / folder)) continue;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
            const std::string extension = entry.path().extension().string();
            if (extension == ".hpp" || extension == ".cpp" || extension == ".h" || extension == ".inc")
                sources.push_back({entry.path().lexically_relative(root).generic_string(), read_file(entry.path())});
        }
    }
    std::sort(sources.begin(), sources.end(), [](const Source& a, const Source& b) { return a.path < b.path; });
    return sources;
}

// How many faults our table finds in one made-up file.
std::vector<std::string> faults_in(const std::string& path, const std::string& text) {
    return faults(our_table(), {{path, text}});
}

}  // namespace

TEST_CASE("every include keeps to the table of floors", "[architecture]") {
    const std::vector<Source> sources = our_sources();
    REQUIRE(sources.size() >= 10);
    std::string all;
    for (const std::string& fault : faults(our_table(), sources)) all += fault + "\n";
    INFO(all);
    CHECK(all.empty());
}

TEST_CASE("an allowed include passes", "[architecture]") {
    CHECK(faults_in("sim/random/a.hpp",
                    "#include \"sim/base/money.hpp\"\n#include <boost/random/normal_distribution.hpp>\n")
              .empty());
    CHECK(
        faults_in("sim/mechanism/retry/a.cpp", "#include \"sim/mechanism/retry/a.hpp\"\n#include <vector>\n").empty());
    CHECK(faults_in("sim/scenario/a.hpp", "#include \"sim/mechanism/retry/a.hpp\"\n").empty());
    CHECK(faults_in("sim/config/a.cpp", "#include <yaml-cpp/yaml.h>\n").empty());
    CHECK(faults_in("analysis/a.cpp", "#include <Eigen/Dense>\n#include \"sim/stats/rows.hpp\"\n").empty());
    CHECK(faults_in("sim/base/a.hpp", "// #include \"sim/app/a.hpp\" is only spoken of\n").empty());
}

TEST_CASE("an arrow upward is found, with its place", "[architecture]") {
    const auto found =
        faults_in("sim/base/money.hpp", "#pragma once\n\n  #  include \"sim/world/ledger.hpp\"  // no\n");
    REQUIRE(found.size() == 1);
    CHECK(found[0] == "sim/base/money.hpp:3: sim/world/ledger.hpp is not for sim/base");
    CHECK(faults_in("sim/model/a.cpp", "#include \"sim/experiment/a.hpp\"\n").size() == 1);
    CHECK(faults_in("sim/stats/a.cpp", "#include \"sim/random/stream.hpp\"\n").size() == 1);
    CHECK(faults_in("sim/experiment/a.cpp", "#include <sim/app/a.hpp>\n").size() == 1);
    CHECK(faults_in("analysis/a.cpp", "#include \"sim/mechanism/retry/a.hpp\"\n").size() == 1);
}

TEST_CASE("a family of mechanisms does not know another one", "[architecture]") {
    const auto found = faults_in("sim/mechanism/retry/a.cpp", "#include \"sim/mechanism/session/session.hpp\"\n");
    REQUIRE(found.size() == 1);
    CHECK(found[0].find("another family") != std::string::npos);
}

TEST_CASE("a library stays on the floors it is for", "[architecture]") {
    CHECK(faults_in("sim/model/a.cpp", "#include <yaml-cpp/yaml.h>\n").size() == 1);
    CHECK(faults_in("sim/model/a.cpp", "#include <tbb/parallel_for.h>\n").size() == 1);
    CHECK(faults_in("sim/stats/a.cpp", "#include <Eigen/Dense>\n").size() == 1);
    CHECK(faults_in("sim/world/a.cpp", "#include <boost/random/normal_distribution.hpp>\n").size() == 1);
    CHECK(faults_in("sim/random/a.cpp", "#include <random>\n").size() == 1);
    CHECK(faults_in("sim/random/a.cpp", "#include <boost/asio.hpp>\n").size() == 1);
    CHECK(faults_in("sim/app/a.cpp", "#include <surprise.h>\n").size() == 1);
}

TEST_CASE("a library that is allowed once stays in one source", "[architecture]") {
    const std::string yaml = "#include <yaml-cpp/yaml.h>\n#include <yaml-cpp/mark.h>\n";
    CHECK(faults_in("sim/config/a.cpp", yaml).empty());
    CHECK(faults_in("sim/config/a.hpp", yaml).size() == 2);
    CHECK(faults(our_table(), {{"sim/config/a.cpp", yaml}, {"sim/config/b.cpp", yaml}}).size() == 2);
}

TEST_CASE("a file must be on a floor and write its includes from the root", "[architecture]") {
    CHECK(faults_in("sim/attic/a.cpp", "").size() == 1);
    CHECK(faults_in("sim/mechanism/a.hpp", "").size() == 1);
    CHECK(faults_in("sim/base/a.cpp", "#include \"money.hpp\"\n").size() == 1);
    CHECK(faults_in("sim/base/a.cpp", "#include \"../base/money.hpp\"\n").size() == 1);
}

TEST_CASE("every header may be included twice, and its own source shows that it compiles alone", "[architecture]") {
    std::string all;
    for (const std::string& fault : first_directive_faults(our_sources())) all += fault + "\n";
    INFO(all);
    CHECK(all.empty());
}

TEST_CASE("a header without a guard and a source with another first include are found", "[architecture]") {
    const Source header{"sim/base/a.hpp", "// What it is.\n#pragma once\n\n#include <vector>\n"};
    const std::string own = "#include \"sim/base/a.hpp\"\n", other = "#include <vector>\n";
    CHECK(first_directive_faults({header, {"sim/base/a.cpp", own + other}}).empty());
    CHECK(first_directive_faults({header, {"sim/base/b.cpp", other}}).empty());
    CHECK(first_directive_faults({{"sim/base/a.hpp", other + header.text}}) ==
          std::vector<std::string>{"sim/base/a.hpp: its first directive is not #pragma once"});
    CHECK(first_directive_faults({{"sim/base/a.hpp", ""}}).size() == 1);
    CHECK(first_directive_faults({header, {"sim/base/a.cpp", other + own}}) ==
          std::vector<std::string>{"sim/base/a.cpp: its first directive is not #include \"sim/base/a.hpp\""});
    CHECK(first_directive_faults({header, {"sim/base/a.cpp", "#define A\n" + own}}).size() == 1);
}

TEST_CASE("a table with an arrow upward is refused", "[architecture]") {
    CHECK_NOTHROW(read_table("floor a :\nfloor b : a\n"));
    CHECK_THROWS_AS(read_table("floor a : b\nfloor b :\n"), std::runtime_error);
    CHECK_THROWS_AS(read_table("floor a\n"), std::runtime_error);
    CHECK_THROWS_AS(read_table("room a :\n"), std::runtime_error);
    CHECK_THROWS_AS(read_table("library a\n"), std::runtime_error);
}

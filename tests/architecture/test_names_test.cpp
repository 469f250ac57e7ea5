// Catch2 2.13 hands the names of tests to ctest through a CMake list, where a bracket glues tests together and a
// semicolon tears one apart: such a test would silently never run.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>

namespace {

// The names of test cases in a source that ctest would stumble on, one a line.
std::string bad_names(const std::string& text) {
    static const std::regex test_case(R"re((?:TEST_CASE|SCENARIO)[A-Z_]*\s*\(\s*"((?:[^"\\]|\\.)*)")re");
    std::string bad;
    for (std::sregex_iterator match(text.begin(), text.end(), test_case), end; match != end; ++match) {
        const std::string name = (*match)[1];
        if (name.find_first_of("[];\\\"") != std::string::npos || name.starts_with("#") || name.ends_with(" "))
            bad += name + "\n";
    }
    return bad;
}

}  // namespace

TEST_CASE("ctest understands the name of every test", "[architecture]") {
    std::string bad;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(BURNCAST_SOURCE_DIR "/tests")) {
        if (!entry.path().string().ends_with("_test.cpp") || entry.path().filename() == "test_names_test.cpp") continue;
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string found = bad_names({std::istreambuf_iterator<char>(file), {}});
        if (!found.empty()) bad += entry.path().string() + ": " + found;
    }
    INFO(bad);
    CHECK(bad.empty());
}

TEST_CASE("a name with a bracket or a semicolon is found", "[architecture]") {
    CHECK(bad_names("TEST_CASE(\"plain, with a comma: and more\", \"[x]\") {").empty());
    CHECK(bad_names("TEST_CASE(\"lies in [0, 1)\", \"[x]\") {") == "lies in [0, 1)\n");
    CHECK(bad_names("TEMPLATE_TEST_CASE(\n    \"one; two\", \"[x]\", int) {") == "one; two\n");
}

#include "sim/base/error.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <utility>

using namespace burncast;

namespace {
Fault fault(std::string file, int line, int column, std::string path, std::string message) {
    return Fault{Place{std::move(file), line, column}, std::move(path), std::move(message)};
}
}  // namespace

TEST_CASE("a fault is written as file:line:column: path: message", "[base]") {
    const Fault full = fault("a.yaml", 3, 7, "company.people", "must be positive");
    const Fault whole_file = fault("a.yaml", 0, 0, "", "is a directory");
    const Fault no_path = fault("a.yaml", 2, 1, "", "is not YAML");
    const Fault no_file = fault("", 0, 0, "company", "is missing");
    CHECK(to_text(full) == "a.yaml:3:7: company.people: must be positive");
    CHECK(to_text(whole_file) == "a.yaml: is a directory");
    CHECK(to_text(no_path) == "a.yaml:2:1: is not YAML");
    CHECK(to_text(no_file) == "company: is missing");
}

TEST_CASE("a scenario error tells every fault at once", "[base]") {
    const ScenarioError error({fault("a.yaml", 1, 2, "x", "one"), fault("b.yaml", 3, 4, "y", "two")});
    CHECK(std::string(error.what()) == "a.yaml:1:2: x: one\nb.yaml:3:4: y: two");
    REQUIRE(error.faults().size() == 2);
    CHECK(error.faults()[1].place.line == 3);
}

TEST_CASE("a model error says how to play the replication again", "[base]") {
    const ModelError error("the causes do not sum to the bill", 12, 42, Instant::from_epoch(1'767'225'600'000));
    CHECK(std::string(error.what()) ==
          "the causes do not sum to the bill (replication 12, seed 42, simulated time 2026-01-01T00:00:00Z)");
}

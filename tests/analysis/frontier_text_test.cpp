#include "analysis/frontier_text.hpp"

#include <catch2/catch.hpp>

#include "tests/analysis/sample_report.hpp"
#include "tests/base/says.hpp"

using namespace burncast;
using namespace burncast::test;

TEST_CASE("the sentences tell the frontier, who is dominated and how surely", "[analysis]") {
    Report report = sample::comparison();
    report.frontier->points = {{"cap-1500", 12.9e6, 16.2e6, 9.2e5},
                               {"base", 14.2e6, 17.8e6, 9.5e5},
                               {"dear", 15e6, 18e6, 9.5e5, "base", true},
                               {"noisy", 15e6, 15e6, 9.5e5, "cap-1500", false}};
    const std::vector<std::string> sentences = frontier_sentences(report);
    REQUIRE(sentences.size() == 2);
    CHECK(sentences[0] ==
          "On the frontier of bill and accepted hours, from the lowest bill: cap-1500, base. Dominated for sure, "
          "no cheaper and worth no more: dear by base. Dominated by the means, not for sure: noisy by cap-1500.");
    CHECK(sentences[1] ==
          "Lowest bill: cap-1500 in 99.8% of the replications, base in 0.1%, nothing-at-all in 0.1%. Lowest P95 of the "
          "bill: noisy, $15.0M.");
    report.frontier->value = "value";
    CHECK(says(frontier_sentences(report).front(), "of bill and value, from"));
    report.frontier.reset();
    CHECK(frontier_sentences(report).empty());
}

TEST_CASE("long lists are cut and say so", "[analysis]") {
    Report report = sample::comparison();
    report.frontier->points = {{"base", 1, 2, 3}};
    for (int i = 1; i < 20; ++i) report.frontier->points.push_back({"cap-" + std::to_string(i), 2, 3, 3, "base", true});
    CHECK(says(frontier_sentences(report).front(), "cap-8 by base and 11 more."));
}

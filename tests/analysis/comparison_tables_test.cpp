#include "analysis/comparison_tables.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/analysis/sample_report.hpp"

using namespace burncast;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// Base and `others` policies, of which only the last is on the frontier beside base.
Report many(int others) {
    Report report = sample::comparison();
    report.policies.resize(1);
    report.differences.clear();
    report.frontier->points = {{"base", 1, 2, 3}};
    for (int i = 1; i <= others; ++i) {
        const std::string name = "cap-" + std::to_string(i);
        report.policies.push_back(sample::policy(name, 0.9));
        report.differences.push_back({name, "bill", "total", -10, -12, -8, 1, 3, Better::lower});
        report.frontier->points.push_back({name, 2, 3, 3, i == others ? "" : "base", true});
    }
    return report;
}

}  // namespace

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
          "dearer and worth less: dear by base. Dominated by the means, not for sure: noisy by cap-1500.");
    CHECK(
        sentences[1] ==
        "Lowest bill: cap-1500 in 99.8% of the replications, base in 0.1%, nothing-at-all in 0.1%. Lowest P95 of the "
        "bill: noisy, $15.0M.");
    report.frontier->value = "value";
    CHECK(has(frontier_sentences(report).front(), "of bill and value, from"));
    report.frontier.reset();
    CHECK(frontier_sentences(report).empty());
}

TEST_CASE("long lists are cut and say so", "[analysis]") {
    const std::vector<std::string> sentences = frontier_sentences(many(20));
    CHECK(has(sentences[0], "cap-8 by base and 11 more."));
}

TEST_CASE("of many policies the details are those of the frontier first", "[analysis]") {
    CHECK(left_out(many(6)) == 0);
    CHECK(left_out(many(20)) == 14);
    const std::string text = change_table(many(20))->text(100, false);
    CHECK(has(text, "  cap-5 "));
    CHECK_FALSE(has(text, "  cap-6 "));
    CHECK(has(text, "  cap-20 "));
    const std::string all = policy_table(many(20))->text(100, false);
    CHECK(has(all, "\ncap-6 "));
}

TEST_CASE("without base nothing is compared with it, and one policy alone has no table", "[analysis]") {
    Report report = sample::comparison();
    report.policies.erase(report.policies.begin());
    report.differences.clear();
    CHECK(policy_table(report));
    CHECK_FALSE(change_table(report));
    CHECK_FALSE(waste_table(report));
    report.policies.resize(1);
    CHECK_FALSE(policy_table(report));
}

TEST_CASE("a sign that is not sure is marked, and one replication has no interval", "[analysis]") {
    Report report = sample::comparison();
    CHECK(has(waste_table(report)->text(100, false), "−$12.0k?"));
    CHECK(has(waste_table(report)->text(100, false), "−$345k "));
    for (Difference& d : report.differences) d.low = d.high = std::nan("");
    CHECK_FALSE(has(policy_table(report)->text(100, false), "±"));
    CHECK_FALSE(has(change_table(report)->text(100, false), "?"));
}

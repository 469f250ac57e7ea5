#include "analysis/comparison_tables.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/analysis/sample_report.hpp"
#include "tests/base/says.hpp"

using namespace burncast;
using namespace burncast::test;

namespace {

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

TEST_CASE("of many policies the details are those of the frontier first", "[analysis]") {
    CHECK(left_out(many(6)) == 0);
    CHECK(left_out(many(20)) == 14);
    const std::string text = change_table(many(20))->text(100, false);
    CHECK(says(text, "  cap-5 "));
    CHECK_FALSE(says(text, "  cap-6 "));
    CHECK(says(text, "  cap-20 "));
    const std::string all = policy_table(many(20))->text(100, false);
    CHECK(says(all, "\ncap-6 "));
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
    CHECK(says(waste_table(report)->text(100, false), "−$12.0k?"));
    CHECK(says(waste_table(report)->text(100, false), "−$345k "));
    for (Difference& d : report.differences) d.low = d.high = std::nan("");
    CHECK_FALSE(says(policy_table(report)->text(100, false), "±"));
    CHECK_FALSE(says(change_table(report)->text(100, false), "?"));
}

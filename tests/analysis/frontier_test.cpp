#include "analysis/frontier.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <utility>
#include <vector>

using namespace burncast;

namespace {

PolicyRows policy(const std::string& name, const std::vector<std::pair<double, double>>& bill_and_hours) {
    PolicyRows rows{name, Rows({{"bill", "total", "all", ""}, {"accepted_hours", "total", "all", ""}})};
    for (const auto& [bill, hours] : bill_and_hours) rows.rows.append(std::array{bill, hours});
    return rows;
}

}  // namespace

TEST_CASE("who costs no more and is worth no less dominates, for sure or by the means", "[analysis]") {
    const std::vector<PolicyRows> policies = {
        policy("base", {{10, 5}, {20, 6}, {30, 7}, {40, 8}}),   // mean 25 and 6.5
        policy("waste", {{11, 5}, {22, 5}, {31, 6}, {42, 8}}),  // dearer and worth less each time
        policy("cap", {{8, 4}, {15, 5}, {21, 6}, {28, 7}}),     // cheaper and worth less
        policy("noisy", {{40, 6}, {12, 3}, {31, 9}, {20, 7}})   // 25.75 and 6.25, anyhow
    };
    const std::optional<FrontierReport> frontier = frontier_of(policies);
    REQUIRE(frontier);
    CHECK(frontier->value == "accepted_hours");
    REQUIRE(frontier->points.size() == 4);
    CHECK(frontier->points[0].policy == "cap");
    CHECK(frontier->points[0].dominated_by.empty());
    CHECK(frontier->points[0].bill == 18);
    CHECK(frontier->points[0].bill_p95 == Approx(26.95));
    CHECK(frontier->points[1].policy == "base");
    CHECK(frontier->points[1].dominated_by.empty());
    CHECK(frontier->points[2].policy == "noisy");
    CHECK(frontier->points[2].dominated_by == "base");
    CHECK_FALSE(frontier->points[2].certain);
    CHECK(frontier->points[3].policy == "waste");
    CHECK(frontier->points[3].dominated_by == "base");
    CHECK_FALSE(frontier->points[3].certain);  // the loss of value of two replications is within the interval
}

TEST_CASE("a loss that is known is told for sure, and policies alike do not dominate each other", "[analysis]") {
    const std::vector<PolicyRows> policies = {policy("base", {{10, 5}, {20, 6}, {30, 7}}),
                                              policy("same", {{10, 5}, {20, 6}, {30, 7}}),
                                              policy("dear", {{12, 5}, {22, 6}, {32, 7}})};
    const std::optional<FrontierReport> frontier = frontier_of(policies);
    REQUIRE(frontier);
    CHECK(frontier->points[0].dominated_by.empty());
    CHECK(frontier->points[1].dominated_by.empty());
    CHECK(frontier->points[2].dominated_by == "base");
    CHECK(frontier->points[2].certain);
}

TEST_CASE("value is preferred to hours where all tell it, and one policy has no frontier", "[analysis]") {
    std::vector<PolicyRows> policies(2);
    for (PolicyRows& each : policies) {
        each.rows =
            Rows({{"bill", "total", "all", ""}, {"accepted_hours", "total", "all", ""}, {"value", "total", "all", ""}});
        each.rows.append(std::array{1.0, 2.0, 3.0});
    }
    CHECK(frontier_of(policies)->value == "value");
    CHECK(frontier_of(policies)->points[0].value == 3);
    policies.resize(1);
    CHECK_FALSE(frontier_of(policies));
    policies = {PolicyRows{"base", Rows({{"bill", "total", "all", ""}})}};
    policies.push_back(policies.front());
    CHECK_FALSE(frontier_of(policies));
}

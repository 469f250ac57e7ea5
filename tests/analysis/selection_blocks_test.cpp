#include "analysis/selection_blocks.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/analysis/selection_stage.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

// Bills and values of two policies; the second was played for three replications only.
std::vector<PolicyRows> two_policies() {
    const PolicyRows empty{"base", Rows(std::vector<Column>{{"bill", "total"}, {"value", "total"}}), false};
    std::vector<PolicyRows> policies = {empty, empty};
    for (const double x : {1.0, 3.0, 5.0, 9.0}) policies[0].rows.append(std::array{x, 100 * x});
    for (const double x : {2.0, 2.0, 8.0}) policies[1].rows.append(std::array{x, 110 * x});
    return policies;
}

}  // namespace

TEST_CASE("block means of scores and slacks by hand", "[analysis]") {
    const std::vector<PolicyRows> policies = two_policies();
    const SelectionBlocks seen = selection_blocks(lowest_bill_keeping(1, 0.9, 0.01), policies, 2, 2);
    CHECK(seen.scores(0, 0) == -2);
    CHECK(seen.scores(1, 0) == -7);
    CHECK(seen.scores(0, 1) == -2);
    CHECK(std::isnan(seen.scores(1, 1)));
    CHECK(seen.slacks(0, 0) == Approx(0.1 * 200));
    CHECK(seen.slacks(0, 1) == Approx(220 - 0.9 * 200));
    CHECK(std::isnan(seen.slacks(1, 1)));
    CHECK(seen.tolerance == Approx(0.01 * 450));
    SelectionQuestion question = lowest_bill(1);
    question.highest = true;
    question.condition = Condition{"", total_of("value"), Relation::less, 500, false, 7};
    const SelectionBlocks single = selection_blocks(question, policies, 1, 3);
    CHECK(single.scores(2, 1) == 8);
    CHECK(single.slacks(2, 1) == Approx(500 - 880));
    CHECK(single.tolerance == 7);
    CHECK(std::isnan(selection_blocks(lowest_bill(1), policies, 1, 2).slacks(0, 0)));
}

TEST_CASE("the spread of differences and of slacks by hand", "[analysis]") {
    const SelectionBlocks seen = selection_blocks(lowest_bill_keeping(1, 0, 0.01), two_policies(), 1, 3);
    const SelectionSpread spread = spread_of(seen, 3);
    // Differences -1, 1, -3 and slacks 220, 220, 880.
    CHECK(spread.differences(0, 1) == Approx(4));
    CHECK(spread.differences(1, 0) == spread.differences(0, 1));
    CHECK(spread.differences(0, 0) == 0);
    CHECK(spread.slacks[1] == Approx(145'200));
    CHECK(spread_of(seen, 2).slacks[1] == 0);
}

TEST_CASE("a selection by each month is none", "[analysis]") {
    SelectionQuestion question = lowest_bill(1);
    question.value.over.period = "month";
    CHECK_THROWS(selection_blocks(question, two_policies(), 1, 2));
}

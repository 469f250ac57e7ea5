#include "sim/model/budget_watch.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "tests/model/company_builder.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

std::optional<BudgetParams> budget(double amount, BudgetPeriod period) {
    return BudgetParams{Money::from_units(amount), period};
}

double day(Instant t) { return static_cast<double>(t.day().time_since_epoch().count()); }

// $10 a day from 2026-01-01 for 500 days; the budget changes on some of them.
double exhausted(const std::optional<BudgetParams>& first,
                 const std::map<Instant, std::optional<BudgetParams>>& changes) {
    const Instant start = date(2026, 1, 1);
    BudgetWatch watch(first, start);
    for (int d = 1; d <= 500; ++d) {
        const Instant midnight = start + Duration::days(d);
        watch.end_of_day(midnight, Money::from_units(10.0 * d));
        if (const auto change = changes.find(midnight); change != changes.end()) watch.change_budget(change->second);
    }
    return watch.exhausted();
}

constexpr BudgetPeriod month = BudgetPeriod::month, year = BudgetPeriod::year, total = BudgetPeriod::total;

}  // namespace

TEST_CASE("a budget is used up on the day whose spend reaches it", "[model]") {
    CHECK(exhausted(budget(100, total), {}) == day(date(2026, 1, 10)));
    CHECK(exhausted(budget(300, month), {}) == day(date(2026, 1, 30)));
    CHECK(exhausted(budget(311, month), {}) == BudgetWatch::never);
    CHECK(exhausted(budget(3650, year), {}) == day(date(2026, 12, 31)));
    CHECK(exhausted(budget(3651, year), {}) == BudgetWatch::never);
}

TEST_CASE("without a budget there is no day on which it could run out, nor one on which it never did", "[model]") {
    CHECK(std::isnan(exhausted(std::nullopt, {})));
    CHECK(exhausted(std::nullopt, {{date(2026, 3, 1), budget(1e6, year)}}) == BudgetWatch::never);
    CHECK(exhausted(budget(1e6, year), {{date(2026, 3, 1), std::nullopt}}) == BudgetWatch::never);
}

TEST_CASE("a new budget counts what its period had spent before", "[model]") {
    // $1,000 for the year would be gone on 10 April; from March it is $2,000, gone after 200 days.
    CHECK(exhausted(budget(1000, year), {{date(2026, 3, 1), budget(2000, year)}}) == day(date(2026, 7, 19)));
    // The same for a budget that begins in the middle.
    CHECK(exhausted(std::nullopt, {{date(2026, 3, 1), budget(2000, year)}}) == day(date(2026, 7, 19)));
    // One that is below what is already spent is gone on its first day.
    CHECK(exhausted(budget(5000, total), {{date(2026, 3, 1), budget(100, total)}}) == day(date(2026, 3, 1)));
    // In a month of its own, what earlier months spent does not count.
    CHECK(exhausted(budget(5000, total), {{date(2026, 3, 16), budget(200, month)}}) == day(date(2026, 3, 20)));
    // In the second year, only what the second year has spent.
    CHECK(exhausted(budget(9999, year), {{date(2027, 2, 1), budget(400, year)}}) == day(date(2027, 2, 9)));
}

TEST_CASE("a budget that was used up before it changed was used up then", "[model]") {
    CHECK(exhausted(budget(100, year), {{date(2026, 3, 1), budget(9999, year)}}) == day(date(2026, 1, 10)));
    CHECK(exhausted(budget(100, year), {{date(2026, 3, 1), std::nullopt}}) == day(date(2026, 1, 10)));
    CHECK(exhausted(budget(1000, year), {{date(2026, 3, 1), std::nullopt}}) == BudgetWatch::never);
}

// The day on which the budget of some period was first used up.
//
// A budget month is a calendar month; a budget year is twelve months from the start, wherever in the calendar that is.
// A dated policy may change the budget in the middle of a period. The new amount is then the plan for the whole period
// under way, as it is meant when a budget "is raised to $14M in June": days from then on are held against it, with all
// that was spent since the period began; days before are held against the budget that they had. Where there never was
// a budget, none could run out, and there is no day either.
#pragma once

#include <array>
#include <chrono>
#include <limits>
#include <optional>

#include "sim/base/money.hpp"
#include "sim/base/time.hpp"
#include "sim/scenario/scenario.hpp"

namespace burncast {

class BudgetWatch {
public:
    static constexpr double never = std::numeric_limits<double>::infinity();
    static constexpr double no_budget = std::numeric_limits<double>::quiet_NaN();

    BudgetWatch(const std::optional<BudgetParams>& budget, Instant start) : start_(start) { change_budget(budget); }

    // What holds from the day that begins now.
    void change_budget(const std::optional<BudgetParams>& budget) {
        budget_ = budget;
        had_budget_ = had_budget_ || budget_;
    }

    // At every midnight, with all that was spent since the start.
    void end_of_day(Instant now, Money spent) {
        if (budget_ && exhausted_ == never && spent - before(budget_->period) >= budget_->amount)
            exhausted_ = static_cast<double>(now.day().time_since_epoch().count() - 1);
        if (std::chrono::year_month_day(now.day()).day() == std::chrono::day(1)) before(BudgetPeriod::month) = spent;
        if (now < Span{12 * (years_ + 1), 0}.after(start_)) return;
        ++years_;
        before(BudgetPeriod::year) = spent;
    }
    // Days since 1970-01-01; infinity when it lasted, NaN when there never was one.
    [[nodiscard]] double exhausted() const { return had_budget_ ? exhausted_ : no_budget; }

private:
    // What had been spent when the period under way began.
    Money& before(BudgetPeriod period) { return before_[static_cast<std::size_t>(period)]; }

    std::optional<BudgetParams> budget_;
    bool had_budget_ = false;
    Instant start_;
    int years_ = 0;
    std::array<Money, 3> before_;  // by kind of period: month, year, total (always nothing)
    double exhausted_ = never;
};

}  // namespace burncast

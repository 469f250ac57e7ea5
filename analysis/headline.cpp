#include "analysis/headline.hpp"

#include <cctype>
#include <cmath>
#include <limits>

#include "analysis/wording.hpp"

namespace burncast {

namespace {

std::string bill_part(const Report& report, const Distribution& bill) {
    const std::string amount =
        " " + money_text(bill.mean, report.currency) + " " + period_text(report.start, report.end);
    if (report.replications == 1) return amount + " (one replication: no range).";
    std::string range = range_text(bill.p05, bill.p95, bill.mean, true);
    // The amount beside it has said the scale.
    while (!range.empty() && std::isalpha(static_cast<unsigned char>(range.back()))) range.pop_back();
    return amount + " (90%: " + range + ").";
}

// $11M, $9M–15M, $800k-a-month; none.
std::string plan_text(const Report& report, const std::optional<BudgetPlan>& plan) {
    if (!plan) return "none";
    const bool several_years = report.end - report.start > std::chrono::days(366);
    const std::string each = plan->period == "month"                   ? "-a-month"
                             : plan->period == "year" && several_years ? "-a-year"
                                                                       : "";
    if (!plan->low || !plan->high) return given_money_text(plan->amount, report.currency) + each;
    return given_range_text(*plan->low, *plan->high, report.currency) + each;
}

// The $11M budget; The $11M budget ($14M from 1 Jun); The budget ($14M from 1 Jun).
std::string budget_name(const Report& report, const BudgetReport& budget, std::chrono::year year) {
    std::string name = budget.plan ? "The " + plan_text(report, budget.plan) + " budget" : "The budget";
    for (const BudgetChange& change : budget.changes) {
        const double day = static_cast<double>(change.from.time_since_epoch().count());
        name += (&change == &budget.changes.front() ? " (" : ", ") + plan_text(report, change.plan) + " from " +
                day_text(day, year);
    }
    return budget.changes.empty() ? name : name + ")";
}

std::string budget_part(const Report& report, const BudgetReport& budget) {
    const std::chrono::year year = std::chrono::year_month_day(report.start).year();
    const std::string name = " " + budget_name(report, budget, year);
    if (report.replications == 1)
        return name + (budget.probability_exhausted == 0
                           ? " lasts."
                           : " runs out on " + day_text(budget.exhausted_p50, year) + ".");
    if (budget.probability_exhausted == 0) return name + " lasts in every replication.";
    const std::string runs_out =
        name + " runs out in " +
        (budget.probability_exhausted == 1 ? "every replication"
                                           : share_text(budget.probability_exhausted) + " of the replications");
    if (!std::isfinite(budget.exhausted_p50)) return runs_out + ".";
    return runs_out + ", in half of all by " + day_text(budget.exhausted_p50, year) +
           " (90%: " + day_text(budget.exhausted_p05, year) + "–" + day_text(budget.exhausted_p95, year) + ").";
}

}  // namespace

double accepted_share(const PolicyReport& policy) {
    for (const CauseReport& cause : policy.causes)
        if (cause.cause == "useful") return cause.share;
    const Distribution* waste = policy.find("waste_share", "total");
    return waste == nullptr ? std::numeric_limits<double>::quiet_NaN() : 1 - waste->mean;
}

std::string headline(const Report& report) {
    std::string text = report.scenario + ":";
    if (report.policies.empty()) return text + " nothing was run.";
    const PolicyReport& policy = report.policies.front();
    if (policy.name != "base") text = report.scenario + ", with " + policy.name + ":";
    if (const Distribution* bill = policy.find("bill", "total")) text += bill_part(report, *bill);
    if (policy.budget) text += budget_part(report, *policy.budget);
    if (const double accepted = accepted_share(policy); !std::isnan(accepted))
        text += " " + share_text(accepted) + " of the money bought accepted work.";
    return text;
}

}  // namespace burncast

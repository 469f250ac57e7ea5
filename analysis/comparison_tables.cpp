#include "analysis/comparison_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

#include "analysis/headline.hpp"
#include "analysis/wording.hpp"

namespace burncast {

namespace {

using Cell = TextTable::Cell;
using Cells = std::vector<Cell>;

constexpr std::size_t most_detailed = 6;  // policies
constexpr std::size_t most_causes = 5;

// How a number of a measure is written.
enum class Kind { money, share, count };

struct Row {
    std::string_view measure, label;
    Kind kind;
};
constexpr Row rows_told[] = {{"bill", "bill", Kind::money},
                             {"value", "value", Kind::money},
                             {"accepted_hours", "accepted hours", Kind::count},
                             {"cost_per_accepted_task", "cost per accepted task", Kind::money},
                             {"waste_share", "waste share", Kind::share},
                             {"budget_exhausted", "budget runs out", Kind::share},
                             {"budget_days", "days the budget lasts", Kind::count}};

std::string level_text(double value, Kind kind, std::string_view currency) {
    return kind == Kind::money   ? money_text(value, currency)
           : kind == Kind::share ? share_text(value)
                                 : count_text(value);
}

// +$310, −5.9 points, +41.2k
std::string change_text(double value, Kind kind, std::string_view currency) {
    if (std::isnan(value)) return "?";
    const std::string plus = value > 0 ? "+" : "";
    return plus + (kind == Kind::share ? points_text(value) : level_text(value, kind, currency));
}

std::string interval_text(const Difference& d, Kind kind) {
    if (!std::isfinite(d.low) || !std::isfinite(d.high)) return "";
    const double scale = kind == Kind::share ? 100 : 1;
    return range_text(d.low * scale, d.high * scale, std::max(std::abs(d.low), std::abs(d.high)) * scale,
                      kind == Kind::money);
}

bool is_nothing(const Difference& d) { return d.mean == 0 && d.low == 0 && d.high == 0; }

const Difference* difference(const Report& report, const std::string& policy, std::string_view measure) {
    for (const Difference& d : report.differences)
        if (d.policy == policy && d.measure == measure && d.period == "total") return &d;
    return nullptr;
}

// −$1.28M ± $32.0k
std::string change_and_arm(const Difference* d, Kind kind, std::string_view currency) {
    if (d == nullptr) return "";
    if (is_nothing(*d)) return "nothing";
    const std::string change = change_text(d->mean, kind, currency);
    const double arm = (d->high - d->low) / 2;
    return std::isfinite(arm) ? change + " ± " + level_text(arm, kind, currency) : change;
}

// The mean over the run under one policy; NaN where it is not told.
double mean_of(const PolicyReport& policy, std::string_view measure) {
    if (policy.budget && measure == "budget_exhausted") return policy.budget->probability_exhausted;
    if (policy.budget && measure == "budget_days") return policy.budget->days;
    const Distribution* d = policy.find(measure, "total");
    return d == nullptr ? std::numeric_limits<double>::quiet_NaN() : d->mean;
}

bool valued(const Report& report) { return report.policies.front().find("value", "total") != nullptr; }

bool ever_out(const Report& report) {
    return std::any_of(report.policies.begin(), report.policies.end(), [](const PolicyReport& policy) {
        return policy.budget && policy.budget->probability_exhausted > 0;
    });
}

// How likely, and the median day where it is likelier than not.
std::string budget_out(const Report& report, const BudgetReport& budget) {
    const std::string likely = share_text(budget.probability_exhausted);
    const std::chrono::year year = std::chrono::year_month_day(report.start).year();
    return std::isfinite(budget.exhausted_p50) ? likely + ", " + day_text(budget.exhausted_p50, year) : likely;
}

// Those that change anything at all, base apart.
std::vector<const PolicyReport*> changing(const Report& report) {
    std::vector<const PolicyReport*> policies;
    for (std::size_t p = 1; report.has_base() && p < report.policies.size(); ++p) {
        const PolicyReport& policy = report.policies[p];
        if (std::any_of(report.differences.begin(), report.differences.end(), [&](const Difference& d) {
                return d.policy == policy.name && !is_nothing(d) && !std::isnan(d.mean);
            }))
            policies.push_back(&policy);
    }
    return policies;
}

// Of these, in the order of the report, as many as fit: those of the frontier first.
std::vector<const PolicyReport*> detailed(const Report& report) {
    std::vector<const PolicyReport*> policies = changing(report);
    if (policies.size() <= most_detailed) return policies;
    const auto dominated = [&](const PolicyReport* policy) {
        if (!report.frontier) return true;
        const std::vector<FrontierPoint>& points = report.frontier->points;
        return std::none_of(points.begin(), points.end(), [&](const FrontierPoint& point) {
            return point.policy == policy->name && point.dominated_by.empty();
        });
    };
    std::stable_sort(policies.begin(), policies.end(),
                     [&](const PolicyReport* a, const PolicyReport* b) { return dominated(a) < dominated(b); });
    policies.resize(most_detailed);
    std::sort(policies.begin(), policies.end());
    return policies;
}

void add_change(TextTable& rows, const Row& row, const PolicyReport& policy, const Difference& d,
                std::string_view currency) {
    const bool same = is_nothing(d);
    const bool paired = !same && std::isfinite(d.variance_ratio);
    rows.add({{"  " + safe_text(policy.name)},
              {level_text(mean_of(policy, row.measure), row.kind, currency)},
              {same ? "nothing" : change_text(d.mean, row.kind, currency)},
              {same ? "" : interval_text(d, row.kind)},
              {same || std::isnan(d.probability_better()) ? "" : share_text(d.probability_better())},
              {paired ? count_text(d.variance_ratio) + "×" : ""}});
}

}  // namespace

std::optional<TextTable> policy_table(const Report& report) {
    if (report.policies.size() < 2) return std::nullopt;
    const std::string_view value = valued(report) ? "value" : "accepted_hours";
    std::vector<std::string> titles = {"", "bill", "90% range", "useful", "budget out"};
    if (report.has_base())
        titles.insert(titles.end(), {"bill changes by", valued(report) ? "value by" : "accepted hours by"});
    TextTable rows = numbers_under(titles);
    for (const PolicyReport& policy : report.policies) {
        const Distribution* bill = policy.find("bill", "total");
        const bool ranged = bill != nullptr && report.replications > 1;
        Cells row{{safe_text(policy.name)},
                  {bill == nullptr ? "" : money_text(bill->mean, report.currency)},
                  {ranged ? range_text(bill->p05, bill->p95, bill->mean, true) : ""},
                  {share_text(accepted_share(policy))},
                  {policy.budget ? budget_out(report, *policy.budget) : ""}};
        if (report.has_base()) {
            row.push_back({change_and_arm(difference(report, policy.name, "bill"), Kind::money, report.currency)});
            row.push_back({change_and_arm(difference(report, policy.name, value),
                                          valued(report) ? Kind::money : Kind::count, report.currency)});
        }
        rows.add(std::move(row));
    }
    return rows;
}

std::optional<TextTable> change_table(const Report& report) {
    const std::vector<const PolicyReport*> policies = detailed(report);
    if (policies.empty()) return std::nullopt;
    const PolicyReport& base = report.policies.front();
    TextTable rows = numbers_under({"", "mean", "changes by", "(95%)", "better in", "pairing"});
    for (const Row& row : rows_told) {
        if (row.measure == (valued(report) ? "accepted_hours" : "value")) continue;
        if (row.measure.starts_with("budget") && !ever_out(report)) continue;  // the table above has said so
        bool titled = false;
        for (const PolicyReport* policy : policies) {
            const Difference* d = difference(report, policy->name, row.measure);
            if (d == nullptr || (std::isnan(d->mean) && std::isnan(d->probability_lower))) continue;
            if (!titled)
                rows.add({{std::string(row.label), Style::strong},
                          {level_text(mean_of(base, row.measure), row.kind, report.currency), Style::strong}});
            titled = true;
            add_change(rows, row, *policy, *d, report.currency);
        }
    }
    return rows;
}

std::optional<TextTable> waste_table(const Report& report) {
    const std::vector<const PolicyReport*> policies = detailed(report);
    if (policies.empty()) return std::nullopt;
    std::vector<CauseReport> causes = report.policies.front().causes;
    std::erase_if(causes, [](const CauseReport& cause) { return cause.cause == "useful" || !(cause.bill > 0); });
    std::stable_sort(causes.begin(), causes.end(),
                     [](const CauseReport& a, const CauseReport& b) { return a.bill > b.bill; });
    if (causes.size() > most_causes) causes.resize(most_causes);
    if (causes.empty()) return std::nullopt;
    std::vector<std::string> titles{""};
    Cells first{{"base"}};
    for (const CauseReport& cause : causes) {
        titles.push_back(safe_text(cause.cause));
        std::replace(titles.back().begin(), titles.back().end(), '_', ' ');
        first.push_back({money_text(cause.bill, report.currency)});
    }
    TextTable rows = numbers_under(titles);
    rows.add(std::move(first));
    for (const PolicyReport* policy : policies) {
        Cells row{{safe_text(policy->name)}};
        for (const CauseReport& cause : causes) {
            const Difference* d = difference(report, policy->name, "bill." + cause.cause);
            const bool unsure = d != nullptr && !(d->low > 0 || d->high < 0);
            row.push_back({d == nullptr ? ""
                           : is_nothing(*d)
                               ? "nothing"
                               : change_text(d->mean, Kind::money, report.currency) + (unsure ? "?" : "")});
        }
        rows.add(std::move(row));
    }
    return rows;
}

std::size_t left_out(const Report& report) { return changing(report).size() - detailed(report).size(); }

}  // namespace burncast

// A report as a year of a large company might give it, made up by hand: what the page, the files and their tests print.
#pragma once

#include <limits>
#include <string>

#include "sim/stats/report.hpp"

namespace burncast::sample {

inline constexpr double never = std::numeric_limits<double>::infinity();

inline double day(int year, int month, int number) {
    const std::chrono::sys_days date{std::chrono::year(year) / month / number};
    return static_cast<double>(date.time_since_epoch().count());
}

// Its quantiles lie at fixed ratios of the mean.
inline Distribution around(double mean, const std::string& unit) {
    Distribution d;
    d.unit = unit;
    d.mean = mean;
    d.mean_low = 0.99 * mean;
    d.mean_high = 1.01 * mean;
    d.sd = 0.12 * mean;
    d.p05 = 0.84 * mean;
    d.p25 = 0.92 * mean;
    d.p50 = 0.98 * mean;
    d.p75 = 1.06 * mean;
    d.p95 = 1.25 * mean;
    d.luck_share = 0.28;
    d.luck_low = 0.21;
    d.luck_high = 0.37;
    d.ignorance_share = 0.72;
    return d;
}

inline PolicyReport policy(const std::string& name, double factor) {
    PolicyReport report;
    report.name = name;
    report.uncertain_inputs = true;
    const auto add = [&](const std::string& measure, const std::string& period, double mean, const std::string& unit) {
        report.measures.push_back({{measure, period, "all", ""}, around(mean, unit)});
    };
    for (int month = 1; month <= 12; ++month) {
        const std::string period = (month < 10 ? "2026-0" : "2026-") + std::to_string(month);
        const double share = (0.4 + 0.1 * month) / 12.6 * factor;
        add("bill", period, 14.2e6 * share, "USD");
        add("tokens", period, 18.9e12 * share, "tokens");
        add("calls", period, 98e6 * share, "calls");
        add("accepted_tasks", period, 1.9e6 * share, "tasks");
        add("active_share", period, 0.32 + 0.052 * month, "share");
    }
    for (const char* period : {"2026", "total"}) {
        add("bill", period, 14.2e6 * factor, "USD");
        add("tokens", period, 18.9e12 * factor, "tokens");
        add("calls", period, 98e6 * factor, "calls");
        add("accepted_tasks", period, 1.9e6 * factor, "tasks");
        add("active_share", period, 0.97, "share");
    }
    add("person_bill.p50", "total", 1'480, "USD");
    add("person_bill.p90", "total", 6'900, "USD");
    add("top_person_bill", "total", 212'000, "USD");
    add("top_decile_share", "total", 0.46, "share");
    report.measures.push_back({{"bill", "2026-01", "team", "engineering, \"core\""}, around(14.2e6 * 0.03, "USD")});
    report.budget =
        BudgetReport{BudgetPlan{11e6, "year"}, 0.98, day(2026, 9, 19), day(2026, 10, 14), day(2026, 11, 30)};
    report.causes = {{"useful", 0.31, 4.402e6 * factor},       {"failed", 0.27, 3.834e6 * factor},
                     {"auto_retry", 0.034, 0.4828e6 * factor}, {"manual_retry", 0.256, 3.6352e6 * factor},
                     {"loop", 0.13, 1.846e6 * factor},         {"gaming", 0, 0}};
    return report;
}

inline Report report() {
    Report r;
    r.scenario = "Engineering with coding agents";
    r.seed = 1;
    r.engine = "fast";
    r.replications = 400;
    r.people = 5'000;
    r.start = std::chrono::sys_days(std::chrono::year(2026) / 1 / 1);
    r.end = std::chrono::sys_days(std::chrono::year(2027) / 1 / 1);
    r.policies = {policy("base", 1)};
    r.precision = {std::nullopt, 0.0123, 0.0346, std::nullopt, ""};
    r.gates = {{"p95(bill.year) < $14M", "base", "2026", 17.75e6, 17.1e6, 18.6e6, UnitKind::currency, Relation::less,
                14e6, false, true},
               {"P(budget exhausted before 2026-09-01) < 10%", "base", "total", 0.0225, 0.009, 0.046, UnitKind::share,
                Relation::less, 0.1, true, true}};
    r.expectations = {
        {"budget exhausted after", 4, 1, "months", "S169", "predicted", 8.6, 9.43, 10.9, 9.43, false, false},
        {"person_bill.p90.2026-04", 2'000, 300, "USD", "S172", "calibrated", 1'780, 1'940, 2'110, 1'940, true, true}};
    r.directory = "runs/engineering-3f9a1c";
    return r;
}

// The same with two policies beside the base: one that helps, one that does nothing.
inline Report comparison() {
    Report r = report();
    r.expectations.clear();
    r.policies.push_back(policy("cap-1500", 0.91));
    r.policies.back().budget->probability_exhausted = 0.39;
    r.policies.back().budget->exhausted_p50 = r.policies.back().budget->exhausted_p95 = never;
    r.policies.push_back(policy("nothing-at-all", 1));
    for (PolicyReport& each : r.policies) {
        const double hours = each.name == "cap-1500" ? 9.2e5 : 9.5e5;
        each.measures.push_back({{"accepted_hours", "total", "all", ""}, around(hours, "hours")});
        each.probability_lowest_bill = each.name == "cap-1500" ? 0.9975 : 0.00125;
        each.budget->days = each.name == "cap-1500" ? 351.4 : 289.2;
    }
    constexpr Better lower = Better::lower, higher = Better::higher;
    r.differences = {{"cap-1500", "bill", "2026-01", -9e4, -9.5e4, -8.5e4, 1, 140, lower},
                     {"cap-1500", "bill", "total", -1.278e6, -1.31e6, -1.246e6, 0.9975, 153, lower},
                     {"cap-1500", "bill.failed", "total", -3.45e5, -3.6e5, -3.3e5, 1, 120, lower},
                     {"cap-1500", "bill.loop", "total", -1.2e4, -4e4, 1.6e4, 0.7, 90, lower},
                     {"cap-1500", "accepted_hours", "total", -3e4, -3.2e4, -2.8e4, 1, 88, higher},
                     {"cap-1500", "budget_exhausted", "total", -0.59, -0.64, -0.54, 0.795, 1.2, lower},
                     {"cap-1500", "budget_days", "total", 62.2, 58, 66.4, 0.02, 2.1, higher},
                     {"nothing-at-all", "bill", "total", 0, 0, 0, 0.5, never, lower},
                     {"nothing-at-all", "bill.failed", "total", 0, 0, 0, 0.5, never, lower},
                     {"nothing-at-all", "accepted_hours", "total", 0, 0, 0, 0.5, never, higher}};
    r.frontier = FrontierReport{"accepted_hours",
                                {{"cap-1500", 12.9e6, 16.2e6, 9.2e5},
                                 {"base", 14.2e6, 17.8e6, 9.5e5},
                                 {"nothing-at-all", 14.2e6, 17.8e6, 9.5e5}}};
    r.gates.push_back({"p95(bill.year) < $14M", "cap-1500", "2026", 13.6e6, 12.9e6, 14.3e6, UnitKind::currency,
                       Relation::less, 14e6, true, false});
    return r;
}

}  // namespace burncast::sample

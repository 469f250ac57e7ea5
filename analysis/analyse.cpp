#include "analysis/analyse.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "analysis/comparison.hpp"
#include "analysis/control_variates.hpp"
#include "analysis/expectation.hpp"
#include "analysis/frontier.hpp"
#include "analysis/gate.hpp"
#include "sim/stats/interval.hpp"
#include "sim/stats/moments.hpp"

namespace burncast {

namespace {

double day_number(std::chrono::sys_days day) { return static_cast<double>(day.time_since_epoch().count()); }

std::optional<BudgetReport> budget_report(const RunFacts& facts, std::size_t number, const PolicyReport& policy,
                                          const Rows& rows) {
    if (number >= facts.budgets.size()) return std::nullopt;
    const std::optional<RunFacts::Budget>& budget = facts.budgets[number];
    const std::optional<std::size_t> column = rows.find("budget_exhausted_on", "total");
    if (!budget || !column) return std::nullopt;
    BudgetReport report;
    report.plan = budget->plan;
    report.changes = budget->changes;
    std::size_t exhausted = 0;
    Moments days;
    for (std::size_t r = 0; r < rows.replications(); ++r) {
        const double day = rows.at(r, *column);
        exhausted += std::isfinite(day) ? 1 : 0;
        days.add(std::min(day, day_number(facts.end)) - day_number(facts.start));
    }
    report.days = days.mean();
    report.probability_exhausted = static_cast<double>(exhausted) / static_cast<double>(rows.replications());
    const Distribution* day = policy.find("budget_exhausted_on", "total");
    report.exhausted_p05 = day->p05;
    report.exhausted_p50 = day->p50;
    report.exhausted_p95 = day->p95;
    return report;
}

std::vector<CauseReport> cause_reports(const PolicyReport& policy) {
    std::vector<CauseReport> causes;
    const Distribution* bill = policy.find("bill", "total");
    for (const MeasureSummary& summary : policy.measures) {
        const Column& column = summary.column;
        if (column.group_kind != "cause" || column.period != "total" || column.measure != "bill") continue;
        const double mean = summary.distribution.mean;
        causes.push_back(
            {column.group, bill != nullptr ? mean / bill->mean : std::numeric_limits<double>::quiet_NaN(), mean});
    }
    return causes;
}

std::vector<ContractReport> contract_reports(const PolicyReport& policy) {
    std::vector<ContractReport> contracts;
    for (const MeasureSummary& summary : policy.measures) {
        const Column& column = summary.column;
        if (column.group_kind != "contract" || column.period != "total") continue;
        if (column.measure == "bill") contracts.push_back({column.group});  // the first of each contract's
        const double mean = summary.distribution.mean;
        if (column.measure == "bill") contracts.back().bill = mean;
        if (column.measure == "list_cost") contracts.back().list_cost = mean;
        if (column.measure == "utilisation") contracts.back().utilisation = mean;
    }
    return contracts;
}

// The mean bill as the drawn inputs help to know it.
void report_controlled(const RunFacts& facts, const PolicyRows& policy, PrecisionReport& report) {
    const std::optional<std::size_t> bill = policy.rows.find("bill", "total");
    if (!bill || facts.inputs.size() < policy.rows.replications()) return;
    const std::span inputs = std::span(facts.inputs).first(policy.rows.replications());
    const std::optional<ControlledMean> controlled =
        controlled_mean(policy.rows.column(*bill), inputs, block_size(policy.uncertain));
    if (!controlled) return;
    report.controlled = {controlled->mean, controlled->interval.low, controlled->interval.high};
    report.effective_replications = controlled->effective_replications;
}

PrecisionReport precision_report(const RunFacts& facts, const PolicyRows& policy) {
    PrecisionReport report;
    report.asked = facts.precision;
    report.mean = report.p95 = std::numeric_limits<double>::quiet_NaN();
    if (const std::optional<std::size_t> bill = policy.rows.find("bill", "total")) {
        const Precision precision = precision_of(policy.rows.column(*bill), block_size(policy.uncertain));
        report.mean = precision.mean;
        report.p95 = precision.p95;
    }
    report_controlled(facts, policy, report);
    if (report.asked) report.reached = report.mean <= *report.asked && report.p95 <= *report.asked;
    const std::size_t needed = fewest_for_p95 * block_size(policy.uncertain);
    if (std::isinf(report.p95) && policy.rows.replications() < needed)
        report.note = "P95 has no upper bound yet: that takes " + std::to_string(fewest_for_p95) + " replications" +
                      (policy.uncertain ? ", and up to " + std::to_string(needed) +
                                              " because replications come in pairs that share a draw"
                                        : "");
    return report;
}

}  // namespace

Report analyse(const RunFacts& facts, std::span<const PolicyRows> policies) {
    Report report;
    report.scenario = facts.scenario;
    report.seed = facts.seed;
    report.engine = facts.engine;
    report.people = facts.people;
    report.currency = facts.currency;
    report.start = facts.start;
    report.end = facts.end;
    for (const PolicyRows& rows : policies) {
        const std::size_t block = block_size(rows.uncertain);
        PolicyReport policy;
        policy.name = rows.name;
        policy.uncertain_inputs = rows.uncertain;
        policy.measures = summarise(rows.rows, block, facts.currency);
        policy.budget = budget_report(facts, report.policies.size(), policy, rows.rows);
        policy.causes = cause_reports(policy);
        policy.contracts = contract_reports(policy);
        report.policies.push_back(std::move(policy));
        for (const Gate& gate : facts.gates)
            if (gate.policy.empty()) report.gates.push_back(evaluate_gate(gate, rows, block));
    }
    if (policies.empty()) return report;
    const PolicyRows& first = policies.front();
    report.replications = first.rows.replications();
    report.precision = precision_report(facts, first);
    for (const PolicyRows& other : report.has_base() ? policies.subspan(1) : std::span<const PolicyRows>{}) {
        std::vector<Difference> differences =
            compare(first, other, block_size(first.uncertain || other.uncertain), facts.start, facts.end);
        std::move(differences.begin(), differences.end(), std::back_inserter(report.differences));
    }
    if (policies.size() > 1) {
        const std::vector<double> lowest = probability_lowest_bill(policies);
        for (std::size_t p = 0; p < lowest.size(); ++p) report.policies[p].probability_lowest_bill = lowest[p];
        report.frontier = frontier_of(policies);
    }
    for (const Gate& gate : facts.gates) {
        if (gate.policy.empty()) continue;  // has been asked of each
        if (answerable(gate, policies))
            report.gates.push_back(evaluate_gates(gate, policies).front());
        else
            report.unanswered_gates.push_back(gate.text);
    }
    for (const Expectation& expectation : facts.expectations) {
        if (answerable(expectation, policies))
            report.expectations.push_back(evaluate_expectation(expectation, policies, facts.start, facts.currency));
        else
            report.unanswered.push_back(expectation.what);
    }
    return report;
}

bool gates_hold(const Report& report, std::string_view policy) {
    return std::all_of(report.gates.begin(), report.gates.end(),
                       [&](const GateReport& gate) { return gate.passed || (gate.policy != policy && !gate.named); });
}

bool expectations_hold(const Report& report) {
    return std::all_of(report.expectations.begin(), report.expectations.end(),
                       [](const ExpectationReport& expectation) { return !expectation.fails(); });
}

}  // namespace burncast

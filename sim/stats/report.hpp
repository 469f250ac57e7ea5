// Everything a run found out, as plain data: analysis fills it, sim/output writes it as summary.json and monthly.csv,
// the command prints it. Money in the scenario's currency; dates as days since 1970-01-01, +infinity when never; NaN
// where there is no value.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/error.hpp"
#include "sim/stats/estimate.hpp"
#include "sim/stats/gate.hpp"
#include "sim/stats/measure.hpp"
#include "sim/stats/selection.hpp"
#include "sim/stats/summary.hpp"

namespace burncast {

struct BudgetPlan {
    double amount = 0;               // the median where it is uncertain
    std::string period;              // year, month or total
    std::optional<double> low = {};  // where it is uncertain: the 90% interval that the scenario gives
    std::optional<double> high = {};
    friend bool operator==(const BudgetPlan&, const BudgetPlan&) = default;
};

// By a dated policy, which may also begin a budget or end it.
struct BudgetChange {
    std::chrono::sys_days from;
    std::optional<BudgetPlan> plan;
};

struct BudgetReport {
    std::optional<BudgetPlan> plan;    // from the start
    double probability_exhausted = 0;  // before the end of the run
    double exhausted_p05 = 0;          // dates, over all replications: a share of them may never get there
    double exhausted_p50 = 0;
    double exhausted_p95 = 0;
    std::vector<BudgetChange> changes = {};
    double days =
        std::numeric_limits<double>::quiet_NaN();  // until it runs out, the whole run where it does not; a mean
};

// Of the whole run. Shares are ratios of mean money, so they sum to 1.
struct CauseReport {
    std::string cause;
    double share = 0;
    double bill = 0;
};

// Of the whole run, means; what no contract covers is the contract `list`.
struct ContractReport {
    std::string contract;
    double bill = 0;
    double list_cost = 0;    // of what it took
    double utilisation = 0;  // NaN where nothing is due whether or not it is used
};

struct PolicyReport {
    std::string name;
    bool uncertain_inputs = false;
    std::vector<MeasureSummary> measures;
    std::optional<BudgetReport> budget;
    std::vector<CauseReport> causes;
    std::vector<ContractReport> contracts = {};
    double probability_lowest_bill = std::numeric_limits<double>::quiet_NaN();  // of several policies; ties are split

    // nullptr when the run does not have it.
    [[nodiscard]] const Distribution* find(std::string_view measure, std::string_view period) const {
        for (const MeasureSummary& m : measures)
            if (m.column.group_kind == "all" && m.column.measure == measure && m.column.period == period)
                return &m.distribution;
        return nullptr;
    }
};

// Policy minus base, replication by replication on the same luck.
struct Difference {
    std::string policy;
    std::string measure;
    std::string period;
    double mean = 0;
    double low = 0;  // the mean difference lies between these at 95%
    double high = 0;
    double probability_lower = 0;  // share of replications in which the policy's number is lower; ties count half
    double variance_ratio = 0;     // how many times as many unpaired replications would be needed
    Better better = Better::neither;

    // NaN where nothing says which way is better.
    [[nodiscard]] double probability_better() const {
        return better == Better::lower    ? probability_lower
               : better == Better::higher ? 1 - probability_lower
                                          : std::numeric_limits<double>::quiet_NaN();
    }
};

// Where a policy lies between cost and value: means over the whole run.
struct FrontierPoint {
    std::string policy;
    double bill = 0;
    double bill_p95 = 0;
    double value = 0;
    std::string dominated_by = {};  // costs no more and is worth no less; empty on the frontier
    bool certain = false;           // the 95% intervals of both paired differences say so, too
};

struct FrontierReport {
    std::string value;                  // the measure: value, or accepted_hours where nothing is valued
    std::vector<FrontierPoint> points;  // by bill
};

struct GateReport {
    std::string gate;  // as written
    std::string policy;
    std::string period;  // of the value: the one that decides where the gate asks each year or month
    double value = 0;
    double low = 0;  // 95% interval of the value; a side that the replications cannot bound is infinite
    double high = 0;
    UnitKind unit = UnitKind::share;  // of value, low, high and limit
    Relation relation = Relation::less;
    double limit = 0;
    bool passed = false;            // by the value
    bool certain = false;           // the whole interval says so too, of every period where that takes all of them
    std::size_t without_value = 0;  // replications that have none; the others answer
    bool named = false;             // the gate names its policy: it is asked of that one alone
    std::string against = {};       // the policy that it is held against; empty without one
};

struct ExpectationReport {
    std::string what;
    double observed = 0;
    double within = 0;  // absolute, in the same unit; days where the unit is a date
    std::string unit;   // as unit_text(), or months
    std::string from;   // a row of the facts
    std::string kind;   // predicted, calibrated or missed
    double p05 = 0;     // simulated
    double p50 = 0;
    double p95 = 0;
    double simulated = 0;        // the statistic that is asked: p50 unless another one is named
    std::optional<bool> inside;  // the observed lies in the simulated 90%, from p05 to p95; of the median alone
    bool passed = false;         // simulated lies in observed ± within

    [[nodiscard]] bool fails() const { return !passed && kind != "missed"; }
};

// How well the total bill of the first policy is known, as relative half-widths of 95% intervals (0.01 is 1%).
struct PrecisionReport {
    std::optional<double> asked;
    double mean = 0;
    double p95 = 0;
    std::optional<bool> reached;  // nothing when nothing was asked
    std::string note;             // why p95 is not known; empty when it is
    // The mean bill by control variates (analysis/control_variates.hpp), where inputs are drawn and replications many.
    std::optional<Estimate> controlled = {};
    double effective_replications = 0;  // that the plain mean would need to be known as well
};

// A scenario that carries facts, played without a policy.
struct CaseReport {
    std::string scenario;
    std::string file;
    std::size_t replications = 0;
    std::string currency = "USD";
    std::chrono::sys_days start;
    std::vector<ExpectationReport> expectations;
    std::vector<GateReport> gates;
    std::vector<Note> notes{};
};

struct Report {
    std::string scenario;
    std::uint64_t seed = 0;
    std::string engine;
    std::size_t replications = 0;
    std::size_t people = 0;
    std::string currency = "USD";
    std::chrono::sys_days start;
    std::chrono::sys_days end;           // the first day after the run
    std::vector<PolicyReport> policies;  // base first, where it was played
    std::vector<Difference> differences;
    std::optional<FrontierReport> frontier = {};  // of several policies
    std::optional<SelectionReport> selection = {};
    std::vector<GateReport> gates;
    std::vector<ExpectationReport> expectations;
    std::vector<std::string> unanswered;             // expectations, as written, about policies that were not played
    std::vector<std::string> unanswered_gates = {};  // the same of gates
    std::vector<Note> notes{};                       // what the scenario says in vain, under whatever policy
    PrecisionReport precision;
    bool interrupted = false;  // before all replications that were asked for
    std::string directory;     // where the files are; empty when none were written. Not part of summary.json.

    // Base, the scenario without a policy, is what the others are compared with and what facts are held against.
    [[nodiscard]] bool has_base() const { return !policies.empty() && policies.front().name == "base"; }
};

}  // namespace burncast

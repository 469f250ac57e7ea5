// Gates: one-line promises about a forecast that CI can hold a scenario to.
//
//   p95(bill.year) < $14M
//   mean(bill.total) <= 20000
//   P(budget exhausted before 2026-10-01) < 10%      P(budget exhausted) < 10%
//   P(bill.total > $14M) < 5%
//   median(budget_exhausted_on.total) >= 2026-10-01
//
//   gate      = (statistic "(" value ")" | "P(" event ")") relation quantity
//   statistic = mean | median | min | max | p01 … p99
//   value     = measure "." period          measures as in `burncast describe measures`
//   period    = total | 2026 | 2026-03 | year | month
//   event     = value relation quantity | "budget exhausted" ["before" date]
//   relation  = < | <= | > | >=
// `year` and `month` mean each calendar year or month that the run touches: the gate holds when it holds in all of
// them, and the value shown is the worst. A plain number is in the scenario's currency where money is due.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "analysis/reading.hpp"
#include "sim/stats/measure.hpp"
#include "sim/stats/report.hpp"
#include "sim/stats/rows.hpp"

namespace burncast {

enum class Relation { less, less_or_equal, greater, greater_or_equal };
[[nodiscard]] bool holds(double left, Relation relation, double right);

struct Gate {
    enum class Asks { mean, quantile, probability, exhaustion };
    std::string text;
    Asks asks = Asks::mean;
    double level = 0;     // of the quantile; min is 0, max is 1
    std::string measure;  // empty for exhaustion
    std::string period;
    Relation event_relation = Relation::less;  // of the event inside P( )
    double event_limit = 0;
    std::optional<std::chrono::sys_days> before;  // of exhaustion
    Relation relation = Relation::less;
    double limit = 0;
    UnitKind unit = UnitKind::share;  // of the limit
};

[[nodiscard]] Reading<Gate> parse_gate(std::string_view text, std::string_view currency = "USD");

// What is wrong with asking this of a run with these columns (a month outside it, no budget); empty when nothing is.
[[nodiscard]] std::string check_gate(const Gate& gate, std::span<const Column> columns);

// Throws std::invalid_argument with check_gate's text where that is not empty. A gate on a number that has no value
// (NaN) does not pass.
[[nodiscard]] GateReport evaluate_gate(const Gate& gate, const PolicyRows& policy);

}  // namespace burncast

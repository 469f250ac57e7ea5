// Expectations: what was really observed, beside what the scenario makes of it.
//
//   what      budget exhausted after       observed: 4 months                within: 1 month | 2 weeks | 10 days | 25%
//   what      <measure>.<period>           observed: a quantity of its unit  within: a quantity of its unit | 15%
// (for a share, `within: 5%` is five percentage points; for a date, days).
// An expectation passes when the median of the simulated values lies in observed ± within, ends included. The P05 and
// P95 beside it are over replications. Months after the start are 30.4375 days (a year of 365.25 days in twelfths).
// `predicted` facts were not used to set a parameter of the scenario, `calibrated` ones were; the page keeps them
// apart.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>

#include "analysis/reading.hpp"
#include "sim/stats/measure.hpp"
#include "sim/stats/report.hpp"
#include "sim/stats/rows.hpp"

namespace burncast {

inline constexpr double days_per_month = 365.25 / 12;

// As written in the scenario.
struct ExpectationText {
    std::string what;
    std::string observed;
    std::string within;
    std::string from;
    std::string kind;
};

struct Expectation {
    ExpectationText text;
    std::string measure;  // budget_exhausted_on for "budget exhausted after"
    std::string period;
    bool months_after_start = false;
    UnitKind unit = UnitKind::share;
    double observed = 0;
    double within = 0;  // absolute
};

// The error begins with the key it is about: "observed: …".
[[nodiscard]] Reading<Expectation> parse_expectation(const ExpectationText& text, std::string_view currency = "USD");

// Empty when a run with these columns can answer.
[[nodiscard]] std::string check_expectation(const Expectation& expectation, std::span<const Column> columns);

// Throws std::invalid_argument where check_expectation would complain.
[[nodiscard]] ExpectationReport evaluate_expectation(const Expectation& expectation, const Rows& rows,
                                                     std::chrono::sys_days start, std::string_view currency);

}  // namespace burncast

// Expectations: what was really observed, to hold the forecast against, typed. sim/scenario reads them from text
// (`burncast describe expect`), analysis evaluates them.
#pragma once

#include <string>
#include <vector>

#include "sim/stats/value.hpp"

namespace burncast {

enum class FactKind : unsigned char {
    predicted,   // no parameter of the scenario was set from this figure
    calibrated,  // some was
    missed       // as predicted, and known not to come out; it is shown and decides nothing
};

struct Expectation {
    std::string what;                 // as written
    Statistic statistic;              // the median unless it says otherwise
    ReportedValue value;              // of one period: total, 2026 or 2026-03
    bool months_after_start = false;  // a date counted in months of 30.4375 days from the start of the run
    UnitKind unit = UnitKind::share;  // as written: a ratio may be written as a share
    double observed = 0;
    double within = 0;  // absolute, in the same unit; days where the unit is a date
    std::string from;   // a row of the facts
    FactKind kind = FactKind::predicted;
    std::vector<std::string> shapley = {};  // of a share of what policies save: one, another, and both; else empty
};

}  // namespace burncast

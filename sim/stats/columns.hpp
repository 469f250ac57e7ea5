// Which columns the rows of a run have: measures × periods × the parts of the company that a measure is told for.
#pragma once

#include <string>
#include <vector>

#include "sim/stats/measure.hpp"
#include "sim/stats/periods.hpp"
#include "sim/stats/rows.hpp"

namespace burncast {

// The parts that a run tells apart, by name.
struct Groups {
    std::vector<std::string> teams, models;
    std::vector<std::string> causes;    // those that can be booked at all
    std::vector<std::string> purposes;  // own, and those of work that mechanisms bring
    std::vector<std::string> sessions;  // kinds
    std::vector<std::string> contracts = {};
    bool value = false;  // whether results are valued
};

// The parts of one kind, by name.
[[nodiscard]] const std::vector<std::string>& members(const Groups& groups, Parts kind);

// The measures that an entry of the table stands for: bill.<cause> for one a cause, and bill.own.
[[nodiscard]] std::vector<std::string> names_of(const Measure& measure, const Groups& groups);

// Those of one period, after one another in the same order for each: months, years, the total. A budget adds the last.
[[nodiscard]] std::vector<Column> columns_of(const Periods& periods, const Groups& groups, bool has_budget);

}  // namespace burncast

// Values as gates and expectations write them, in one grammar (`burncast describe gates` prints it):
//
//   value      NAME, or NAME / NAME: a ratio in each replication
//   name       MEASURE.PERIOD, or MEASURE@PART.PERIOD of a team, model, cause or kind of session
//   statistic  mean, median, min, max, p01 to p99, in front of a value in parentheses
//
// Faults are whole sentences, with a suggestion where a name is near.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/config/quantity.hpp"
#include "sim/stats/columns.hpp"
#include "sim/stats/value.hpp"

namespace burncast {

// A part has its name as group and no group_kind yet: only the scenario knows what it is.
[[nodiscard]] Parsed<ReportedValue> parse_value(std::string_view text);

// `also` is what else may stand there, for the fault.
[[nodiscard]] Parsed<Statistic> parse_statistic(std::string_view name, std::string_view also = "");

// p95(bill.total) < $14M
struct Call {
    std::string_view name, inside, rest;
};
[[nodiscard]] std::optional<Call> split_call(std::string_view text);

// Finds out what the part of a name is; what is wrong with it, or nothing.
[[nodiscard]] std::string resolve_part(Column& name, const Groups& groups);

}  // namespace burncast

// Which policy is best, as the command line asks it (`burncast describe select` prints the grammar):
//
//   select     min(VALUE) or max(VALUE), then nothing or: subject to VALUE RELATION LIMIT
//   value      as in gates, of one period; `total` where none is named
//   limit      an amount with the unit of the value, or 95% of base, or base
//
// Means over replications are meant throughout. Dates are left out: one that may be never has no mean.
#pragma once

#include <optional>
#include <string>

#include "sim/config/faults.hpp"
#include "sim/scenario/load.hpp"
#include "sim/stats/selection.hpp"

namespace burncast {

// The texts of --select, --indifference, --confidence and --tolerance; empty where they were not given.
struct SelectionText {
    std::string select = {}, indifference = {}, confidence = {}, tolerance = {};
};

// The tolerance of a condition where none is given: of its limit, or of base. A guess.
inline constexpr double usual_tolerance = 0.01;

// Every fault names its option. Nothing where there is any.
[[nodiscard]] std::optional<SelectionQuestion> read_selection(const SelectionText& text, const LoadedScenario& loaded,
                                                              Faults& faults);

}  // namespace burncast

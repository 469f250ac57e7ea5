// JSON as text: summary.json, manifest.json and the answers of `--format json`. Keys and nesting are a contract
// (extend, never change). Numbers are the shortest that read back the same; NaN and infinity become null; dates are
// ISO. Every text ends in a line break.
//
// Of a gate, `value`, `low`, `high` and `limit` are in `unit`, and the gate asks for `value` `relation` `limit`. A null
// is not known, unless  never: true  says that the value is the date never (and low too, where it is null), or the
// list  unbounded  names the side, low or high, that so many replications cannot bound;  without_value  counts the
// replications that have no value and are left out. Of a budget's dates, null is
// never; `probability_exhausted` says how often. A gate that holds a policy `against` another one has as value their
// difference, or in the unit share a share of the other's mean. `unanswered` are expectations about policies that were not
// played, `unanswered_gates` such gates.
// Of differences, `probability_better` is null where nothing says which way is better, and `budget_exhausted` and
// `budget_days` are told of the total beside the measures (analysis/comparison.hpp). `frontier` has the policies by bill,
// with `value` that of the measure it names; a policy that nobody dominates has no `dominated_by`. It is null, as
// `probability_lowest_bill` is, where one policy was played alone.
// A `selection` counts lives, replications times policies; where there is one, all else is told of the replications that
// every policy has (`replications`), and it says how many each was played. `slack` is in the unit of the condition.
// `precision.controlled` is the mean bill as control variates know it, as well as `effective_replications` plain ones
// would; null where no input is drawn, or for too few replications.
// `notes` are what the scenario says in vain: the place (line and column from 1; line 0 is the file as a whole), the path
// of the key, and why.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/output/manifest.hpp"
#include "sim/stats/findings.hpp"
#include "sim/stats/report.hpp"
#include "sim/stats/sensitivity.hpp"

namespace burncast {

[[nodiscard]] std::string summary_json(const Report& report);
[[nodiscard]] std::string manifest_json(const Manifest& manifest);

// A study: its facts, and a list of its rows by column.
[[nodiscard]] std::string findings_json(const Findings& findings);

// What is there already. Nothing when this text is not the manifest of a run directory: burncast replaces nothing else.
struct KnownRun {
    std::string hash;
    std::size_t replications = 0;
    bool interrupted = false;
};
[[nodiscard]] std::optional<KnownRun> known_run(std::string_view manifest);

// `burncast cases --format json`: those that could be played to their end. `faulty` files or directories could not be.
[[nodiscard]] std::string cases_json(std::span<const CaseReport> cases, std::size_t faulty, bool interrupted);

// sensitivity.json: everything that the page of `burncast sensitivity` shows. What was not played is null.
[[nodiscard]] std::string sensitivity_json(const SensitivityReport& report);

}  // namespace burncast

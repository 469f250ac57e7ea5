// Policies beside each other for a terminal: first what a manager asks (the bill, its risk, what it costs in value, who is
// beaten), then what an analyst asks (each difference with its interval, and the waste by cause).
//
// Where more policies were played than fit, the details are those of the frontier first; summary.json has all.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/text_layout.hpp"
#include "sim/stats/report.hpp"

namespace burncast {

// Every policy; beside base what it changes, ± half the 95% interval. Nothing when one was played alone.
[[nodiscard]] std::optional<TextTable> policy_table(const Report& report);

// Who lies on the frontier, who is dominated by whom, and how often whose bill is the lowest. Empty without a frontier.
[[nodiscard]] std::vector<std::string> frontier_sentences(const Report& report);

// By measure and policy the paired difference, its 95% interval, how often the policy is better, and how many times as
// many replications luck of their own would have needed. Nothing without base.
[[nodiscard]] std::optional<TextTable> change_table(const Report& report);

// The largest causes of waste in base, and what each policy changes of them.
[[nodiscard]] std::optional<TextTable> waste_table(const Report& report);

// How many policies the two tables above leave out.
[[nodiscard]] std::size_t left_out(const Report& report);

}  // namespace burncast

// Policies beside each other for a terminal: first what a manager asks (the bill, its risk, what it costs in value), then what an analyst asks (each difference with its interval, and the waste by cause).
//
// The details are of policies that change anything, and where these are more than fit, of those on the frontier first;
// summary.json has all.
#pragma once

#include <cstddef>
#include <optional>

#include "analysis/text_layout.hpp"
#include "sim/stats/report.hpp"

namespace burncast {

// Every policy; beside base what it changes, ± half the 95% interval. Nothing when one was played alone.
[[nodiscard]] std::optional<TextTable> policy_table(const Report& report);

// By measure and policy the paired difference, its 95% interval, how often the policy is better, and how many times as
// many replications luck of their own would have needed. Nothing without base.
[[nodiscard]] std::optional<TextTable> change_table(const Report& report);

// The largest causes of waste in base, and what each policy changes of them.
[[nodiscard]] std::optional<TextTable> waste_table(const Report& report);

// How many policies that change something the two tables above leave out.
[[nodiscard]] std::size_t left_out(const Report& report);

}  // namespace burncast

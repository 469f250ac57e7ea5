// CSV after RFC 4180, as pandas, R, DuckDB and spreadsheets read it without options: a header line, commas, quotes only
// where needed, lines ended by \n (which all of them read; RFC 4180 has \r\n). Numbers are the shortest text that reads
// back to the same double; a number that is none (NaN, infinity) is an empty cell.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "sim/stats/findings.hpp"
#include "sim/stats/report.hpp"
#include "sim/stats/rows.hpp"
#include "sim/stats/sensitivity.hpp"

namespace burncast {

void append_csv_text(std::string& line, std::string_view text);
void append_csv_number(std::string& line, double number);

// Takes the file piece by piece, so that millions of rows need no memory.
using TextSink = std::function<void(std::string_view)>;

// policy, month, measure, group_kind, group, mean, p05, p25, p50, p75, p95, mean_low, mean_high: calendar months only.
void write_monthly_csv(const Report& report, const TextSink& sink);

// policy, replication, month, measure, value: the whole company only. The month column also says `total` for the number
// over the whole run, which cannot be had by adding up for shares, people and dates. budget_exhausted_on is in days
// since 1970-01-01 and empty when never.
void write_replications_csv(std::span<const PolicyRows> policies, const TextSink& sink);

// A study's rows under their columns.
void write_findings_csv(const Findings& findings, const TextSink& sink);
// subject, method, quantity, unit, value, low, high: one number a line, low and high its 95% interval. The subject is
// the path of an input, or `luck`, `others` (inputs changed together), `all` (inputs together), `medians` (all at
// theirs).
void write_sensitivity_csv(const SensitivityReport& report, const TextSink& sink);

// method, row, point, policy, replication, answer, then for each input where it lies in its interval as a standard
// normal number: every life that was played, so that the indices can be had by other means.
void write_lives_csv(const SensitivityReport& report, std::span<const SensitivityLife> lives, const TextSink& sink);

}  // namespace burncast

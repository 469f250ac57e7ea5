// Numbers as people say them: $14.2M, $1,480, 603bn, 31%, 4 May. Three significant digits; k (from 10,000), M, bn and
// tn as in scenarios.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "sim/stats/report.hpp"

namespace burncast {

[[nodiscard]] std::string money_text(double amount, std::string_view currency);        // $14.2M, −$310, $4.37
[[nodiscard]] std::string given_money_text(double amount, std::string_view currency);  // as somebody wrote it: $11M
[[nodiscard]] std::string given_range_text(double low, double high, std::string_view currency);  // $9M–15M
[[nodiscard]] std::string count_text(double count);                                              // 603bn, 41.2k, 12
[[nodiscard]] std::string share_text(double share);                                              // 31%, 0.4%, <0.1%

[[nodiscard]] std::string error_text(double share);     // of a half-width: 1.2%, 14%
[[nodiscard]] std::string points_text(double share);    // how a share moves: 5.9 points, −0.91 points
[[nodiscard]] std::string relative_text(double share);  // how something changes: +10%, −1.2%, 0%

// 11.9–17.8M, in the scale that `around` is written in; bounds that are not known are a question mark.
[[nodiscard]] std::string range_text(double low, double high, double around, bool money);

// A day since 1970-01-01: 4 May, with the year where it is not `year`; never.
[[nodiscard]] std::string day_text(double days, std::chrono::year year);

// in 2026; in 2026–2027; in April 2026; from January to June 2026; from 15 Jan to 13 Feb 2026
[[nodiscard]] std::string period_text(std::chrono::sys_days start, std::chrono::sys_days end);

// A number of a unit as in summary.json, without the unit's word: $14.2M, 603bn, 31%, 4.1, 4 May; and that word with a
// space before it, where there is one: " tokens", " months".
[[nodiscard]] std::string value_text(double value, std::string_view unit, std::string_view currency,
                                     std::chrono::year year);
[[nodiscard]] std::string unit_word(std::string_view unit);

// The same where it stands beside a limit or a fact, which are often a few percent: a share below 10% has a digit more,
// and one below 0.1% its first.
[[nodiscard]] std::string fine_text(double value, std::string_view unit, std::string_view currency,
                                    std::chrono::year year);

// The value of a gate with its 95% interval: $17.8M (95%: 17.1–18.6M), 3.1% (95%: 1.2%–7.8%), $17.8M (95%: $16.9M or
// more); the value alone when the interval is a point.
[[nodiscard]] std::string estimate_text(const GateReport& gate, std::string_view currency, std::chrono::year year);

}  // namespace burncast

// The one rule for names that a scenario gives: of teams, work, sessions, models, contracts, controls, policies and all
// else that is a map of names.
#pragma once

#include <string>
#include <string_view>

namespace burncast {

// The same rule as a pattern that is found in what is no name (ECMA 262), for a JSON Schema.
inline constexpr std::string_view wrong_names = R"(^$|^all$|^(=|\+|-|@|＝|＋|－|＠| )| $|[\x00-\x1f\x7f])";

// What is wrong with a name; empty when nothing is. Results are told by name, in CSV that spreadsheets open: there, what
// begins with a sign such as = is a formula, and `all` is the whole company.
[[nodiscard]] std::string wrong_name(std::string_view name);

}  // namespace burncast

// What `burncast cases` prints: each case with its facts, gates and notes, and what they come to together.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "sim/stats/report.hpp"

namespace burncast {

// No line is wider than `width` columns; `colour` adds ANSI escapes.
[[nodiscard]] std::string case_page(const CaseReport& report, std::size_t width = 100, bool colour = false);
// How many lines there are, of which kind, and how many hold.
[[nodiscard]] std::string cases_total(std::span<const CaseReport> cases, std::size_t faulty);

// Whether every expectation and gate of a case holds.
[[nodiscard]] bool case_holds(const CaseReport& report);

}  // namespace burncast

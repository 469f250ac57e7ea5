// What `burncast run` and `burncast compare` print: the question and its answer first, then the months, where the money
// goes, the policies side by side, the gates, how far to trust all this, and notes on the scenario.
#pragma once

#include <string>

#include "sim/stats/report.hpp"

namespace burncast {

// No line is wider than `width` columns (at least 60 are used). `colour` adds ANSI escapes; leave it off when piped.
[[nodiscard]] std::string terminal_page(const Report& report, int width = 100, bool colour = false);

}  // namespace burncast

// What `burncast sensitivity` prints: what moves the answer, one input at a time, and which ignorance is worth paying
// to remove; last, how far to trust all this.
#pragma once

#include <string>

#include "sim/stats/sensitivity.hpp"

namespace burncast {

// No line is wider than `width` columns (at least 60 are used). `colour` adds ANSI escapes; leave it off when piped.
[[nodiscard]] std::string sensitivity_page(const SensitivityReport& report, int width = 100, bool colour = false);

}  // namespace burncast

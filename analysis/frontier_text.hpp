// The frontier of cost and value in sentences: who lies on it, who is dominated by whom and how surely, and how often whose
// bill is the lowest.
#pragma once

#include <string>
#include <vector>

#include "sim/stats/report.hpp"

namespace burncast {

// Empty without a frontier. Of many names the first are told, and how many more there are.
[[nodiscard]] std::vector<std::string> frontier_sentences(const Report& report);

}  // namespace burncast

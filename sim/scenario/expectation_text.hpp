// A line of `expect:` → an expectation. What may be written is what `burncast describe expect` prints.
#pragma once

#include <optional>
#include <string>

#include "sim/config/faults.hpp"
#include "sim/config/quantity.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/stats/expectation.hpp"

namespace burncast {

// Nothing when there are faults; each is added at its own key. `path` is that of the line: expect[0].
[[nodiscard]] std::optional<Expectation> read_expectation(const ExpectParams& line, const std::string& path,
                                                          const Currency& currency, Faults& faults);

}  // namespace burncast

// What `burncast sweep --vary` asks for: PATH=VALUES, where VALUES is a list of values as a scenario would have them, or
// FIRST..LAST, which is cut into equal steps and may leave the unit to the second end:
//
//   market.elasticity=-1.8..0    company.engineering.people=100, 200, 400    controls.cap.amount=$200..$1000
//   market.price=-90%..+50%      a change of all prices from the day after the start
#pragma once

#include <string>
#include <vector>

#include "sim/config/quantity.hpp"
#include "sim/scenario/load.hpp"
#include "sim/stats/sweep.hpp"

namespace burncast {

inline constexpr std::size_t usual_steps = 9, most_values = 200;

// `steps`: how many values FIRST..LAST stands for, at least 2. A change of price always has 0%, which its rebound is
// measured against.
[[nodiscard]] Parsed<Axis> parse_axis(std::string_view text, std::size_t steps);

// The scenario at these values, by axis. Its last policy is what is to be played. Throws ScenarioError.
[[nodiscard]] LoadedScenario varied(const std::string& path, const std::vector<std::string>& overrides,
                                    const std::vector<Axis>& axes, const std::vector<std::size_t>& at);

// The day from which a swept price holds: one after the start, so that there is a price that people were used to.
[[nodiscard]] Instant price_changes_on(const Scenario& scenario);

}  // namespace burncast

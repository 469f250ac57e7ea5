// What `burncast pilot` prints: what the company would see, what is true, and how many teams and weeks it takes.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/pilot.hpp"
#include "sim/base/error.hpp"
#include "sim/stats/findings.hpp"

namespace burncast {

struct PilotMeasure {
    std::string name;  // bill, tokens, accepted_tasks
    PilotReport report;
};

struct PilotFacts {
    std::string scenario, policy;
    std::uint64_t seed = 0;
    std::string currency = "USD";
    std::chrono::sys_days from;
    PilotWeeks weeks;
    std::size_t lives = 0;
    bool drawn = false;  // other teams in every life, rather than those that the policy names
    bool interrupted = false;
    std::string directory;         // where the files are; empty when none were written
    std::vector<Note> notes = {};  // on the scenario
};

// No line is wider than `width` columns. `colour` adds ANSI escapes; leave it off when piped.
[[nodiscard]] std::string pilot_page(const std::vector<PilotMeasure>& measures, const PilotFacts& facts,
                                     std::size_t width = 100, bool colour = false);

// A row a measure and number, with its 95% interval: seen, truth, direct, spill_over, bias, least_effect (relative
// changes), half_width (of a logarithm), found, covered, planned_power (shares), teams_to_see_10% (teams). `weeks` stands
// beside what is planned.
[[nodiscard]] Findings pilot_findings(const std::vector<PilotMeasure>& measures, const PilotFacts& facts);

}  // namespace burncast

// What `burncast sweep` prints: a table of the points, what of a price change comes back as use, and where backfire begins.
#pragma once

#include <string>

#include "analysis/sweep.hpp"
#include "sim/base/error.hpp"
#include "sim/stats/findings.hpp"

namespace burncast {

// What the rows do not say about themselves.
struct SweepFacts {
    std::string scenario;
    std::uint64_t seed = 0;
    std::string currency = "USD";
    std::chrono::sys_days start;
    bool interrupted = false;
    std::string directory;         // where the files are; empty when none were written
    std::vector<Note> notes = {};  // on the scenario
};

// No line is wider than `width` columns. `colour` adds ANSI escapes; leave it off when piped.
[[nodiscard]] std::string sweep_page(const Sweep& sweep, const SweepReport& report, const SweepFacts& facts,
                                     std::size_t width = 100, bool colour = false);

// A row a point and number: the values of the axes, the measure, its unit and distribution, and its difference and relative
// change from the reference; the measure `rebound` of points that change prices, and `backfire` where it begins.
[[nodiscard]] Findings sweep_findings(const Sweep& sweep, const SweepReport& report, const SweepFacts& facts);

}  // namespace burncast

// What `burncast explain` prints: the bill with and without its drivers, what each adds, and whose they are.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "analysis/attribution.hpp"
#include "sim/base/error.hpp"
#include "sim/stats/findings.hpp"
#include "sim/stats/measure.hpp"

namespace burncast {

// What the numbers do not say about themselves.
struct AttributionFacts {
    std::string scenario;
    std::string measure;  // as written: bill.total
    UnitKind unit = UnitKind::currency;
    std::uint64_t seed = 0;
    std::size_t replications = 0;
    std::size_t lives = 0;  // played for it
    bool exact = false;     // every set of drivers was played in every replication
    std::string currency = "USD";
    std::chrono::sys_days start = {};
    std::optional<double> budget = {};  // for the whole run, where the measure is its bill
    bool interrupted = false;
    std::string directory = {};    // where the files are; empty when none were written
    std::vector<Note> notes = {};  // on the scenario
};

// No line is wider than `width` columns. `colour` adds ANSI escapes; leave it off when piped.
[[nodiscard]] std::string attribution_page(const AttributionReport& report, const AttributionFacts& facts,
                                           std::size_t width = 100, bool colour = false);

// A row a driver and a row a kind: what it adds and its share, with intervals.
[[nodiscard]] Findings attribution_findings(const AttributionReport& report, const AttributionFacts& facts);

}  // namespace burncast

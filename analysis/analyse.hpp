// From rows to a report: the one place that knows which statistics a run is asked for.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/stats/expectation.hpp"
#include "sim/stats/gate.hpp"
#include "sim/stats/report.hpp"
#include "sim/stats/rows.hpp"

namespace burncast {

// What the rows do not say about themselves.
struct RunFacts {
    std::string scenario;
    std::uint64_t seed = 0;
    std::string engine;
    std::size_t people = 0;
    std::string currency = "USD";
    std::chrono::sys_days start;
    std::chrono::sys_days end;  // the first day after the run
    struct Budget {
        std::optional<BudgetPlan> plan;  // from the start
        std::vector<BudgetChange> changes = {};
    };
    std::vector<std::optional<Budget>> budgets;  // by policy; nothing where there never is one
    std::optional<double> precision;             // asked, as a share
    std::vector<std::vector<double>> inputs{};   // of the first policy: by replication, where each uncertain one lies
    std::vector<Gate> gates;                     // asked of every policy, or of those they name that are all there
    std::vector<Expectation> expectations;       // asked of the first policy, or of several that are all there
};

// The others are compared with the first policy where that is base; without base there are no differences.
[[nodiscard]] Report analyse(const RunFacts& facts, std::span<const PolicyRows> policies);

// Whether the gates of one policy and those that name theirs, and the expectations, all hold.
[[nodiscard]] bool gates_hold(const Report& report, std::string_view policy);
[[nodiscard]] bool expectations_hold(const Report& report);

}  // namespace burncast

// Numbers of incentives; what they do: incentive.hpp, effort.hpp and gap.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <tuple>
#include <vector>

#include "sim/base/money.hpp"
#include "sim/base/time.hpp"
#include "sim/config/table.hpp"
#include "sim/mechanism/incentive/effort.hpp"

namespace burncast {

enum class IncentiveKind : unsigned char { kpi, leaderboard, output_kpi, mandate, quota };
enum class IncentiveMetric : unsigned char { tokens, prompts, accepted_tasks, active_weeks };
enum class Rhythm : unsigned char { daily, weekly, monthly };

// One incentive. What its kind does not have is as it stands here.
struct IncentiveParams {
    IncentiveKind kind = IncentiveKind::kpi;
    IncentiveMetric metric = IncentiveMetric::tokens;
    double weight = 0;                    // kpi, output_kpi: pull of one in the logarithm of the metric
    double prize = 0;                     // leaderboard: of passing everybody on the board
    std::optional<std::int64_t> visible;  // leaderboard: places shown
    std::vector<std::int64_t> tiers;      // leaderboard: the last place of each title
    Rhythm refresh = Rhythm::weekly;
    double leverage = 25;          // kpi, leaderboard
    double detection = 0.1;        // kpi, leaderboard: probability times penalty
    double target = 0;             // mandate: share of people
    Tokens amount;                 // quota: per working day
    double compliance = 0.5;       // mandate, quota
    double splits = 1;             // output_kpi: parts that a task is handed in as
    std::vector<Reference> teams;  // everybody when empty
    std::optional<Instant> from;   // before the scenario: it has been there since; absent: from its beginning
    std::optional<Instant> until;  // absent: to the end

    [[nodiscard]] bool fills_weeks() const {
        return kind == IncentiveKind::mandate ||
               (kind == IncentiveKind::kpi && metric == IncentiveMetric::active_weeks);
    }
    [[nodiscard]] bool fills_days() const { return kind == IncentiveKind::quota; }
    [[nodiscard]] bool pulls() const { return !fills_weeks() && !fills_days(); }
    // Whether those it is for are shown the same. What is left out here (leverage, detection, compliance, amount, splits, dates,
    // refresh) they find out by themselves.
    [[nodiscard]] bool shows_the_same(const IncentiveParams& p) const {
        return std::tie(kind, metric, weight, prize, visible, tiers, target) ==
               std::tie(p.kind, p.metric, p.weight, p.prize, p.visible, p.tiers, p.target);
    }
};

struct Incentives {
    std::vector<Named<IncentiveParams>> entries;
    EffortParams effort;
};

}  // namespace burncast

// How somebody splits effort between real work and feeding a metric.
//
// With efforts r and g, and metrics that count r + t·g of the usual use, a person maximises
//   b·r + Σ R·ln(r + t·g) − D·g − ½(r² + g²) − s·r·g,   r, g ≥ 0, b = 1
// R the pull of an incentive: what a gain of one in the logarithm of the metric is worth; t its leverage: what an hour
// of feeding moves the metric, against an hour of work; D detection times penalty; s how far the two compete
// (multitasking, L122). All in units of b times the effort of somebody whom nothing pulls. With w = R/(r + t·g) at the
// best, A = b + Σw and B = Σw·t − D the efforts are r = (A − s·B)/(1 − s²), g = (B − s·A)/(1 − s²); without a pull 1
// and 0. Gaming begins where Σ R·t/r > D + s·r with r = (b + √(b² + 4ΣR))/2: at t = 25, s = 0.5 and D = 0 from R = 0.02
// on. With one pull, w solves a quadratic (see the tests).
//
// Why the logarithm: ranks and rates of growth depend on it. A reward linear in tokens would be a knife edge, no gaming
// below a weight of 0.02 and 90% of all tokens above 0.03. People differ in t, with a log-sd `spread` (a guess; the two
// reports of S016 and S017 are a factor of 2 to 4 apart). Leaves out: pride in the work, fear for the job and the
// fun of it (L129), which move b; and that people differ in s.
#pragma once

#include <span>

#include "sim/base/time.hpp"
#include "sim/config/table.hpp"

namespace burncast {

// What belongs to people, whatever the incentive.
struct EffortParams {
    double substitution = 0.5;              // s
    double spread = 0.5;                    // log-sd of what people make of a leverage
    double ends = 0.5;                      // how much more a place at the top or the bottom pulls
    Duration inertia = Duration::days(20);  // time constant towards the best effort
    Duration decay = Duration::days(14);    // time constant of gaming that no longer pays
    double habit = 0.1;                     // share of the most somebody gamed that stays
    double pace = 86400;                    // most gaming tasks that somebody begins, a day
    std::optional<Reference> session;       // of gaming tasks; as the team's first kind of work when not given
    std::optional<Reference> model;
};
[[nodiscard]] const Table<EffortParams>& effort_table();

struct Pull {
    double reward = 0;    // R
    double leverage = 0;  // t
};

struct Effort {
    double real = 1;
    double gaming = 0;
};

// The best efforts under these pulls; substitution < 1, everything else at least 0.
[[nodiscard]] Effort best_effort(std::span<const Pull> pulls, double deterrence, double substitution);

}  // namespace burncast

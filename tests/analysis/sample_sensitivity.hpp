// A study of three inputs with something of every method.
#pragma once

#include "sim/stats/sensitivity.hpp"

namespace burncast::sample {

inline SensitivityReport sensitivity() {
    SensitivityReport report;
    report.scenario = "A software company";
    report.policy = "base";
    report.measure = "bill.total";
    report.unit = "USD";
    report.seed = 1;
    report.start = std::chrono::sys_days(std::chrono::year(2026) / 1 / 1);
    report.inputs = {
        {"company.engineering.work.coding.rate", "0.8 to 1.4/day", ElementaryEffects{41e3, {41e3, 36e3, 46e3}, 9e3},
         SobolIndices{{0.36, 0.28, 0.44}, {0.41, 0.33, 0.5}}, Swing{{-21e3, -23e3, -19e3}, {23e3, 20.5e3, 25.5e3}},
         Estimate{1250, 400, 2100}},
        {"company.engineering.adoption.imitation.of.a.very.long.name", "0.4 to 0.9/month",
         ElementaryEffects{-2e3, {12e3, 9e3, 15e3}, 11e3}, SobolIndices{{0.04, -0.01, 0.09}, {0.06, 0.04, 0.08}},
         Swing{{3e3, 2e3, 4e3}, {-4e3, -5e3, -3e3}}, Estimate{0, 0, 60}},
        {"incentives.board.prize", "0.1 to 0.4", ElementaryEffects{0, {0, 0, 0}, 0}, std::nullopt,
         Swing{{0, 0, 0}, {0, 0, 0}}, Estimate{0, 0, 0}}};
    report.luck = SobolIndices{{0.55, 0.47, 0.63}, {0.58, 0.5, 0.66}};
    report.others = SobolIndices{{0.002, -0.004, 0.008}, {0.003, 0.002, 0.004}};
    report.at_medians = Estimate{90e3, 86e3, 94e3};
    report.decision = DecisionReport{{{"base", 60e3}, {"cap", 64e3}}, 1, true, true, 200, {1300, 500, 2100}};
    report.mean = 91e3;
    report.sd = 18e3;
    report.p05 = 65e3;
    report.p50 = 89e3;
    report.p95 = 122e3;
    report.rows = 200;
    report.trajectories = 20;
    report.replications = 25;
    report.lives = 1855;
    report.directory = "runs/quickstart-0123abcd";
    return report;
}

}  // namespace burncast::sample

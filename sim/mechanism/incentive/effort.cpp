#include "sim/mechanism/incentive/effort.hpp"

#include <algorithm>
#include <cmath>

namespace burncast {

namespace {

// What one more unit of either effort brings, and how that changes.
struct Slope {
    double real = 0, gaming = 0;
    double real_real = 0, real_gaming = 0, gaming_gaming = 0;
};

Slope slope_at(const Effort& at, std::span<const Pull> pulls, double deterrence, double s) {
    Slope slope{1 - at.real - s * at.gaming, -deterrence - at.gaming - s * at.real, -1, -s, -1};
    for (const auto& [reward, leverage] : pulls) {
        if (reward <= 0) continue;
        const double metric = at.real + leverage * at.gaming;
        const double weight = reward / metric, change = weight / metric;
        slope.real += weight;
        slope.gaming += weight * leverage;
        slope.real_real -= change;
        slope.real_gaming -= change * leverage;
        slope.gaming_gaming -= change * leverage * leverage;
    }
    return slope;
}

bool counts_for_all(const Effort& at, std::span<const Pull> pulls) {
    return std::all_of(pulls.begin(), pulls.end(),
                       [&](const Pull& pull) { return pull.reward <= 0 || at.real + pull.leverage * at.gaming > 0; });
}

// x > 0 with x = base + reward/x.
double alone(double base, double reward) { return (base + std::sqrt(base * base + 4 * reward)) / 2; }

}  // namespace

Effort best_effort(std::span<const Pull> pulls, double deterrence, double substitution) {
    double reward = 0;
    for (const Pull& pull : pulls) reward += pull.reward;
    if (reward <= 0) return {};
    Effort best{alone(1, reward), 0};
    if (slope_at(best, pulls, deterrence, substitution).gaming <= 0) return best;
    // The objective is concave, so Newton's steps lead up to its only top; a step past the metric's zero is shortened.
    for (int steps = 0; steps < 100; ++steps) {
        const Slope slope = slope_at(best, pulls, deterrence, substitution);
        const double determinant = slope.real_real * slope.gaming_gaming - slope.real_gaming * slope.real_gaming;
        Effort step{(slope.real_gaming * slope.gaming - slope.gaming_gaming * slope.real) / determinant,
                    (slope.real_gaming * slope.real - slope.real_real * slope.gaming) / determinant};
        const auto after = [&] { return Effort{best.real + step.real, best.gaming + step.gaming}; };
        while (!counts_for_all(after(), pulls)) step = {step.real / 2, step.gaming / 2};
        best = after();
        if (std::abs(step.real) + std::abs(step.gaming) < 1e-13) break;
    }
    if (best.real < 0) return {0, alone(-deterrence, reward)};
    return {best.real, std::max(0.0, best.gaming)};
}

}  // namespace burncast

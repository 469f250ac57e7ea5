// A staged roll-out read: what a company sees by comparing groups of teams, what is true, and how large a pilot must be.
//
// Each life is lived three times on the same luck: nobody, the pilot, everybody. With y_i = ln(weekly mean of team i from
// the beginning) − ln(weekly mean of the weeks before it):
//   seen      δ̂ = mean of y over treated − mean of y over untreated teams, in the pilot arm: differences in differences.
//             One number a team, so that the weeks of a team, which resemble each other, count once (Bertrand, Duflo and
//             Mullainathan 2004). Its 95% interval is Welch's, from one life: s₁²/n₁ + s₀²/n₀, with Satterthwaite's
//             degrees of freedom; the teams are the independent units.
//   true      δ = mean over all teams of  ln(everybody) − ln(nobody)  after the beginning
//   spill-over  mean over untreated teams of  ln(pilot) − ln(nobody);  direct: the same of treated teams
//   bias      mean of δ̂ − δ over lives. Its interval holds the luck of so many lives alone.
// All are effects on the typical (geometric mean) team, and are told as relative changes e^δ − 1. A change that is large in
// large teams moves the company's bill by more. A team with nothing before or after has no logarithm and is left out,
// which hides an effect that ends a team's use.
//
// Planning: σ²(w), the variance between teams of y over w weeks, is taken from the lives where nobody has the policy; it
// holds the serial correlation that the simulated weeks have, of whatever form (Burlig, Preonas and Woerman 2020 show what
// leaving it out does). With independent weeks of variance s² it is s²(1/before + 1/w). Of n teams, n₁ of them treated:
//   least effect seen with 80% power, 5% two-sided:  (t_0.975 + t_0.8)·σ·√(1/n₁ + 1/n₀), n − 2 degrees of freedom
//   (Bloom 1995); the power for an effect δ is that of the noncentral t with δ / (σ·√(1/n₁ + 1/n₀)).
// Spill-over makes what is seen another number than what is true, and no number of teams mends that.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/stats/estimate.hpp"
#include "sim/stats/interval.hpp"

namespace burncast {

// By team, by week: spend, tokens, accepted tasks.
using TeamSeries = std::vector<std::vector<double>>;

struct PilotLife {
    std::vector<bool> treated;  // by team
    TeamSeries nobody, pilot, everybody;
};

struct PilotWeeks {
    std::size_t before = 0, after = 0;  // whole weeks; the first `before` are those
};

// What one company computes from one life.
struct SeenEffect {
    double effect = 0;  // of the logarithm
    double standard_error = 0;
    double degrees = 0;
    ConfidenceInterval interval;
    [[nodiscard]] bool found() const { return interval.low > 0 || interval.high < 0; }
};
// NaN where a group has fewer than two teams with something before and after.
[[nodiscard]] SeenEffect seen_effect(const TeamSeries& series, const std::vector<bool>& treated, PilotWeeks weeks);

struct PlannedPilot {
    std::size_t weeks = 0;          // after the beginning
    double spread = 0;              // σ
    double least = 0;               // the least effect that these teams see with 80% power, of the logarithm
    std::size_t teams_for_ten = 0;  // teams that see ±10%; 0: more than most_teams
};
inline constexpr std::size_t most_teams = 100'000;

struct PilotReport {
    std::size_t teams = 0;
    double treated = 0;                         // mean number
    Estimate seen, truth, direct, spill, bias;  // means over lives
    double half_width = 0;                      // median of the companies' own intervals
    std::size_t lives = 0;                      // that had an estimate
    double covered = 0;  // share of these, where there is a true effect, whose interval holds the life's own
    double found = 0;    // share of these whose interval leaves out 0, and its interval
    ConfidenceInterval found_interval;
    double power = 0;  // as planned, for the mean effect seen
    std::vector<PlannedPilot> plan;
};

// `block_size` as in sim/stats/interval.hpp.
[[nodiscard]] PilotReport analyse_pilot(const std::vector<PilotLife>& lives, PilotWeeks weeks, std::size_t block_size);

// σ of one series that nobody treated; NaN below two teams.
[[nodiscard]] double spread_of_change(const std::vector<TeamSeries>& untouched, PilotWeeks weeks);
// Of so many treated and untreated teams; NaN with one team in either.
[[nodiscard]] double least_effect(double spread, std::size_t treated, std::size_t untreated);
[[nodiscard]] double power_of(double effect, double spread, std::size_t treated, std::size_t untreated);
// The fewest teams, of which this share is treated, that see such an effect; 0 when not even most_teams do.
[[nodiscard]] std::size_t teams_to_see(double effect, double spread, double share);

}  // namespace burncast

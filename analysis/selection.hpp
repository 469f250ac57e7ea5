// The best of many policies by the mean of one number, with a guarantee, playing only those that are still in question.
//
// Kim and Nelson 2001 (A fully sequential procedure for indifference-zone selection in simulation, ACM TOMACS 11:251),
// with c = 1. All policies meet the same luck, so pairs are compared by their differences. Of k policies, after the first
// stage of n blocks and then after each block r,
//   S²_il = variance over the first n blocks of  x_i - x_l
//   policy i is out when   Σ_r (x_i - x_l)  is worse than  -W_il   for any l that is still there
//   W_il  = max(0, h² S²_il / 2δ - δ r / 2),   h² = (n - 1) (β^(-2/(n-1)) - 1),   β = α / (k - 1)
// with δ the indifference amount and 1 - α the confidence (α is split over pairs by Bonferroni's inequality, which is
// what makes the procedure hold under any correlation). By  r = h² S² / δ²  the triangle has closed and the mean decides;
// means that are then equal are a tie, and the one that stands first goes on.
// Half of β goes into this triangle. The other half goes into t tests at m, 2m, 4m, … blocks, the screening of Nelson,
// Swann, Goldsman and Song 2001 (Simple procedures for selecting the best simulated system when the number of
// alternatives is large, Operations Research 49:950) looked at again as replications double: where δ is small the triangle
// is wide, and a policy that costs twice as much would be played for ever (analysis/selection_boundary.hpp).
//
// A condition is held against the slack of each policy, d = its value - the limit (or - share × base on the same luck;
// the other way round for <=), by the feasibility check of Andradóttir and Kim 2010 (Fully sequential procedures for
// comparing constrained systems via simulation, NRL 57:403), their AK+: the same triangle and tests with the tolerance ε
// for δ and the variance of d for S²; Σd above W keeps the condition, below -W breaks it. Only a policy that was shown to
// keep it puts others out. Then β = α / k: the best may be misjudged by its own check, each other one by one comparison
// or check.
//
//   Guaranteed  if one policy keeps the condition by ε or more and is better by δ or more than every other that does not
//               break it by ε, it is the one chosen with probability 1 - α or more.
//   Not         where several lie within δ of the best, that one of these is chosen: there the theorem is silent
//               (Eckman and Henderson 2021); the tests see no less than 1 - α.
// Assumes that blocks are independent and alike and that their differences are normal. A block is a replication, or two
// that share a draw of the uncertain inputs (sim/stats/interval.hpp). Bills are skewed, differences of bills less so:
// tests/statistical/coverage_test.cpp tries lognormal ones. A tolerance that is a share of base is turned into an amount
// by the first look's mean of base, and then taken as if it had been known.
//   n = 20 blocks  a guess: fewer leave S² so uncertain that h² grows (at 10 by a fifth of 2 policies, by half of 20),
//                  more are spent on policies that could have gone
//   m = 10 blocks  a guess: what is beyond doubt need not wait for n, and t tests hold at any number
//
// What it saves is told beside equal allocation, which is the same promise (δ, 1 - α, the same pairs on the same luck) with
// as many replications for every policy. That needs the number before it is known who is close to whom, so the pair
// that varies most sets it for all: Clark and Yang 1986, Bonferroni's t tests of paired differences in two stages, which
// like the procedure here assumes nothing of how policies correlate. What their first stage of n blocks would have found
// is taken from the first m, which every policy has: an estimate of what that plan takes. Nelson and Matejcik 1995 (Using common random numbers
// for indifference-zone selection and multiple comparisons in simulation, Management Science 41:1935) need fewer where
// all differences vary alike, which caps and removals do not; Rinott 1978 pairs nothing and needs more by what pairing
// saves. A second number is not a plan that
// anybody could have made but shows what dropping policies adds to stopping early: every policy for as long as the
// last decision took. Where all is told at one look, it is no larger than what was played.
//
// A policy that once has no value (NaN, or infinite) in a block has no mean to be ranked by: it is out.
// Who goes out was judged by its replications up to then, so its mean looks a little worse than it is.
#pragma once

#include <cstddef>
#include <functional>
#include <span>

#include "sim/stats/rows.hpp"
#include "sim/stats/selection.hpp"

namespace burncast {

inline constexpr std::size_t first_look_blocks = 10, first_stage_blocks = 20;
// What a round gives the machine to do at least, while there is need: enough for a few processors to end it together.
// It depends on nothing else, so that what is played is the same on any number of them.
inline constexpr std::size_t lives_a_round = 16;

// Asks for replications of some policies, by their places.
struct Round {
    std::span<const std::size_t> policies;
    std::size_t upto = 0;     // replications of each
    std::size_t at_most = 0;  // that each of them can come to need, as far as is known
};
// Appends them to the rows; false when it was stopped before all were played.
using MoreReplications = std::function<bool(const Round& round)>;

// `policies` are the rows that `more` appends to, base first where the condition is told by it. Throws
// std::invalid_argument when they lack what is asked.
[[nodiscard]] SelectionReport select_best(const SelectionQuestion& question, std::span<const PolicyRows> policies,
                                          const MoreReplications& more);

}  // namespace burncast

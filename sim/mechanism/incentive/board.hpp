// What a place on a leaderboard is worth to the person who holds it: the tournament term.
//
// A rank-order contest pulls with prize times the density of rivals at one's own place (L123). In logarithms of the
// metric, with N people ranked, n of them shown, place j from the top and σ the log-sd between people,
//   pull_j = prize · v(j) · N · φ(z_j)/σ · u(j),   z_j = Φ⁻¹(1 − (j − ½)/N)
// that is, prize times what the places are worth that a gain of one in the logarithm would pass. v(j), the share of the
// prize that place j is worth, is 1/n on a plain list. Titles for the first t_1 < t_2 < … t_k places make k + 1
// classes; each is worth as much as any other, and so are the places inside a class: v(j) = 1/((k + 1)·places of the
// class). Where the last title ends at the last place shown there are k classes, and those who strive to get on count
// as in the last title. Titles end with the people ranked: of 30 under [1, 10, 50] the last class is the 11th to 30th.
// Half as many again as are shown, rounded up, strive to get on, as if in the last class; further down a place means
// nothing. u(j) = 1 + ends·(3(2p − 1)² − 1 + 1/m²), p = (j − ½)/m, over the m who strive: stronger at the top and the
// bottom, with mean 1 (L125; its size a guess). Of one or two who strive everybody is at an end, and u is 1.
//
// Leaves out luck: a board shows a month's tokens, we rank what people use on average. Luck makes rivals look further
// apart and so dampens contests: gaming comes out a little too strong. Badges for use, whatever the rank, are no board:
// one of worth B for every tenfold use pulls as a kpi of weight B/ln 10 does.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace burncast {

struct BoardRules {
    double prize = 0;
    std::optional<std::int64_t> visible;  // places shown; everybody's when absent
    std::vector<std::int64_t> tiers;      // the last place of each title, rising
    double ends = 0;
};

// The pull on each person, given the metric that each reaches; 0 takes no part.
[[nodiscard]] std::vector<double> board_pulls(const BoardRules& rules, std::span<const double> metric);

}  // namespace burncast

// Adoption: when each person begins to use the tools, when they give them up, and how their intensity follows that of
// their peers.
//
// Who. A person's place, uniform in [0, 1), decides: below `start` they use the tools when the scenario begins, from
//   `ceiling` on they never will. Each of the others has an Exp(1) draw E of their own, the same under every policy, and
//   starts when ∫ h dt = E, with
//     h = p + m + q·F,    F = (1 − x)·F(own team) + x·F(neighbours)
//   p innovation, m mandate, q imitation, x the mixing of teams, F(…) the share that uses the tools now of those who ever
//   will. One team alone follows Bass, dF/dt = (p + m + q·F)·(1 − F); with p = m = 0 that is the logistic ramp
//   dA/dt = q·A·(1 − A/ceiling) of all its people. Inside a pushed company q is 0.8-1.2 a month (L019), in open markets
//   p 0.03 and q 0.38 a year (L100); ceilings are 0.71-0.95 (L101).
// Giving up. Users leave at the hazard δ, by a second draw of their own, and do not come back.
// Intensity. d ln Λ = η·(mean of ln Λ over the peers who use the tools − ln Λ), as a drive on own work relative to the
//   innate Λ; the drive stays when η becomes 0. In a closed team the mean stays and the spread falls as e^(−η·t).
//
// Reviewed daily, since the scenario's start. Over the coming day h is what it is at the shares to be expected half a
// day on (wrong by 0.02% at 1.2 a month), and a person's instant is where their integral ends.
//
// Leaves out: who sits next to whom inside a team (real ramps are slower and patchier); that people who gave up return
// under a mandate (adoption under one is too low); that a heavier user is more visible than a light one, and drives of
// other mechanisms (a leaderboard) in the intensity that peers see (imitation lowers the bill too much there).
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "sim/mechanism/adoption/adoption_params.hpp"
#include "sim/role/plug.hpp"

namespace burncast {

class Adoption : public Mechanism {
public:
    struct Params {};
    struct TeamParams {
        AdoptionParams adoption;
    };
    [[nodiscard]] static const Table<Params>& table();
    [[nodiscard]] static const Table<TeamParams>& team_table();
    // Unless everybody uses the tools from the beginning and goes on as they are.
    [[nodiscard]] static bool active(const Params&, const std::vector<TeamParams>& teams);

    Adoption(const Params&, const std::vector<TeamParams>& teams, const Setting& setting);

    [[nodiscard]] Instant next_review(Instant after) const override;
    [[nodiscard]] std::unique_ptr<Memory> begin(Scene& scene) const override;
    void adapt(Scene& scene, Memory* memory) const override;
    void review(Scene& scene, Memory* memory) const override;

private:
    struct State;
    struct Team {
        AdoptionParams params;
        std::vector<std::size_t> neighbours;
    };
    // Some quantity of the people of each team who count, and how many those are.
    struct Sum {
        double of = 0, over = 0;
    };
    // What a member of team t sees of it among their peers; `without` where there are none.
    [[nodiscard]] double seen(std::size_t t, const std::vector<Sum>& by_team, double without) const;
    // The hazard of starting over the coming day, by team.
    [[nodiscard]] std::vector<double> hazards(const Scene& scene) const;
    static void pass_time(const Scene& scene, State& state);
    void imitate(Scene& scene, State& state, double days) const;
    void decide(Scene& scene, State& state) const;

    std::vector<Team> teams_;
    Instant start_;
    Chance chance_;
    bool moves_ = false;  // whether anything changes after the beginning
};

}  // namespace burncast

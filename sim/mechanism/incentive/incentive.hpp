// Incentives: KPIs on use, leaderboards, mandates, quotas, KPIs on output, and any mixture of them.
//
//   kpi          pull = weight                  use counts in reviews (S013); a constant w for each ln of the metric
//   leaderboard  pull of board.hpp              a rank by the metric (S128, L016)
//   output_kpi   pull = weight, leverage 0      accepted work counts ("normalised deployments", S132), and people come
//                                               to split what they hand in into `splits` parts
//   mandate      fills a gap (gap.hpp)          a share `target` of people is to be active each week (S129)
//   kpi of active_weeks   the same              to be active each week counts in reviews (S052)
//   quota        the same                       a number of tokens is to be used each day (S041, S052)
//
// All pulls on a person make one decision (effort.hpp). The board is read at its refresh; day by day efforts close in
// on the best ones with the time constant `inertia` when gaming grows and `decay` when it falls, but not below `habit`
// times its highest: after a removal G' = −(G − h·G0)/τ (L127, L128). So do the parts that tasks are handed in as,
// beyond the one. Real effort moves the drive of own work. Gaming effort sets how many gaming tasks come: an effort of
// 1 feeds the metric t times what the person's own work would (S016, S017), whatever the size of a gaming task. The
// metric that is ranked is own use by intensity times r + t·g: what a person uses on average, not the month's luck.
// Nobody begins more than `pace` gaming tasks a day; effort beyond that is neither done nor ranked. The default, one a
// second day and night (a guess), is a script's, and more than the first of meta-claudeonomics needs (27,000 a day).
//
// The penalty belongs to what is gamed. Of what the first hour of gaming earns, ΣR·t, an incentive with pull R and
// leverage t brings the share R·t/ΣR·t; so much of the hour is spent for it, and found out with its detection: the D
// of effort.hpp is ΣR·t·D/ΣR·t. So another incentive whose weight is next to nothing, or that gaming does not move,
// changes next to nothing. The size of gaming tasks is weighed alike.
//
// People differ. Each has t = leverage · e^(spread·z) of every metric, z normal and his own: one knows how to have an
// agent run all night, another rewrites a snippet by hand. Below the threshold of effort.hpp people do not game at all.
//
// A person under an output KPI hands in k parts where it was one task: k times the tasks of 1/k the human time, so
// value stays and cost does not. Each part reads its context anew, and as calls grow with time to a power below one, k
// parts make about k^0.55 times the calls of one. With the default coding agent and k = 3 the accepted tasks triple,
// the accepted hours grow by 2%, as fewer sessions get stuck or reach their limit, and the bill of own work by 80%.
//
// Leaves out: what other mechanisms do to own use when places are ranked; people who take no part on principle (gaming
// too strong) and those who game for fun (too weak, L129); that who is good at feeding a metric may be good at
// work too. When a policy takes all incentives away and gives gaming another session, what lives on keeps its number
// of tasks, not its tokens: too strong when the new tasks are larger, too weak when they are smaller.
#pragma once

#include <vector>

#include "sim/mechanism/incentive/board.hpp"
#include "sim/mechanism/incentive/effort.hpp"
#include "sim/mechanism/incentive/habits.hpp"
#include "sim/mechanism/incentive/incentive_rule.hpp"
#include "sim/role/mechanism.hpp"

namespace burncast {

class Incentive : public Mechanism {
public:
    using Params = Incentives;
    [[nodiscard]] static const Table<Params>& table();
    [[nodiscard]] static bool active(const Params& params) { return !params.entries.empty(); }
    Incentive(const Params& params, const Setting& setting);

    [[nodiscard]] std::vector<ExtraWork> extra_work(TeamId team) const override;
    [[nodiscard]] bool needs_uses() const override;
    // Where tasks are handed in as parts, or have been: these fade.
    [[nodiscard]] bool takes_steps(const Memory* memory) const override;
    void before(Attempt& attempt, const Person& person, const Memory* memory, Stream& chance) const override;
    // Midnights (UTC), and the evenings on which gaps are filled.
    [[nodiscard]] Instant next_review(Instant t) const override;
    [[nodiscard]] std::unique_ptr<Memory> begin(Scene& scene) const override;
    void adapt(Scene& scene, Memory* memory) const override;
    void review(Scene& scene, Memory* memory) const override;

private:
    void know_people(const Scene& scene, Habits& habits) const;
    // A new day: efforts have moved towards what was best yesterday; boards that are due are read.
    void new_day(const Scene& scene, Instant now, Habits& habits) const;
    void read(KnownRule& known, const Scene& scene, const Habits& habits) const;
    void aim(const Scene& scene, Habits& habits) const;
    void set_drives(Scene& scene, const Habits& habits) const;

    std::vector<IncentiveRule> rules_;
    EffortParams effort_;
    Setting setting_;
    bool fills_ = false;
};

}  // namespace burncast

// Incentives: KPIs on use, leaderboards, mandates, quotas, KPIs on output, and any mixture of them.
//
//   kpi          pull = weight                  use counts in reviews (S013); a constant w for each ln of the metric
//   leaderboard  pull of board.hpp              a rank by the metric (S128, L016)
//   output_kpi   pull = weight, leverage 0      accepted work counts ("normalised deployments", S132), and people come
//                                               to split what they hand in into `splits` parts
//   mandate      fills a gap                    a share `target` of people is to be active each week (S129)
//   quota        fills a gap                    a number of tokens is to be used each day (S041, S052)
//
// All pulls on a person make one decision (effort.hpp). The board is read at its refresh; day by day efforts close in
// on the best ones with the time constant `inertia` when gaming grows and `decay` when it falls, but not below `habit`
// times its highest: after a removal G' = −(G − h·G0)/τ (L127, L128). Real effort moves the drive of own work. Gaming
// effort sets how many gaming tasks come: an effort of 1 feeds the metric `leverage` times what the person's own work
// would (S016, S017), whatever the size of a gaming task. The metric that is ranked is own use by intensity times
// r + leverage·g: what a person uses on average, not the month's luck.
//
// Gaps are filled by gaming tasks (Purpose::gaming) in the two hours from 22:00 UTC, afternoon in America. On Fridays,
// as long as fewer than the target have begun a session since Monday, those who have not and have the tools do one each
// with probability `compliance`, lowered so that the target is not overshot. From Monday to Friday those below the
// quota fill it up with that probability. When a mandate or a quota ends so does the filling.
//
// A person under an output KPI hands in k parts where it was one task: k times the tasks of 1/k the human time, so
// value stays and cost does not. Each part reads its context anew, and as calls grow with time to a power below one, k
// parts make about k^0.55 times the calls of one. With the default coding agent and k = 3 the accepted tasks triple,
// the accepted hours grow by 2%, as fewer sessions get stuck or reach their limit, and the bill of own work by 80%.
//
// Leaves out: what other mechanisms do to own use when places are ranked; that mandates wear off slowly; hours of other
// time zones; people who take no part on principle (gaming too strong) and those who game for fun (too weak, L129).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/mechanism/incentive/board.hpp"
#include "sim/mechanism/incentive/effort.hpp"
#include "sim/role/mechanism.hpp"

namespace burncast {

enum class IncentiveKind : unsigned char { kpi, leaderboard, output_kpi, mandate, quota };
enum class IncentiveMetric : unsigned char { tokens, prompts, accepted_tasks };
enum class Rhythm : unsigned char { daily, weekly, monthly };

// One incentive. What its kind does not have is absent.
struct IncentiveParams {
    IncentiveKind kind = IncentiveKind::kpi;
    IncentiveMetric metric = IncentiveMetric::tokens;
    std::optional<double> weight;         // kpi, output_kpi: pull of one in the logarithm of the metric
    std::optional<double> prize;          // leaderboard: of passing everybody on the board
    std::optional<std::int64_t> visible;  // leaderboard: places shown
    std::vector<std::int64_t> tiers;      // leaderboard: the last place of each title
    Rhythm refresh = Rhythm::weekly;
    double leverage = 25;
    double detection = 0.1;        // probability times penalty
    std::optional<double> target;  // mandate: share of people
    std::optional<Tokens> amount;  // quota: per working day
    double compliance = 0.5;
    std::optional<double> splits;   // output_kpi: parts that a task is handed in as
    std::optional<Reference> team;  // everybody when absent
    std::optional<Instant> from;    // before the scenario: it has been there since; absent: from its beginning
    std::optional<Instant> until;   // absent: to the end

    [[nodiscard]] bool pulls() const { return kind != IncentiveKind::mandate && kind != IncentiveKind::quota; }
};

struct Incentives {
    std::vector<Named<IncentiveParams>> entries;
    EffortParams effort;
};

class Incentive : public Mechanism {
public:
    using Params = Incentives;
    [[nodiscard]] static const Table<Params>& table();
    [[nodiscard]] static bool active(const Params& params) { return !params.entries.empty(); }
    Incentive(const Params& params, const Setting& setting);

    [[nodiscard]] std::vector<ExtraWork> extra_work(TeamId team) const override;
    [[nodiscard]] bool takes_steps() const override { return splits_; }
    void before(Attempt& attempt, const Person& person, const Memory* memory, Stream& chance) const override;
    // Midnights (UTC), and 22:00 on weekdays where gaps are filled.
    [[nodiscard]] Instant next_review(Instant t) const override;
    [[nodiscard]] std::unique_ptr<Memory> begin(Scene& scene) const override;
    void adapt(Scene& scene, Memory* memory) const override;
    void review(Scene& scene, Memory* memory) const override;

private:
    struct Habits;
    using Entry = Named<IncentiveParams>;

    [[nodiscard]] static bool holds(const Entry& entry, Instant t);
    [[nodiscard]] bool concerns(const Entry& entry, const Person& person, Instant t) const;
    // A new day: boards that are due are read, efforts move, and so do the drives.
    void new_day(const Scene& scene, Instant now, Habits& habits) const;
    void read(const Entry& entry, const Scene& scene, Habits& habits) const;
    void aim(const Scene& scene, Instant now, Habits& habits) const;
    void move(double days, Habits& habits) const;
    void set_drives(Scene& scene, const Habits& habits) const;
    void fill_gaps(Scene& scene, const Habits& habits) const;
    void fill_week(const Entry& entry, Scene& scene, const Habits& habits) const;
    void fill_day(const Entry& entry, Scene& scene, const Habits& habits) const;

    Incentives params_;
    Setting setting_;
    std::vector<std::optional<TeamId>> teams_;  // by entry
    bool splits_ = false, fills_ = false;
};

}  // namespace burncast

// Quality: accepted results come back as bug fixes and rework, repairs beget repairs, reviews queue, debt grows.
//
// An accepted result of own work or of a repair is reviewed, now or when its turn comes (review_queue.hpp), and needs
//   Poisson(m_b) bug fixes and Poisson(m_w) pieces of rework,  each after `delay`, LN(5 days, 1)
//   m_b = bugs · agents · (factor of the model) · (1 + ρ if nobody reviewed it),  m_w the same with `rework`
// so that with m = m_b + m_w < 1 and every repair accepted, a task of own work costs 1/(1 − m) tasks in the end, and m
// of all tasks are repairs. Agents write code that needs 1.5-2.3 times the repairs (S142, L111); a result of a review,
// of gaming or of a side job does not come back.
//
// Beyond m = 1 nothing settles: repairs grow e-fold every few weeks. What ends it is people's time. Each day the share
//   κ = min(1, most / (repairs due per person on the day before))
// of the repairs due gets done, so that a person has about `most` of them a day, however large m is; the others are
// left undone, and become debt. So a run takes as long as most + own work, and no longer.
//
// Debt. A team owes D repairs: D grows by those left undone and by `shortcuts` of each result, and goes as code is
// replaced, D' = … − D/lifetime. A repair that gets done only mends its own fault. Every task of the team takes
// 1 + interest · D/people times the human time. People, here and above, are those who have the tools that day.
//
// Only money is counted. Lost beside it, and told nowhere: what a bug costs its users until it is fixed or for ever (a
// repair that is given up is not asked for again), the value of own work that rework throws away (its result stays in
// accepted_tasks), and reviewers' salaries. Repairs still due at the end of a run are unpaid, and in no bill: a short
// run looks too cheap, by up to m at the beginning. A policy that ends quality ends it for what is due, too.
// Leaves out: results of background agents, which come back to nobody here (bills are too low by up to m/(1 − m) of
// theirs); repairs of people who have given the tools up, who mend by hand; that repairs wait for working hours (they
// may begin at night), that hard tasks break more often, and that a task handed in in parts (incentive.hpp) needs as many
// repairs as a whole one: each part is asked as many (too high).
// Days are UTC days; what happens today moves the queue, κ and D tomorrow.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "sim/mechanism/quality/quality_params.hpp"
#include "sim/mechanism/quality/review_queue.hpp"
#include "sim/role/plug.hpp"

namespace burncast {

// What a team is like from one day to the next.
struct TeamQuality {
    ReviewQueue queue;
    double waiting = 0;     // days until a review
    double unreviewed = 0;  // share of results that are merged without the review that they should have
    double done = 1;        // κ
    double owed = 0;        // D
    double debt = 0;        // D / people
    std::array<std::int64_t, purpose_count> due{};  // by its people, when last looked at
};

struct QualityMemory : Memory {
    std::vector<TeamQuality> teams;
};

class Quality : public Mechanism {
public:
    struct Params {
        std::optional<QualityParams> quality;
    };
    struct TeamParams {
        std::optional<TeamQualityParams> quality;
    };
    [[nodiscard]] static const Table<Params>& table();
    [[nodiscard]] static const Table<TeamParams>& team_table();
    [[nodiscard]] static bool active(const Params& params, const std::vector<TeamParams>&) {
        return params.quality.has_value();
    }

    Quality(const Params& params, const std::vector<TeamParams>& teams, const Setting& setting);

    [[nodiscard]] std::vector<ExtraWork> extra_work(TeamId) const override;

    [[nodiscard]] bool takes_steps(const Memory*) const override { return on_; }
    void before(Attempt& attempt, const Person& person, const Memory* memory, Stream& chance) const override;
    void after(const Ended& ended, const Person& person, const Memory* memory, std::vector<FollowUp>& next,
               Stream& chance) const override;

    [[nodiscard]] Instant next_review(Instant after) const override;
    [[nodiscard]] std::unique_ptr<Memory> begin(Scene& scene) const override;
    void review(Scene& scene, Memory* memory) const override;

private:
    struct Team {
        std::uint64_t key = 0;  // identity of its streams
        double agents = 1;
        std::optional<double> reviews;  // C
    };
    [[nodiscard]] bool comes_back(const Ended& ended) const;
    void end_day(Instant now, const Team& team, double people, TeamQuality& state,
                 const std::array<std::int64_t, purpose_count>& due) const;

    QualityParams params_;
    bool on_ = false;  // false when a policy has ended it
    std::vector<Team> teams_;
    std::vector<double> model_factor_;      // by ModelId
    std::vector<bool> session_comes_back_;  // by kind of session
    Chance chance_;
};

}  // namespace burncast

// Side jobs: some people run private work on the company's tokens, and many ask a private question now and then.
//
// A person has side jobs with probability people · (1 − deterred), drawn once, from a stream of their own: who stops
// when logging begins is among those who had them. Such a person's side jobs come out of hours, at
//   rate = share / (1 − share) · that of their first kind of own work · (1 + slack · max(0, 1 − own tokens / quota))
// so that, done in the same kind of session, `share` of their tasks are private while the quota is used up or there is
// none; own tokens are those of the whole week before (use it or lose it). Private questions come to everybody, in the rhythm
// of the working day, at their own rate · (1 − deterred), whatever the quota.
// Over all people, side jobs / own work = people · share / (1 − share) when intensities do not depend on who has them.
//
// 2-15% of people with 5-30% of their use is a judgement, not a measurement (S043). Measured is only personal use:
// 13.3% of minutes, 45.6% of it on company licences (L130), mostly questions.
// Their value to the company is 0: they are in the bill, and never in accepted_tasks. What they are worth to others
// (quota is resold at twice its price, S097) is in no measure.
// Leaves out: that heavy users moonlight more or less than others, jobs that come in orders of many tasks, how likely
// people are to be caught, and working time lost. A quota here moves side jobs alone; it limits nobody.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "sim/config/table.hpp"
#include "sim/role/plug.hpp"

namespace burncast {

struct PrivateQuestionParams {
    double rate = 0.1;  // per working day of the median person
    Reference session{"chat", {}};
    std::optional<Reference> model;  // as the team's first kind of work
    Law difficulty = Law::lognormal(1200, 0.9);
};

struct SideJobParams {
    double people = 0.055;  // share of them
    double share = 0.12;    // of their use
    double deterred = 0;
    std::optional<Tokens> quota;  // of a person, for a week
    double slack = 1;
    std::optional<Reference> session, model;  // as the team's first kind of work
    Law difficulty = Law::lognormal(1200, 0.9);
    std::optional<PrivateQuestionParams> questions;
};

[[nodiscard]] const Table<SideJobParams>& side_job_table();

struct SideJobMemory : Memory {
    Instant since;                   // when last looked at
    std::vector<Tokens> own_tokens;  // by person, until then
    std::vector<double> unused;      // share of the quota that the time before left
};

class SideJobs : public Mechanism {
public:
    struct Params {
        std::optional<SideJobParams> side_jobs;
    };
    [[nodiscard]] static const Table<Params>& table();
    [[nodiscard]] static bool active(const Params& params) { return params.side_jobs.has_value(); }

    SideJobs(const Params& params, const Setting& setting) : params_(params.side_jobs), chance_(setting.chance) {}

    [[nodiscard]] std::vector<ExtraWork> extra_work(TeamId) const override;
    [[nodiscard]] Instant next_review(Instant after) const override;  // Mondays
    [[nodiscard]] std::unique_ptr<Memory> begin(Scene& scene) const override;
    void adapt(Scene& scene, Memory* memory) const override;
    void review(Scene& scene, Memory* memory) const override;

    [[nodiscard]] bool has_side_jobs(const Person& person) const;

private:
    void drive(Scene& scene, const SideJobMemory& memory) const;

    std::optional<SideJobParams> params_;
    Chance chance_;
};

}  // namespace burncast

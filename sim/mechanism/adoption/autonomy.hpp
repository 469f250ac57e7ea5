// Autonomy: whoever has had many sessions lets more of them run unattended, where nobody stops an agent that is stuck.
//
//   share of unattended runs = beginner + (expert − beginner) · min(1, (experience + own sessions so far) / sessions)
// 20% of the runs of somebody new, 40% after 750 sessions (L068; that it grows evenly is a guess). When an attended run
// gets stuck, its human stops it after `noticed_after` calls instead of letting it go on to its limit.
// Sessions of any kind are counted, weekly. Leaves out: the human's time, and that humans also stop runs that are not stuck (5-9% of
// turns, L068), which makes attended runs look a little dearer than they are.
#pragma once

#include <memory>
#include <optional>

#include "sim/role/plug.hpp"

namespace burncast {

struct AutonomyParams {
    double beginner = 0.2;      // share of unattended runs
    double expert = 0.4;        // the same after so many sessions
    double sessions = 750;      // which make an expert
    double experience = 0;      // sessions that people have behind them when the scenario begins
    double noticed_after = 10;  // calls that an attended agent repeats itself
};

[[nodiscard]] const Table<AutonomyParams>& autonomy_table();

class Autonomy : public Mechanism {
public:
    struct Params {
        std::optional<AutonomyParams> autonomy;
    };
    [[nodiscard]] static const Table<Params>& table();
    [[nodiscard]] static bool active(const Params& params) { return params.autonomy.has_value(); }

    Autonomy(const Params& params, const Setting& setting) : params_(params.autonomy), start_(setting.start) {}

    [[nodiscard]] double unattended(double sessions) const;

    [[nodiscard]] bool takes_steps(const Memory*) const override { return params_.has_value(); }
    void before(Attempt& attempt, const Person& person, const Memory* memory, Stream& chance) const override;
    [[nodiscard]] Instant next_review(Instant after) const override;
    [[nodiscard]] std::unique_ptr<Memory> begin(Scene& scene) const override;
    void review(Scene& scene, Memory* memory) const override;

private:
    struct State;
    std::optional<AutonomyParams> params_;
    Instant start_;
};

}  // namespace burncast

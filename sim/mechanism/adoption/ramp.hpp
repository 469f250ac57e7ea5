// When each person starts: a share at the beginning, and a logistic ramp to a ceiling.
//
// dA/dt = q·A·(1 − A/c) from A(0) = s gives A(t) = c / (1 + (c/s − 1)·e^(−q·t)). A person with place u in [0, 1) starts
// when A reaches u, and never when u ≥ c. Inside a pushed company q is 0.8–1.2 a month (L019); ceilings 0.71–0.95
// (L101). Leaves out: who sits near whom, and giving up again (both come with imitation inside teams). Everyone's luck
// is u, so a faster ramp brings the same people forward rather than other people in.
#pragma once

#include <cmath>
#include <limits>

#include "sim/base/time.hpp"
#include "sim/config/table.hpp"

namespace burncast {

struct AdoptionParams {
    double start = 1;      // share of the team that uses the tools when the scenario begins
    double imitation = 0;  // q, per day
    double ceiling = 1;    // share that ever will
};

[[nodiscard]] const Table<AdoptionParams>& adoption_table();

class AdoptionRamp {
public:
    explicit AdoptionRamp(const AdoptionParams& params) : params_(params) {}

    [[nodiscard]] double share(double days) const {
        if (params_.start <= 0) return 0;
        return params_.ceiling / (1 + (params_.ceiling / params_.start - 1) * std::exp(-params_.imitation * days));
    }
    // Days after the beginning at which the person with place u starts; infinity for never.
    [[nodiscard]] double days_until(double u) const {
        if (u < params_.start) return 0;
        if (u >= params_.ceiling || params_.imitation <= 0 || params_.start <= 0)
            return std::numeric_limits<double>::infinity();
        return std::log(u / (params_.ceiling - u) * (params_.ceiling - params_.start) / params_.start) /
               params_.imitation;
    }

private:
    AdoptionParams params_;
};

}  // namespace burncast

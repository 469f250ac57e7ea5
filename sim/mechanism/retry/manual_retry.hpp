// A person clicks again after a failed session.
//
// After the n-th failure the person gives up with probability give_up · persistence^(n−1): giving up gets less likely
// with each try (L077: each further prompt lowers the odds by 17%). The law is defective: with give_up 0.3 and
// persistence 0.83 a share Π(1 − 0.3·0.83^k) = 14.4% would never stop, so something else must stop them: `limit`, a
// control, or success. A try is a new session on the same task. The pause before it passes day and night, or in working
// time: while the person is as active as in an undisturbed hour, and slower or not at all when they are not. With few
// tries allowed the difference is small; without a limit a hopeless task is tried some 120 times a day in real time, but
// some 45 in working time. Leaves out: what the person learns between tries (tries are not shorter).
#pragma once

#include <cmath>
#include <optional>

#include "sim/base/time.hpp"
#include "sim/config/table.hpp"
#include "sim/random/law.hpp"
#include "sim/random/stream.hpp"

namespace burncast {

struct ManualRetryParams {
    double give_up = 0.3;          // after the first failure
    double persistence = 0.83;     // factor on give_up for each further failure
    double limit = 10;             // tries at most, the first one included
    Law pause;                     // seconds between the end of a failed session and the next try
    bool in_working_time = false;  // whether the pause passes only while the person works

    friend bool operator==(const ManualRetryParams&, const ManualRetryParams&) = default;
};

[[nodiscard]] const Table<ManualRetryParams>& manual_retry_table();

class ManualRetry {
public:
    explicit ManualRetry(const ManualRetryParams& params) : params_(params) {}

    // After `failures` ≥ 1 failed tries: the pause before the next one, or nothing when the person stops.
    [[nodiscard]] std::optional<Duration> after(int failures, Stream& chance) const {
        if (failures >= params_.limit) return std::nullopt;
        if (chance.chance(params_.give_up * std::pow(params_.persistence, failures - 1))) return std::nullopt;
        return Duration::seconds(params_.pause.draw(chance));
    }
    [[nodiscard]] const ManualRetryParams& params() const { return params_; }
    [[nodiscard]] bool in_working_time() const { return params_.in_working_time; }

private:
    ManualRetryParams params_;
};

}  // namespace burncast

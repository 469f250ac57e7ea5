// A circuit breaker: whoever spends far more than usual in an hour is stopped until somebody has looked.
//
//   at every full hour   x = spent in the hour that has ended, u = usual
//   trips when           x > factor · max(u, least), 3 times the usual (L137); then no calls for `pause`
//   else                 u ← u + (x − u)/n for an hour in which anything was spent, the mean of the last n such hours
// A trip is right when at least half of what was spent in that hour went in circles, and false otherwise. Whoever looks
// after a false one finds that all is well, so that hour counts as usual, too.
// It watches each person and each agent by itself, or a team or the company as a whole, of which it stops everybody. Who
// has no usual yet is held against `least` alone. What is stopped is dropped: the session under way ends without a result.
// So a loop runs on for half an hour on the mean before it is noticed, and whoever works in bursts is stopped in vain.
// Leaves out: breakers that look by the minute (these would be quicker, and trip falsely more often), and that the hour
// of the day is usual, too: a nightly batch looks unusual if days are quiet.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/base/money.hpp"
#include "sim/mechanism/control/control_params.hpp"
#include "sim/random/stream.hpp"
#include "sim/role/mechanism.hpp"

namespace burncast {

class Breaker {
public:
    // What it remembers of one person, agent or group.
    struct Watched {
        Money spent, loops;  // so far, when last looked at
        double usual = 0;    // currency units an hour
        double hours = 0;    // of use that `usual` is the mean of, at most n
    };
    struct State {
        std::vector<Watched> watched;  // by actor, or by group
    };

    Breaker(const ControlParams& control, std::vector<std::size_t> group_of_team, std::uint64_t key,
            const Chance& chance);

    [[nodiscard]] State begin(const Scene& scene) const;
    void look(Scene& scene, State& state) const;

    // Whether an hour of so much trips, and what is usual then; `circling` when most of it went in circles.
    [[nodiscard]] static bool trips(const ControlParams& control, Watched& watched, double spent, bool circling);

private:
    [[nodiscard]] std::vector<std::vector<std::size_t>> groups(const Scene& scene) const;

    ControlParams control_;
    std::vector<std::size_t> group_of_team_;
    std::uint64_t key_;
    Chance chance_;
};

}  // namespace burncast

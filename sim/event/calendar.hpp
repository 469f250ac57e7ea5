// The shared moments of a run, totally ordered by (time, kind, number): all that ever interrupts everybody at once.
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <utility>
#include <vector>

#include "sim/base/time.hpp"

namespace burncast {

// `kind` and `number` mean something to the model alone; here they only order moments at the same time.
struct SharedMoment {
    Instant when;
    int kind = 0;
    std::size_t number = 0;
    friend auto operator<=>(const SharedMoment&, const SharedMoment&) = default;
};

class Calendar {
public:
    explicit Calendar(std::vector<SharedMoment> moments) : moments_(std::move(moments)) {
        std::sort(moments_.begin(), moments_.end());
    }

    // Calls play(from, until) for every window between moments and act(moment) at each of them, in order.
    template <class Play, class Act>
    void walk(Instant start, Play&& play, Act&& act) const {
        Instant now = start;
        for (const SharedMoment& moment : moments_) {
            if (moment.when > now) {
                play(now, moment.when);
                now = moment.when;
            }
            act(moment);
        }
    }

    [[nodiscard]] const std::vector<SharedMoment>& moments() const { return moments_; }

private:
    std::vector<SharedMoment> moments_;
};

}  // namespace burncast

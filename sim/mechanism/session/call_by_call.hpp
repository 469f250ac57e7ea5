// The reference for agent_loop.hpp: the same session, played call by call with a draw for everything that can happen at
// a call. Slow and plain on purpose; `--engine calls` runs on it, and totals must agree with the collapsed loop in
// distribution (mean, variance, Kolmogorov–Smirnov), though not draw by draw.
#pragma once

#include <cmath>
#include <optional>

#include "sim/mechanism/session/agent_loop.hpp"

namespace burncast {

class CallByCall : public SessionLaw {
public:
    using SessionLaw::SessionLaw;

    // Whether and where it gets stuck is asked of every call, but beforehand: books that close while the session is
    // under way need to know how it is going to end.
    [[nodiscard]] Session begin(const TaskNeed& need, Instant when, Stream chance,
                                std::optional<std::int32_t> stopped_after = std::nullopt, double tokens = 1,
                                double ability = 1) const {
        Session s = SessionLaw::begin(need, when, chance, tokens, ability);
        std::int64_t call = 0;
        while (call < s.calls_planned && !s.chance.chance(params_.stuck_hazard)) ++call;
        get_stuck(s, call, stopped_after);
        return s;
    }

    [[nodiscard]] Played play(Session& session, Instant until, const PriceCard& card,
                              std::int32_t most_calls = std::numeric_limits<std::int32_t>::max()) const {
        Pricer pricer(card, caching_);
        for (; session.next < until && !session.over() && most_calls > 0; --most_calls) call(session, pricer);
        Played played = pricer.total();
        session.base += played[Pocket::base];
        return played;
    }

private:
    // One call, with every attempt at it.
    void call(Session& s, Pricer& pricer) const {
        bool warm = !s.cold;
        if (caching_ && s.chance.chance(miss_)) warm = false;
        std::int64_t failed = 0;
        while (failed < most_attempts_ && s.chance.chance(retry_.error_rate)) ++failed;
        if (failed > 0 && !survive(s, failed, std::nullopt, warm, pricer)) return;
        pricer.add(s.calls_made < s.stuck_from ? Pocket::base : Pocket::loop, 1, s.prompt, s.growth,
                   std::llround(s.tokens * output(1, s.chance)), warm);
        s.calls_made += 1;
        s.next = s.next + s.call_time;
        s.prompt += s.growth;
        s.cold = false;
        if (s.prompt > params_.context_limit.count()) {
            s.prompt = compacted_;
            s.cold = true;
        }
    }
};

}  // namespace burncast

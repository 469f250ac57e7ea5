// The model's worked example of a session, and how tests play one.
#pragma once

#include <cstdint>

#include "sim/mechanism/session/agent_loop.hpp"
#include "sim/mechanism/session/call_by_call.hpp"

namespace burncast::testing {

// K = 45, C0 = 20k, g = 2.5k, o = 250 and no chance: the number of calls is a limit that every session reaches.
inline SessionParams worked_example() {
    SessionParams p;
    p.calls = 10'000;
    p.call_limit = 45;
    p.run_noise = 0;
    p.first_context = Law::constant(20'000);
    p.growth = Law::constant(2'500);
    p.output = 250;
    p.output_spread = 0;
    p.idle = Duration();
    p.call_time = Law::constant(10);
    p.stuck_hazard = 0;
    return p;
}

inline AutomaticRetryParams no_errors() {
    AutomaticRetryParams retry;
    retry.error_rate = 0;
    return retry;
}

// Reads at 0.1×, writes at 1.25×.
inline PriceCard card_at(double input, double output) {
    PriceCard card;
    card.rows[0] = {Price::per_million(input), Price::per_million(input * 1.25), Price::per_million(input / 10),
                    Price::per_million(output)};
    return card;
}

inline constexpr Instant noon = Instant::from_epoch(1'800'000'000'000);
inline constexpr TaskNeed plain{20, false, false};

template <class Engine>
struct Run {
    Session session;
    Played played;
    [[nodiscard]] Spend all() const {
        Spend sum;
        for (const Spend& pocket : played.pockets) sum += pocket;
        return sum;
    }
};

template <class Engine>
Run<Engine> play_whole(const Engine& engine, const PriceCard& card, std::uint64_t key, const TaskNeed& need = plain) {
    Run<Engine> run{engine.begin(need, noon, Stream(mix(key))), {}};
    run.played = engine.play(run.session, Instant::never(), card);
    return run;
}

}  // namespace burncast::testing

#include "sim/model/typical_task.hpp"

#include "sim/random/stream.hpp"
#include "sim/world/price_card.hpp"

namespace burncast {

Use typical_task(const SourceRule& rule, const AgentLoop& session, const ManualRetry& retry) {
    constexpr std::uint64_t tasks = 4000;
    constexpr int most_tries = 100;  // somebody may never give up
    const Chance chance(0, 0);
    const PriceCard free;
    double tokens = 0, calls = 0;
    for (std::uint64_t n = 0; n < tasks; ++n) {
        Stream need_chance = chance.stream(Aspect::typical, n);
        const TaskNeed need = draw_need(rule.difficulty, rule.vague, rule.impossible, need_chance);
        for (int tries = 1;; ++tries) {
            const auto number = static_cast<std::uint64_t>(tries);
            Session one = session.begin(need, Instant(), chance.stream(Aspect::typical, n, 1, number));
            const Played played = session.play(one, Instant::never(), free);
            for (const Pocket pocket : {Pocket::base, Pocket::loop, Pocket::auto_retry}) {
                tokens += static_cast<double>(played[pocket].all_tokens().count());
                calls += static_cast<double>(played[pocket].calls);
            }
            Stream patience = chance.stream(Aspect::typical, n, 2, number);
            if (one.will_succeed || rule.purpose == Purpose::gaming || tries == most_tries) break;
            if (!retry.after(tries, patience)) break;
        }
    }
    return {1, tokens / tasks, calls / tasks};
}

}  // namespace burncast

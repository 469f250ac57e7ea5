#include "sim/model/typical_task.hpp"

#include <array>
#include <limits>
#include <numeric>

#include "sim/random/stream.hpp"
#include "sim/world/ability.hpp"

namespace burncast {

Use typical_task(const SourceRule& rule, const SessionRule& session, double quality, const ManualRetry& retry,
                 const PriceCard& card) {
    constexpr std::uint64_t tasks = 4000;
    constexpr int most_tries = 100;  // somebody may never give up
    const Chance chance(0, 0);
    constexpr auto endless = std::numeric_limits<std::int32_t>::max();
    double calls = 0;
    std::array<double, token_kind_count> kinds{};
    for (std::uint64_t n = 0; n < tasks; ++n) {
        Stream need_chance = chance.stream(Aspect::typical, n);
        Attempt attempt;
        attempt.need = draw_need(rule.difficulty, rule.vague, rule.impossible, need_chance);
        attempt.ability = ability(quality, attempt.need.human_minutes);
        for (int tries = 1;; ++tries) {
            const auto number = static_cast<std::uint64_t>(tries);
            const Stream luck = chance.stream(Aspect::typical, n, 1, number);
            Session one = session.begin(attempt, Instant(), luck, card, EngineKind::fast);
            const Played played = session.play(one, Instant::never(), card, endless, EngineKind::fast);
            for (const Pocket pocket : {Pocket::base, Pocket::loop, Pocket::auto_retry}) {
                calls += static_cast<double>(played[pocket].calls);
                for (std::size_t k = 0; k < token_kind_count; ++k)
                    kinds[k] += static_cast<double>(played[pocket].tokens[k].count());
            }
            Stream patience = chance.stream(Aspect::typical, n, 2, number);
            if (one.will_succeed || rule.purpose == Purpose::gaming || tries == most_tries) break;
            if (!retry.after(tries, patience)) break;
        }
    }
    const double tokens = std::accumulate(kinds.begin(), kinds.end(), 0.0);
    for (double& kind : kinds) kind /= tasks;
    return {1, tokens / tasks, calls / tasks, kinds};
}

}  // namespace burncast

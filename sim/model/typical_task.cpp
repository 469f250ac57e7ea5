#include "sim/model/typical_task.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "sim/random/stream.hpp"
#include "sim/world/ability.hpp"

namespace burncast {

Use typical_task(const SourceRule& rule, const SessionRule& session, double quality, const ManualRetry& retry,
                 const PriceCard& card) {
    constexpr std::uint64_t tasks = 4000;
    constexpr int most_tries = 100;  // somebody may never give up
    const Chance chance(0, 0);
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
            const auto [played, succeeds] = session.whole(attempt, luck, card);
            for (const Pocket pocket : {Pocket::base, Pocket::loop, Pocket::auto_retry}) {
                calls += static_cast<double>(played[pocket].calls);
                for (std::size_t k = 0; k < token_kind_count; ++k)
                    kinds[k] += static_cast<double>(played[pocket].tokens[k].count());
            }
            Stream patience = chance.stream(Aspect::typical, n, 2, number);
            if (succeeds || rule.purpose == Purpose::gaming || tries == most_tries) break;
            if (!retry.after(tries, patience)) break;
        }
    }
    const double tokens = std::accumulate(kinds.begin(), kinds.end(), 0.0);
    for (double& kind : kinds) kind /= tasks;
    return {1, tokens / tasks, calls / tasks, kinds};
}

Use TypicalTasks::of(const SourceRule& rule, const SessionRule& session, double quality, const ManualRetry& retry,
                     const PriceCard& card) {
    const Question question{session.params(),
                            session.retry(),
                            retry.params(),
                            card,
                            rule.difficulty,
                            rule.vague,
                            rule.impossible,
                            quality,
                            rule.purpose == Purpose::gaming};
    {
        const std::lock_guard lock(mutex_);
        const auto known = std::find_if(answers_.rbegin(), answers_.rend(),  // mostly asked just before
                                        [&](const auto& answer) { return answer.first == question; });
        if (known != answers_.rend()) return known->second;
    }
    const Use use = typical_task(rule, session, quality, retry, card);  // meanwhile others may ask, for the same too
    const std::lock_guard lock(mutex_);
    if (answers_.size() == most) answers_.clear();
    answers_.emplace_back(question, use);
    return use;
}

}  // namespace burncast

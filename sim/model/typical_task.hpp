// What one task of a kind uses on average, found by playing a few thousand of them.
//
// The sample is the same for every replication and policy, so it adds no luck of its own: only an error of about 2%,
// the same each time; of conversations that may run away more, as far as nothing stops them. Leaves out steps of
// mechanisms, caps, and a troubled provider. Prices matter only to conversations with a money limit: a later price
// changes where they stop, and this does not know.
#pragma once

#include <mutex>
#include <utility>
#include <vector>

#include "sim/mechanism/retry/manual_retry.hpp"
#include "sim/model/rules.hpp"
#include "sim/model/session_rule.hpp"
#include "sim/role/mechanism.hpp"

namespace burncast {

// On a model of such quality, with the tries that people make at it. `tasks` is 1.
[[nodiscard]] Use typical_task(const SourceRule& rule, const SessionRule& session, double quality,
                               const ManualRetry& retry, const PriceCard& card);

// Plays a task once for all phases, policies and replications that do it alike. Threads may share it.
class TypicalTasks {
public:
    // As typical_task() says.
    [[nodiscard]] Use of(const SourceRule& rule, const SessionRule& session, double quality, const ManualRetry& retry,
                         const PriceCard& card);

private:
    // All that it depends on.
    struct Question {
        SessionParams session;
        AutomaticRetryParams automatic;
        ManualRetryParams manual;
        PriceCard card;
        Law difficulty;
        double vague = 0, impossible = 0, quality = 1;
        bool gaming = false;

        friend bool operator==(const Question&, const Question&) = default;
    };
    static constexpr std::size_t most = 1000;  // where inputs are uncertain, few are asked again

    std::mutex mutex_;
    std::vector<std::pair<Question, Use>> answers_;
};

}  // namespace burncast

// How several agents talk to each other within one session. Numbers only; the law: conversation.hpp.
#pragma once

#include <optional>
#include <vector>

#include "sim/base/money.hpp"
#include "sim/base/time.hpp"
#include "sim/config/table.hpp"

namespace burncast {

// What some of the agents are there for, and who listens to them.
struct ConversationRole {
    double count = 1;                 // agents
    std::vector<Reference> heard_by;  // the roles that hear, and may answer, what these agents say

    friend bool operator==(const ConversationRole&, const ConversationRole&) = default;
};

struct ConversationParams {
    // All agents are alike, or have roles instead.
    static constexpr double usual_agents = 4, usual_fan_out = 2;
    std::optional<double> agents;   // each has at most one call in flight
    std::optional<double> fan_out;  // colleagues that a message goes to
    std::vector<Named<ConversationRole>> roles;

    double sub_agents = 0;    // that every agent of a level hands its work to; 0 is none
    double depth = 1;         // levels of sub-agents below the first agent
    double confirm = 1;       // probability that such a colleague answers though nobody needs it
    double closure = 0.95;    // share of these answers that whoever may close the conversation prevents
    double unclosed = 0.18;   // share of conversations in which nobody may
    double decay = 1;         // readiness to answer, relative to the round before
    double hears = 1;         // share of the other messages of a round that an agent gets to read
    double cache_hit = 0.25;  // share of messages whose prompt is found in the cache, if there is one

    std::optional<double> repeat_limit;  // rounds in a row with nothing but unneeded answers
    std::optional<Money> money_limit;
    Duration wall_clock;
    double human = 0;  // share of messages that a human reads

    friend bool operator==(const ConversationParams&, const ConversationParams&) = default;
};

[[nodiscard]] const Table<ConversationRole>& conversation_role_table();
[[nodiscard]] const Table<ConversationParams>& conversation_table();

}  // namespace burncast

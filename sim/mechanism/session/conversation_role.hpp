// The roles of the agents of a conversation, and who hears whom: conversation.hpp has their law.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/mechanism/session/conversation_params.hpp"
#include "sim/mechanism/session/session.hpp"

namespace burncast {

struct TalkLink {
    std::size_t to = 0;  // a role
    double agents = 0;   // of it that a message reaches
};

struct TalkRole {
    std::string name;  // empty where all agents are alike
    std::int64_t agents = 0;
    double reach = 1;  // share of the other agents that hear it
    std::vector<TalkLink> links;
};

// Agents who are all alike are one role that everybody in it hears, and a message asks fan_out of them.
[[nodiscard]] std::vector<TalkRole> roles_of(const ConversationParams& law);

using Waiting = std::array<std::int32_t, most_roles>;  // by role, as Talk::waiting

// What waited for roles that were, waits for those of the same names that are. Replies of a role that is no more are
// forgotten.
[[nodiscard]] Waiting carried_over(const Waiting& waiting, const std::vector<TalkRole>& from,
                                   const std::vector<TalkRole>& to);

}  // namespace burncast

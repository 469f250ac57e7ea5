#include <algorithm>

#include "sim/mechanism/session/conversation_params.hpp"
#include "sim/mechanism/session/session.hpp"

namespace burncast {

namespace {
std::optional<std::string> wrong_with_roles(const ConversationParams& p) {
    if (p.roles.size() > most_roles)
        return "has " + std::to_string(p.roles.size()) + " roles, at most " + std::to_string(most_roles) +
               " are possible (agents who hear and are heard alike are one role with a count)";
    const auto alone = [](const auto& role) { return role.value.heard_by.empty(); };
    if (!p.roles.empty() && std::all_of(p.roles.begin(), p.roles.end(), alone))
        return "nobody hears anybody (at least one role needs heard_by)";
    return std::nullopt;
}

std::optional<std::string> wrong_beside_roles(const ConversationParams& p, const std::optional<double>& value) {
    if (p.roles.empty() || !value) return std::nullopt;
    return "give this or roles, not both (a role has a count, and heard_by says whom its messages go to)";
}
}  // namespace

const Table<ConversationRole>& conversation_role_table() {
    using P = ConversationRole;
    static const Table<P> table =
        Table<P>("sessions.*.conversation.roles.*",
                 "A role and who hears it. The work goes from role to role in this order. Everybody with everybody is "
                 "one role that hears itself, a star a hub and its leaves.")
            .count("count", &P::count, {.low = 1, .high = 1e5}, "1", "S019", "Agents of this role.")
            .names("heard_by", &P::heard_by, "roles",
                   "Roles whose every agent hears what these agents say, and may answer; its own: the others of it.");
    return table;
}

const Table<ConversationParams>& conversation_table() {
    using P = ConversationParams;
    static const Table<P> table =
        Table<P>(
            "sessions.*.conversation",
            "Several agents that talk to each other: `calls` are then the messages that the work needs, call_limit "
            "counts all messages, and stuck_hazard is not asked.")
            .count(
                "agents", &P::agents, {.low = 1, .high = 1e5}, absent, "S019",
                "Agents, each with at most one call in flight: planner, executor, checker, summariser. 4 where neither "
                "this nor roles is given.")
            .count("sub_agents", &P::sub_agents, {.low = 0, .high = 1000}, "0", "L058",
                   "Sub-agents that do as much work again for each agent of the level above; 2-4 for a comparison.")
            .count("depth", &P::depth, {.low = 1, .high = 10}, "1", "L058",
                   "Levels of sub-agents: 2 when sub-agents have sub-agents.")
            .map_of("roles", &P::roles, conversation_role_table(), 0,
                    "Who is there and who hears whom, instead of agents and fan_out; at most 8 roles.")
            .number(
                "fan_out", &P::fan_out, {.low = 0, .high = 1e5}, absent, "S021, S019, guess",
                "Colleagues that a message goes to: 1 is whoever is answered, at most all the others. 2 where neither "
                "this nor roles is given.")
            .share("confirm", &P::confirm, {}, "100%", "S021",
                   "Probability that such a colleague answers though nobody needs the answer.")
            .share("closure", &P::closure, {}, "95%", "guess",
                   "Share of these answers that whoever may close the conversation prevents: a chair, a protocol.")
            .share("unclosed", &P::unclosed, {}, "18%", "L061",
                   "Share of conversations in which nobody may close: 12-24% of tasks are prone to loops.")
            .share("decay", &P::decay, {}, "100%", "guess",
                   "Readiness to answer in a round, relative to the round before.")
            .share("hears", &P::hears, {}, "100%", "L063, guess",
                   "Share of the other messages of a round that go into an agent's context; 100% is a broadcast.")
            .share("cache_hit", &P::cache_hit, {}, "25%", "MODEL, guess",
                   "Share of messages that find their prompt in the cache: a relay breaks the prefix, 0-50%.")
            .count("repeat_limit", &P::repeat_limit, {.low = 1, .high = 1e8}, absent, "L137",
                   "Rounds in a row of nothing but unneeded answers after which a detector stops the conversation; 3.")
            .money("money_limit", &P::money_limit, {.above = 0, .high = 1e12}, absent, "L137",
                   "What a conversation may cost before it is stopped; $10.")
            .duration("wall_clock", &P::wall_clock, {.above = 0}, "24 h", "guess",
                      "How long it may go on before somebody finds it and stops it.")
            .share("human", &P::human, {}, "0%", "L068",
                   "Share of messages that a human reads, who ends unneeded answers; 5-9% where somebody watches.")
            .check("agents", [](const P& p) { return wrong_beside_roles(p, p.agents); })
            .check("fan_out", [](const P& p) { return wrong_beside_roles(p, p.fan_out); })
            .check("roles", wrong_with_roles);
    return table;
}

}  // namespace burncast

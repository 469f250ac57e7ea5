#include "sim/mechanism/session/conversation_role.hpp"

#include <algorithm>
#include <cmath>

namespace burncast {

std::vector<TalkRole> roles_of(const ConversationParams& law) {
    if (law.roles.empty()) {
        const double agents = law.agents.value_or(law.usual_agents), fan_out = law.fan_out.value_or(law.usual_fan_out);
        return {{"", std::llround(agents), 1, {{0, std::min(fan_out, agents - 1)}}}};
    }
    std::vector<TalkRole> roles;
    double others = -1;
    for (const auto& role : law.roles) others += role.value.count;
    for (const auto& from : law.roles) {
        TalkRole& role = roles.emplace_back(TalkRole{from.name, std::llround(from.value.count), 0, {}});
        for (std::size_t to = 0; to < law.roles.size(); ++to) {
            const auto is_it = [&](const Reference& name) { return name.name == law.roles[to].name; };
            if (std::none_of(from.value.heard_by.begin(), from.value.heard_by.end(), is_it)) continue;
            const double agents = law.roles[to].value.count - (&law.roles[to] == &from ? 1 : 0);
            role.links.push_back({to, agents});
            if (others > 0) role.reach += agents / others;
        }
    }
    return roles;
}

Waiting carried_over(const Waiting& waiting, const std::vector<TalkRole>& from, const std::vector<TalkRole>& to) {
    Waiting carried{};
    for (std::size_t r = 0; r < to.size(); ++r)
        for (std::size_t was = 0; was < from.size(); ++was)
            if (from[was].name == to[r].name) carried[r] = waiting[was];
    return carried;
}

}  // namespace burncast

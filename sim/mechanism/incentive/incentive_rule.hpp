// An incentive with its team resolved: when it holds, and for whom.
#pragma once

#include <optional>
#include <string>

#include "sim/base/id.hpp"
#include "sim/mechanism/incentive/incentive_params.hpp"
#include "sim/world/person.hpp"

namespace burncast {

struct IncentiveRule {
    std::string name;
    IncentiveParams params;
    std::optional<TeamId> team;  // everybody when absent

    [[nodiscard]] bool holds(Instant t) const {
        return (!params.from || *params.from <= t) && (!params.until || t < *params.until);
    }
    [[nodiscard]] bool is_for(TeamId other) const { return !team || *team == other; }
    [[nodiscard]] bool concerns(const Person& person, Instant t) const {
        return is_for(person.team) && person.has_tools(t);
    }
};

}  // namespace burncast

// An incentive with its team resolved: when it holds, for whom, and what people know of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

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

struct KnownRule {
    IncentiveRule rule;
    Instant since;             // that it is there; `from` may be later
    std::vector<double> pull;  // by person, as last read; empty when it does not hold or does not pull
};

}  // namespace burncast

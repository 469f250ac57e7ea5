// An incentive with its teams resolved: when it holds, for whom, and what people know of it.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "sim/base/id.hpp"
#include "sim/mechanism/incentive/incentive_params.hpp"
#include "sim/world/person.hpp"

namespace burncast {

struct IncentiveRule {
    std::string name;
    IncentiveParams params;
    std::vector<TeamId> teams;  // everybody when empty

    [[nodiscard]] bool holds(Instant t) const {
        return (!params.from || *params.from <= t) && (!params.until || t < *params.until);
    }
    [[nodiscard]] bool is_for(TeamId team) const {
        return teams.empty() || std::find(teams.begin(), teams.end(), team) != teams.end();
    }
    // Nobody else than another one.
    [[nodiscard]] bool within(const IncentiveRule& other) const {
        if (teams.empty()) return other.teams.empty();
        return std::all_of(teams.begin(), teams.end(), [&](TeamId team) { return other.is_for(team); });
    }
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

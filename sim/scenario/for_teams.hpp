// Policies for a part of the company: `for: [a, b]` or `share: 30%`.
//
// What can hold for some teams alone is what the tables say: `company`, by team; every map of entries that may be for one
// `team` (controls), of which each team gets its own; and every map of entries that may be for several together
// (incentives), such as a leaderboard among them. Such an entry of everybody can be switched `off` for them: it goes on
// among the others. Prices, contracts and the like hold for all.
//
// A share is drawn at random among the teams, without a look at them: that is what makes comparing groups honest. The
// draw is a hash of the number `draw` and the team's name, so all commands have the same one, and so have all policies:
// those that are compared meet the same teams.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/config/faults.hpp"
#include "sim/config/node.hpp"

namespace burncast {

// At least one of `teams`, as near to the share as can be, in their order.
[[nodiscard]] std::vector<std::string> drawn_teams(const std::vector<std::string>& teams, double share,
                                                   std::int64_t draw);

struct ForTeams {
    std::vector<std::string> teams;
    Place place;         // of what names them
    bool drawn = false;  // then what the policy says of other teams is left out rather than wrong
};
// The patch as it holds for these teams. `root` is the scenario that it is laid over.
[[nodiscard]] NodePtr changes_for(const NodePtr& changes, const ForTeams& whom, const NodePtr& root,
                                  const std::string& path, Faults& faults);

}  // namespace burncast

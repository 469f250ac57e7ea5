// The work that mechanisms bring to the people of each team, with the session and model that it is done with.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/base/id.hpp"
#include "sim/role/mechanism.hpp"
#include "sim/scenario/scenario.hpp"

namespace burncast {

struct Extra {
    std::size_t mechanism = 0;  // place among plugs()
    TeamId team;
    ExtraWork work;
};

// Work that leaves its session or model open has those of the first kind of work of its team, and work that comes with
// that has its rate.
[[nodiscard]] ExtraWork completed(ExtraWork work, const TeamParams& team);
// Whether completed work has a session and a model: where a team has no work of its own, some can have none.
[[nodiscard]] bool done_somehow(const ExtraWork& work);
// What the mechanisms that live have to object to; those that did not live before come at `from`.
[[nodiscard]] std::vector<Objection> objections(const Scenario& scenario, const std::vector<bool>& lived, Instant from);
// Of the mechanisms that live (Scenario::living), in the order of plugs and teams.
[[nodiscard]] std::vector<Extra> extra_work(const Scenario& scenario, const std::vector<bool>& living);
// The models that these mechanisms may choose, in the same order.
[[nodiscard]] std::vector<ModelUse> extra_models(const Scenario& scenario, const std::vector<bool>& living);

}  // namespace burncast

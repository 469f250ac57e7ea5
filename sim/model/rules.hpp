// The rules of one phase: a scenario's parameters made into mechanisms, ready to be played.
//
// A policy with a date has two phases, before and after; a phase's rules are built once per replication (uncertain
// inputs may differ) and are constant from then on. Names are resolved here, once, to places in arrays.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sim/base/id.hpp"
#include "sim/mechanism/adoption/ramp.hpp"
#include "sim/mechanism/control/cap.hpp"
#include "sim/mechanism/demand/activity_clock.hpp"
#include "sim/mechanism/demand/demand.hpp"
#include "sim/mechanism/market/price_list.hpp"
#include "sim/mechanism/retry/manual_retry.hpp"
#include "sim/mechanism/session/agent_loop.hpp"
#include "sim/mechanism/session/call_by_call.hpp"
#include "sim/random/stream.hpp"
#include "sim/scenario/scenario.hpp"

namespace burncast {

// The names that all policies and phases of a run share, so that their results have the same columns.
struct Names {
    std::vector<std::string> teams;
    std::vector<std::string> sessions;                   // kinds of session, over all policies
    std::vector<std::string> models;                     // those that any work of any policy uses
    std::vector<std::vector<std::string>> work;          // by team: kinds of work of its people, over all policies
    std::vector<std::vector<std::string>> agents;        // by team: its background agents
    std::vector<std::vector<std::int64_t>> agent_count;  // the most that any policy has of each
};

// Where tasks of one kind come from, and how they are done.
struct SourceRule {
    bool active = false;  // whether this phase has such work at all
    double rate = 0;      // tasks per unit of operational time, before personal intensity
    Gaps gaps;
    std::uint64_t key = 0;    // identity of its streams: a hash of its name
    std::size_t session = 0;  // which kind of session
    ModelId model;
    Lane lane = Lane::standard;
    Law difficulty;
    double vague = 0;
    double impossible = 0;
};

struct TeamRules {
    std::uint64_t key = 0;  // identity of its people's streams: a hash of its name
    std::int64_t people = 0;
    double intensity_spread = 0;
    AdoptionRamp adoption{AdoptionParams{}};
    std::vector<SourceRule> work;
    std::vector<SourceRule> agents;
    std::vector<std::int64_t> agent_count;
};

// A cap with its team resolved.
struct CapRule {
    std::string name;
    CapParams params;
    std::optional<TeamId> team;
};

class Rules {
public:
    // `before` is the scenario of the phase before, if there was one: sessions under way then go on with the kinds and
    // models that this one no longer has.
    Rules(const Scenario& scenario, const Scenario* before, const Names& names, const Chance& chance);

    std::vector<TeamRules> teams;
    std::vector<ActivityClock> clocks;  // by team; the last one is flat, for background agents
    std::vector<AgentLoop> sessions;
    std::vector<CallByCall> reference_sessions;
    ManualRetry manual_retry;
    PriceList prices;
    std::vector<CapRule> caps;
    [[nodiscard]] const ActivityClock& clock(TeamId team, bool background) const {
        return background ? clocks.back() : clocks[team.index()];
    }
};

}  // namespace burncast

// The rules of one phase: a scenario's parameters made into mechanisms, ready to be played.
//
// A policy with a date has two phases, before and after; a phase's rules are built once per replication (uncertain
// inputs may differ) and are constant from then on. Names are resolved here, once, to places in arrays.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sim/base/id.hpp"
#include "sim/mechanism/contract/contract.hpp"
#include "sim/mechanism/demand/activity_clock.hpp"
#include "sim/mechanism/demand/demand.hpp"
#include "sim/mechanism/market/price_list.hpp"
#include "sim/mechanism/retry/manual_retry.hpp"
#include "sim/model/session_rule.hpp"
#include "sim/random/stream.hpp"
#include "sim/role/mechanism.hpp"
#include "sim/scenario/names.hpp"
#include "sim/scenario/scenario.hpp"

namespace burncast {

// Where tasks of one kind come from, and how they are done.
struct SourceRule {
    bool active = false;  // whether this phase has such work at all
    Purpose purpose = Purpose::own_work;
    std::size_t clock = 0;  // place in Rules::clocks
    double rate = 0;        // tasks per unit of operational time, before personal intensity and drive
    bool driven = true;     // whether drives move it; those of agents are not
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
    double price_felt = 0;
    std::vector<SourceRule> work;  // of its people: their own, then what mechanisms bring
    std::vector<SourceRule> agents;
    std::vector<std::int64_t> agent_count;
};

class TypicalTasks;

class Rules {
public:
    // The phase before, if there was one: sessions under way go on with the kinds and models that this one no longer
    // has, and mechanisms that it does away with live on (Scenario::living).
    struct Before {
        const Scenario* scenario = nullptr;
        const Rules* rules = nullptr;
    };
    // `typical` is asked what tasks use, and may be shared.
    Rules(const Scenario& scenario, const Before& before, const Names& names, const Chance& chance,
          TypicalTasks& typical);

    std::vector<TeamRules> teams;
    std::vector<ActivityClock> clocks;
    std::vector<SessionRule> sessions;
    ManualRetry manual_retry;
    PriceList prices;
    std::vector<double> qualities;                       // by model (sim/world/ability.hpp)
    std::vector<Limit> limits;                           // that mechanisms bring
    std::vector<Contract> contracts;                     // in their turns
    double felt_when_free = 1;                           // see marginal_price()
    std::vector<bool> living;                            // by plug: whether there is a mechanism
    std::vector<std::unique_ptr<Mechanism>> mechanisms;  // … and which; null where there is none
    // By plug and team: where among the people's sources the work that it brings stands.
    std::vector<std::vector<std::vector<std::size_t>>> extra_sources;
    // For mechanisms that need to know: by team, what a person of intensity 1 uses for own work in a working day, zeros
    // where none asks; by plug and team, what a task of each kind that it brings uses, empty for those that do not ask.
    std::vector<Use> own_days;
    std::vector<std::vector<std::vector<Use>>> extra_uses;
    // By team, for mechanisms that need to know: what a task of own work costs on average at these prices, in units of
    // currency, however much they make people do. `further`: what a further use costs, of its list price, team × model.
    [[nodiscard]] std::vector<double> own_costs(const std::vector<PriceList::Cards>& cards,
                                                const std::vector<double>& further) const;

private:
    void make_clocks(const Scenario& scenario, const Names& names, const Chance& chance);
    void add_extra_work(const Scenario& scenario, const Names& names);
    void measure_uses(Instant start, TypicalTasks& typical);

    // A kind of own work: its place among the people's sources, and the tokens of a task, of a text that takes as many as
    // its kind of session says.
    struct OwnTask {
        std::size_t work = 0;
        std::array<double, token_kind_count> kinds{};
    };
    std::vector<std::vector<OwnTask>> own_tasks_;  // by team
};

}  // namespace burncast

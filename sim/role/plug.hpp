// How a mechanism is plugged into the house: where its parameters stand in a scenario, and how it is made from them.
//
// A mechanism M says
//   struct Params              its parameters; static const Table<Params>& table() adds its keys to the scenario's
//   struct TeamParams          optional: those of one team; team_table() adds its keys to every team's
//   static constexpr bool in_market = true;   optional: its keys stand in the scenario's section `market`
//   static bool active(…)      whether these parameters make it do anything at all
//   M(…, const Setting&)       the same parameters: const Params&, and with TeamParams a const std::vector<TeamParams>&
// and one line in sim/scenario/catalogue.cpp names it.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "sim/config/boxed.hpp"
#include "sim/config/table.hpp"
#include "sim/role/mechanism.hpp"

namespace burncast {

struct Plug {
    Boxed params;                      // as they are without a word in the scenario
    Boxed team_params;                 // empty when the mechanism has none
    const TableInfo* table = nullptr;  // one of these two: keys of the scenario, or of its section market
    const TableInfo* market_table = nullptr;
    const TableInfo* team_table = nullptr;
    bool (*active)(const Boxed& params, std::span<const Boxed> teams) = nullptr;
    std::unique_ptr<Mechanism> (*make)(const Boxed& params, std::span<const Boxed> teams, const Setting&) = nullptr;
};

template <class M>
concept KnowsTeams = requires {
    typename M::TeamParams;
};

template <class M>
concept StandsInMarket = requires {
    requires M::in_market;
};

template <KnowsTeams M>
[[nodiscard]] std::vector<typename M::TeamParams> unboxed(std::span<const Boxed> teams) {
    std::vector<typename M::TeamParams> all;
    for (const Boxed& team : teams) all.push_back(team.as<typename M::TeamParams>());
    return all;
}

template <class M>
[[nodiscard]] Plug plug() {
    Plug plug;
    plug.params = Boxed::of(typename M::Params{});
    (StandsInMarket<M> ? plug.market_table : plug.table) = &M::table().info();
    if constexpr (KnowsTeams<M>) {
        plug.team_params = Boxed::of(typename M::TeamParams{});
        plug.team_table = &M::team_table().info();
        plug.active = [](const Boxed& params, std::span<const Boxed> teams) {
            return M::active(params.as<typename M::Params>(), unboxed<M>(teams));
        };
        plug.make = [](const Boxed& params, std::span<const Boxed> teams, const Setting& setting) {
            return std::unique_ptr<Mechanism>(
                std::make_unique<M>(params.as<typename M::Params>(), unboxed<M>(teams), setting));
        };
    } else {
        plug.active = [](const Boxed& params, std::span<const Boxed>) {
            return M::active(params.as<typename M::Params>());
        };
        plug.make = [](const Boxed& params, std::span<const Boxed>, const Setting& setting) {
            return std::unique_ptr<Mechanism>(std::make_unique<M>(params.as<typename M::Params>(), setting));
        };
    }
    return plug;
}

}  // namespace burncast

#include "sim/scenario/names.hpp"

#include <algorithm>
#include <set>

#include "sim/scenario/extra_work.hpp"
#include "sim/world/purpose.hpp"

namespace burncast {

namespace {

template <class T>
void add_names(std::vector<std::string>& names, const std::vector<Named<T>>& all) {
    for (const Named<T>& one : all)
        if (std::find(names.begin(), names.end(), one.name) == names.end()) names.push_back(one.name);
}

}  // namespace

Names names_of(const std::vector<Policy>& policies) {
    Names names;
    names.value = policies.front().phases.front().scenario.value.has_value();
    add_names(names.teams, policies.front().phases.front().scenario.company);
    names.work.resize(names.teams.size());
    names.agents.resize(names.teams.size());
    names.agent_count.resize(names.teams.size());
    names.extra.resize(names.teams.size());
    std::set<std::string> models;
    std::set<Cause> causes;
    for (std::size_t c = 0; c < own_cause_count; ++c) causes.insert(static_cast<Cause>(c));
    const auto add_scenario = [&](const Scenario& scenario, const std::vector<bool>& living) {
        add_names(names.sessions, scenario.sessions);
        add_names(names.contracts, scenario.contracts);
        for (std::size_t t = 0; t < scenario.company.size(); ++t) {
            const TeamParams& team = scenario.company[t].value;
            add_names(names.work[t], team.work);
            add_names(names.agents[t], team.agents);
            names.agent_count[t].resize(names.agents[t].size());
            for (const auto& agents : team.agents) {
                const auto kind =
                    std::find(names.agents[t].begin(), names.agents[t].end(), agents.name) - names.agents[t].begin();
                std::int64_t& most = names.agent_count[t][static_cast<std::size_t>(kind)];
                most = std::max(most, agents.value.count);
            }
            for (const auto& work : team.work) models.insert(work.value.model.name);
            for (const auto& agents : team.agents) models.insert(agents.value.model.name);
        }
        for (const Extra& extra : extra_work(scenario, living)) {
            std::vector<Names::Extra>& known = names.extra[extra.team.index()];
            const Names::Extra name{extra.mechanism, extra.work.name};
            if (std::find(known.begin(), known.end(), name) == known.end()) known.push_back(name);
            if (!done_somehow(extra.work)) continue;
            models.insert(extra.work.model.name);
            causes.insert(cause_for(extra.work.purpose, Cause::useful));
        }
        for (const ModelUse& use : extra_models(scenario, living)) models.insert(use.model.name);
    };
    for (const Policy& policy : policies) {
        std::vector<bool> living;
        for (const Phase& phase : policy.phases) {
            living = phase.scenario.living(living);
            add_scenario(phase.scenario, living);
        }
    }
    if (models.empty()) names.contracts.clear();  // who uses nothing has nothing to settle
    if (!names.contracts.empty()) {
        names.contracts.emplace_back(at_list_prices);
        causes.insert(Cause::unused);
    }
    names.models.assign(models.begin(), models.end());
    names.causes.assign(causes.begin(), causes.end());
    return names;
}

Groups groups_of(const Names& names) {
    Groups groups{names.teams,    names.models,    {},         {std::string(purpose_names[index(Purpose::own_work)])},
                  names.sessions, names.contracts, names.value};
    for (const Cause cause : names.causes) {
        groups.causes.emplace_back(cause_names[index(cause)]);
        if (index(cause) >= own_cause_count && cause != Cause::unused) groups.purposes.push_back(groups.causes.back());
    }
    return groups;
}

}  // namespace burncast

#include "sim/model/rules.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "sim/random/text_hash.hpp"

namespace burncast {

namespace {

std::size_t place_of(const std::vector<std::string>& names, const std::string& name) {
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) throw std::logic_error("unresolved name " + name);
    return static_cast<std::size_t>(at - names.begin());
}

template <class Work>
SourceRule source_rule(const Names& names, const Named<Work>& work) {
    SourceRule rule;
    rule.active = true;
    rule.key = text_hash(work.name);
    rule.session = place_of(names.sessions, work.value.session.name);
    rule.model = ModelId(place_of(names.models, work.value.model.name));
    rule.lane = work.value.lane;
    rule.difficulty = work.value.difficulty;
    rule.vague = work.value.vague;
    rule.impossible = work.value.impossible;
    return rule;
}

TeamRules team_rules(const Scenario& scenario, const Names& names, std::size_t t) {
    const Named<TeamParams>& team = *find(scenario.company, names.teams[t]);
    TeamRules rules;
    rules.key = text_hash(team.name);
    rules.people = team.value.people;
    rules.intensity_spread = team.value.intensity.spread;
    rules.adoption = AdoptionRamp(team.value.adoption);
    for (const std::string& name : names.work[t]) {
        const Named<WorkParams>* work = find(team.value.work, name);
        rules.work.push_back(work ? source_rule(names, *work) : SourceRule{});
        if (!work) continue;
        rules.work.back().rate = work->value.rate;
        rules.work.back().gaps.clustering = scenario.demand.clustering;
    }
    for (const std::string& name : names.agents[t]) {
        const Named<BackgroundParams>* agents = find(team.value.agents, name);
        rules.agents.push_back(agents ? source_rule(names, *agents) : SourceRule{});
        rules.agent_count.push_back(agents ? agents->value.count : 0);
        if (!agents) continue;
        rules.agents.back().gaps.regular = agents->value.every.has_value();
        rules.agents.back().rate =
            agents->value.every ? 1 / agents->value.every->in_days() : agents->value.rate.value_or(0);
    }
    return rules;
}

}  // namespace

Rules::Rules(const Scenario& scenario, const Scenario* before, const Names& names, const Chance& chance)
    : manual_retry(scenario.retries.manual), prices({}, {}) {
    const auto days = static_cast<std::size_t>((scenario.end() - scenario.start).in_days()) + 1;
    std::vector<double> day_factor(days);
    const double spread = scenario.demand.day_spread;
    for (std::size_t d = 0; d < days; ++d)
        day_factor[d] = chance.stream(Aspect::company_day, d).lognormal(std::exp(-spread * spread / 2), spread);
    for (std::size_t t = 0; t < names.teams.size(); ++t) {
        teams.push_back(team_rules(scenario, names, t));
        const WorkingWeek& week = find(scenario.company, names.teams[t])->value.calendar;
        clocks.emplace_back(scenario.start,
                            hourly_activity(scenario.demand, week, scenario.start, scenario.end(), day_factor));
    }
    clocks.emplace_back(scenario.start, flat_activity(scenario.start, scenario.end()));
    for (const std::string& name : names.sessions) {
        const Named<SessionParams>* session = find(scenario.sessions, name);
        if (!session && before) session = find(before->sessions, name);  // else it is another policy's, and never begun
        const SessionParams params = session ? session->value : SessionParams{};
        sessions.emplace_back(params, scenario.retries.automatic);
        reference_sessions.emplace_back(params, scenario.retries.automatic);
    }
    std::vector<PricedModel> priced;
    for (const std::string& name : names.models) {
        const Named<ModelParams>* model = find(scenario.market.models, name);
        if (!model && before) model = find(before->market.models, name);
        priced.push_back({name, model ? model->value : ModelParams{}});
    }
    prices = PriceList(std::move(priced), scenario.market.prices);
    for (const Named<CapParams>& control : scenario.controls) {
        CapRule cap{control.name, control.value, std::nullopt};
        if (cap.params.team) cap.team = TeamId(place_of(names.teams, cap.params.team->name));
        caps.push_back(std::move(cap));
    }
}

}  // namespace burncast

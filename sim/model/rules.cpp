#include "sim/model/rules.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "sim/model/typical_task.hpp"
#include "sim/random/text_hash.hpp"
#include "sim/scenario/extra_work.hpp"

namespace burncast {

namespace {

std::size_t place_of(const std::vector<std::string>& names, const std::string& name) {
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) throw std::logic_error("unresolved name " + name);
    return static_cast<std::size_t>(at - names.begin());
}

// The place among Rules::clocks of a team's hours of this kind.
std::size_t clock_of(Hours hours, std::size_t team, std::size_t teams) {
    switch (hours) {
        case Hours::working:
            return team;
        case Hours::even:
            return teams;
        case Hours::off_peak:
            return teams + 1 + team;
    }
    return team;
}

// Work that may come later has its streams from the beginning.
SourceRule not_yet(std::uint64_t key) {
    SourceRule rule;
    rule.key = key;
    return rule;
}

std::uint64_t extra_key(const std::string& name) { return mix(text_hash(name) + 1); }  // not own work's of this name

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
    rules.price_felt = team.value.price_felt;
    for (const std::string& name : names.work[t]) {
        const Named<WorkParams>* work = find(team.value.work, name);
        rules.work.push_back(work ? source_rule(names, *work) : not_yet(text_hash(name)));
        if (!work) continue;
        rules.work.back().rate = work->value.rate;
        rules.work.back().clock = clock_of(Hours::working, t, names.teams.size());
        rules.work.back().gaps.clustering = scenario.demand.clustering;
    }
    for (const std::string& name : names.agents[t]) {
        const Named<BackgroundParams>* agents = find(team.value.agents, name);
        rules.agents.push_back(agents ? source_rule(names, *agents) : not_yet(text_hash(name)));
        rules.agent_count.push_back(agents ? agents->value.count : 0);
        if (!agents) continue;
        rules.agents.back().clock = clock_of(Hours::even, t, names.teams.size());
        rules.agents.back().driven = false;
        rules.agents.back().gaps.regular = agents->value.every.has_value();
        rules.agents.back().rate =
            agents->value.every ? 1 / agents->value.every->in_days() : agents->value.rate.value_or(0);
    }
    return rules;
}

SourceRule extra_rule(const Scenario& scenario, const Names& names, const ExtraWork& extra) {
    SourceRule rule;
    rule.active = true;
    rule.purpose = extra.purpose;
    rule.key = extra_key(extra.name);
    rule.rate = extra.rate;
    rule.driven = extra.driven;
    rule.gaps.clustering = scenario.demand.clustering;
    rule.session = place_of(names.sessions, extra.session.name);
    rule.model = ModelId(place_of(names.models, extra.model.name));
    rule.difficulty = extra.difficulty;
    rule.vague = extra.vague;
    rule.impossible = extra.impossible;
    return rule;
}

// One that names no models or no teams covers all of them.
Contract contract_of(const Named<ContractParams>& written, const Names& names) {
    Contract contract(written.value);
    contract.line = place_of(names.contracts, written.name);
    contract.models.assign(names.models.size(), written.value.models.empty());
    contract.teams.assign(names.teams.size(), written.value.teams.empty());
    for (const Reference& model : written.value.models) {  // one that no work uses has no place
        const auto at = std::find(names.models.begin(), names.models.end(), model.name);
        if (at != names.models.end()) contract.models[static_cast<std::size_t>(at - names.models.begin())] = true;
    }
    for (const Reference& team : written.value.teams) contract.teams[place_of(names.teams, team.name)] = true;
    return contract;
}

}  // namespace

Rules::Rules(const Scenario& scenario, const Before& before, const Names& names, const Chance& chance,
             TypicalTasks& typical)
    : manual_retry(scenario.retries.manual), prices({}, {}, {}, {}, chance) {
    for (std::size_t t = 0; t < names.teams.size(); ++t) teams.push_back(team_rules(scenario, names, t));
    for (const std::string& name : names.sessions) {
        const Named<SessionParams>* session = find(scenario.sessions, name);
        if (!session && before.scenario)
            session = find(before.scenario->sessions, name);  // else it is another policy's, and never begun
        sessions.emplace_back(session ? session->value : SessionParams{}, scenario.retries.automatic);
    }
    std::vector<PricedModel> priced;
    for (const std::string& name : names.models) {
        const Named<ModelParams>* model = find(scenario.market.models, name);
        if (!model && before.scenario) model = find(before.scenario->market.models, name);
        priced.push_back({name, model ? model->value : ModelParams{}});
        qualities.push_back(priced.back().params.quality);
    }
    prices = PriceList(std::move(priced), scenario.market.prices, scenario.market.tokens, scenario.end(), chance);
    for (const Named<ContractParams>& contract : scenario.contracts)
        if (!names.contracts.empty()) contracts.push_back(contract_of(contract, names));
    std::stable_sort(contracts.begin(), contracts.end(), [](const Contract& a, const Contract& b) {
        return std::tie(a.kind, a.line) < std::tie(b.kind, b.line);
    });
    felt_when_free = scenario.market.felt_when_free;
    Setting setting = scenario.setting(chance);
    setting.sessions = names.sessions;
    setting.models = names.models;
    setting.qualities = qualities;
    living = scenario.living(before.rules ? before.rules->living : std::vector<bool>{});
    for (std::size_t k = 0; k < plugs().size(); ++k)
        mechanisms.push_back(living[k] ? scenario.make_mechanism(k, setting) : nullptr);
    for (const std::unique_ptr<Mechanism>& mechanism : mechanisms)
        if (mechanism)
            for (Limit& limit : mechanism->limits()) limits.push_back(std::move(limit));
    add_extra_work(scenario, names);
    measure_uses(scenario.start, typical);
    make_clocks(scenario, names, chance);
}

void Rules::add_extra_work(const Scenario& scenario, const Names& names) {
    extra_sources.assign(mechanisms.size(), std::vector<std::vector<std::size_t>>(names.teams.size()));
    for (std::size_t t = 0; t < names.teams.size(); ++t) {
        const std::size_t own = teams[t].work.size();
        for (const Names::Extra& extra : names.extra[t]) teams[t].work.push_back(not_yet(extra_key(extra.name)));
        for (std::size_t k = 0; k < mechanisms.size(); ++k) {
            if (!mechanisms[k]) continue;
            for (const ExtraWork& extra : mechanisms[k]->extra_work(TeamId(t))) {
                const auto at = std::find(names.extra[t].begin(), names.extra[t].end(), Names::Extra{k, extra.name});
                if (at == names.extra[t].end()) throw std::logic_error("unforeseen work " + extra.name);
                const std::size_t place = own + static_cast<std::size_t>(at - names.extra[t].begin());
                SourceRule& rule = teams[t].work[place];
                extra_sources[k][t].push_back(place);
                const ExtraWork work = completed(extra, find(scenario.company, names.teams[t])->value);
                if (!done_somehow(work)) continue;
                rule = extra_rule(scenario, names, work);
                rule.clock = clock_of(extra.hours, t, names.teams.size());
            }
        }
    }
}

void Rules::measure_uses(Instant start, TypicalTasks& typical) {
    own_days.resize(teams.size());
    own_tasks_.resize(teams.size());
    extra_uses.assign(mechanisms.size(), std::vector<std::vector<Use>>(teams.size()));
    const auto card_of = [&](const SourceRule& rule) {
        return sessions[rule.session].card_of(prices.cards(rule.model, start), rule.lane);
    };
    const auto task_of = [&](const SourceRule& rule) {
        if (!rule.active) return Use{};
        return typical.of(rule, sessions[rule.session], qualities[rule.model.index()], manual_retry, card_of(rule));
    };
    for (std::size_t t = 0; t < teams.size(); ++t) {
        bool asked = false;
        for (std::size_t k = 0; k < mechanisms.size(); ++k) {
            if (!mechanisms[k]) continue;
            asked = asked || mechanisms[k]->needs_uses() || mechanisms[k]->needs_costs();
            if (!mechanisms[k]->needs_uses()) continue;
            for (const std::size_t place : extra_sources[k][t])
                extra_uses[k][t].push_back(task_of(teams[t].work[place]));
        }
        for (std::size_t w = 0; w < teams[t].work.size(); ++w) {
            const SourceRule& rule = teams[t].work[w];
            if (!asked || !rule.active || rule.purpose != Purpose::own_work) continue;
            const Use task = task_of(rule);
            OwnTask& own = own_tasks_[t].emplace_back(OwnTask{w, task.kinds});
            for (double& kind : own.kinds) kind /= card_of(rule).tokens;
            own_days[t].tasks += rule.rate * task.tasks;
            own_days[t].tokens += rule.rate * task.tokens;
            own_days[t].calls += rule.rate * task.calls;
        }
    }
}

std::vector<double> Rules::own_costs(const std::vector<PriceList::Cards>& cards,
                                     const std::vector<double>& further) const {
    std::vector<double> costs(teams.size());
    for (std::size_t t = 0; t < teams.size(); ++t) {
        double tasks = 0;
        for (const OwnTask& own : own_tasks_[t]) {
            const SourceRule& rule = teams[t].work[own.work];
            const PriceCard& card = sessions[rule.session].card_of(cards[rule.model.index()], rule.lane);
            const double felt = further[t * cards.size() + rule.model.index()];
            costs[t] += rule.rate * card.tokens * card.cost(own.kinds) * felt;
            tasks += rule.rate;
        }
        if (tasks > 0) costs[t] /= tasks;
    }
    return costs;
}

// One clock for each team's working hours, one that is even, and if any work asks for it one for each team's other hours.
void Rules::make_clocks(const Scenario& scenario, const Names& names, const Chance& chance) {
    const auto days = static_cast<std::size_t>((scenario.end() - scenario.start).in_days()) + 1;
    std::vector<double> day_factor(days);
    const double spread = scenario.demand.day_spread;
    for (std::size_t d = 0; d < days; ++d)
        day_factor[d] = chance.stream(Aspect::company_day, d).lognormal(std::exp(-spread * spread / 2), spread);
    const auto add = [&](bool off_peak) {
        for (std::size_t t = 0; t < names.teams.size(); ++t) {
            const WorkingWeek& week = find(scenario.company, names.teams[t])->value.calendar;
            if (off_peak) {
                const auto beside = off_peak_activity(scenario.demand, week, scenario.start, scenario.end());
                clocks.emplace_back(scenario.start, beside, *std::max_element(beside.begin(), beside.end()));
            } else {
                clocks.emplace_back(scenario.start,
                                    hourly_activity(scenario.demand, week, scenario.start, scenario.end(), day_factor),
                                    undisturbed_hour(scenario.demand, week));
            }
        }
    };
    add(false);
    clocks.emplace_back(scenario.start, flat_activity(scenario.start, scenario.end()));
    const bool asked = std::any_of(teams.begin(), teams.end(), [&](const TeamRules& team) {
        return std::any_of(team.work.begin(), team.work.end(),
                           [&](const SourceRule& rule) { return rule.clock > names.teams.size(); });
    });
    if (asked) add(true);
}

}  // namespace burncast

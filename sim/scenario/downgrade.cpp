#include "sim/scenario/downgrade.hpp"

#include <algorithm>
#include <set>

#include "sim/mechanism/market/price_list.hpp"
#include "sim/scenario/extra_work.hpp"

namespace burncast {

namespace {

// The models that do the work of these teams before anything takes their place for its price.
std::set<std::string> at_work(const Scenario& scenario, const std::vector<bool>& living,
                              const std::vector<bool>& teams) {
    std::set<std::string> models;
    for (std::size_t t = 0; t < scenario.company.size(); ++t) {
        if (!teams[t]) continue;
        for (const auto& work : scenario.company[t].value.work) models.insert(work.value.model.name);
        for (const auto& agents : scenario.company[t].value.agents) models.insert(agents.value.model.name);
    }
    for (const Extra& extra : extra_work(scenario, living))
        if (teams[extra.team.index()] && done_somehow(extra.work)) models.insert(extra.work.model.name);
    for (const ModelUse& use : extra_models(scenario, living))
        if (!use.cheaper_than) models.insert(use.model.name);
    return models;
}

// Whether `model` is cheaper than one of the others at any time.
bool ever_cheaper(const Scenario& scenario, const std::string& model, const std::set<std::string>& others,
                  Instant from) {
    const auto jumps = [](const PathParams& path) { return path.jumps.has_value(); };
    if (std::any_of(scenario.market.prices.begin(), scenario.market.prices.end(), jumps)) return true;
    std::vector<PricedModel> priced = {{model, find(scenario.market.models, model)->value}};
    for (const std::string& other : others)
        if (other != model) priced.push_back({other, find(scenario.market.models, other)->value});
    const PriceList list(std::move(priced), scenario.market.prices, scenario.market.tokens, scenario.end(),
                         Chance(0, 0));
    std::vector<Instant> moments = list.moments(from, scenario.end());
    moments.push_back(from);
    return std::any_of(moments.begin(), moments.end(), [&](Instant now) {
        const auto price = [&](std::size_t m) { return list.cards(ModelId(m), now).five_minutes[0].usual_price(); };
        for (std::size_t m = 1; m < list.size(); ++m)
            if (price(0) < price(m)) return true;
        return false;
    });
}

// The models whose place this one may take.
std::set<std::string> replaced_by(const ModelUse& use, const Scenario& scenario, const std::vector<bool>& living) {
    std::set<std::string> replaced = at_work(scenario, living, use.cheaper_than->teams);
    const std::vector<Reference>& models = use.cheaper_than->models;
    std::erase_if(replaced, [&](const std::string& name) {
        const auto is_it = [&](const Reference& model) { return model.name == name; };
        return !models.empty() && std::none_of(models.begin(), models.end(), is_it);
    });
    return replaced;
}

}  // namespace

void note_downgrades(const Scenario& scenario, const std::vector<bool>& living, Instant from,
                     std::vector<Note>& notes) {
    for (const ModelUse& use : extra_models(scenario, living)) {
        if (!use.cheaper_than) continue;
        const std::set<std::string> replaced = replaced_by(use, scenario, living);
        if (replaced.empty()) continue;
        if (replaced == std::set{use.model.name})
            notes.push_back({use.model.place, use.path, "has no effect: it is the model itself whose place it takes"});
        else if (scenario.contracts.empty() && !ever_cheaper(scenario, use.model.name, replaced, from))
            notes.push_back({use.model.place, use.path,
                             "saves nothing: at list prices it costs no less than any model whose place it takes"});
    }
}

void note_unsaid_quality(const Scenario& base, const Scenario& scenario, const NodePtr& root,
                         const std::vector<bool>& living, Instant from, std::vector<Note>& notes) {
    const auto look_at = [&](const Reference& model, const std::string& path, std::set<std::string> others) {
        others.erase(model.name);
        const auto told = [&](const Note& note) { return note.place == model.place; };  // of a team just like this one
        if (others.empty() || std::any_of(notes.begin(), notes.end(), told)) return;
        const auto stated = [&](const std::string& name) {
            return written(root, {"market", "models", name, "quality"}).there;
        };
        if (stated(model.name) || std::any_of(others.begin(), others.end(), stated)) return;
        if (!ever_cheaper(scenario, model.name, others, from)) return;
        notes.push_back({model.place, path,
                         "counts as doing the work as well as the model whose place it takes, since no `quality` in "
                         "market.models says otherwise"});
    };
    for (const ModelUse& use : extra_models(scenario, living))
        if (use.cheaper_than) look_at(use.model, use.path, replaced_by(use, scenario, living));
    for (std::size_t t = 0; t < scenario.company.size(); ++t)
        for (const Named<WorkParams>& work : scenario.company[t].value.work)
            if (const auto before = find(base.company[t].value.work, work.name))
                look_at(work.value.model, "company." + scenario.company[t].name + ".work." + work.name + ".model",
                        {before->value.model.name});
}

}  // namespace burncast

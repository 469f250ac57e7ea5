#include "sim/scenario/extra_work.hpp"

#include <memory>
#include <utility>

namespace burncast {

ExtraWork completed(ExtraWork work, const TeamParams& team) {
    if (team.work.empty()) return work;
    if (work.session.name.empty()) work.session = team.work.front().value.session;
    if (work.model.name.empty()) work.model = team.work.front().value.model;
    work.rate += work.per_own * team.work.front().value.rate;
    return work;
}

bool done_somehow(const ExtraWork& work) { return !work.session.name.empty() && !work.model.name.empty(); }

namespace {

// Calls see(k, mechanism) for those that live, in the order of plugs.
template <class See>
void ask_living(const Scenario& scenario, const std::vector<bool>& living, See&& see) {
    const Setting setting = scenario.setting(Chance(0, 0));  // what they bring does not depend on chance
    for (std::size_t k = 0; k < plugs().size(); ++k)
        if (living[k]) see(k, *scenario.make_mechanism(k, setting));
}

}  // namespace

std::vector<Extra> extra_work(const Scenario& scenario, const std::vector<bool>& living) {
    std::vector<Extra> all;
    ask_living(scenario, living, [&](std::size_t k, const Mechanism& mechanism) {
        for (std::size_t t = 0; t < scenario.company.size(); ++t)
            for (ExtraWork& work : mechanism.extra_work(TeamId(t)))
                all.push_back({k, TeamId(t), completed(std::move(work), scenario.company[t].value)});
    });
    return all;
}

std::vector<Objection> objections(const Scenario& scenario, const std::vector<bool>& lived, Instant from) {
    std::vector<Objection> all;
    ask_living(scenario, scenario.living(lived), [&](std::size_t k, const Mechanism& mechanism) {
        const bool goes_on = !lived.empty() && lived[k];
        for (Objection& objection : mechanism.objections(goes_on ? scenario.start : from, from))
            all.push_back(std::move(objection));
    });
    return all;
}

std::vector<ModelUse> extra_models(const Scenario& scenario, const std::vector<bool>& living) {
    std::vector<ModelUse> all;
    ask_living(scenario, living, [&](std::size_t, const Mechanism& mechanism) {
        for (ModelUse& use : mechanism.models()) all.push_back(std::move(use));
    });
    return all;
}

}  // namespace burncast

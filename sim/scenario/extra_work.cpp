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

std::vector<Extra> extra_work(const Scenario& scenario, const std::vector<bool>& living) {
    std::vector<Extra> all;
    const Setting setting = scenario.setting(Chance(0, 0));  // what work there is does not depend on chance
    for (std::size_t k = 0; k < plugs().size(); ++k) {
        if (!living[k]) continue;
        const std::unique_ptr<Mechanism> mechanism = scenario.make_mechanism(k, setting);
        for (std::size_t t = 0; t < scenario.company.size(); ++t)
            for (ExtraWork& work : mechanism->extra_work(TeamId(t)))
                all.push_back({k, TeamId(t), completed(std::move(work), scenario.company[t].value)});
    }
    return all;
}

}  // namespace burncast

#include "sim/mechanism/control/breaker.hpp"

#include <algorithm>
#include <utility>

namespace burncast {

Breaker::Breaker(const ControlParams& control, std::vector<std::size_t> group_of_team, std::uint64_t key,
                 const Chance& chance)
    : control_(control), group_of_team_(std::move(group_of_team)), key_(key), chance_(chance) {}

bool Breaker::trips(const ControlParams& control, Watched& watched, double spent, bool circling) {
    if (!(spent > 0)) return false;
    const bool trips = spent > control.factor * std::max(watched.usual, control.least.units());
    if (trips && circling) return true;
    watched.hours = std::min(watched.hours + 1, control.memory);
    watched.usual += (spent - watched.usual) / watched.hours;
    return trips;
}

// Who is watched, and stopped, together: places among the actors.
std::vector<std::vector<std::size_t>> Breaker::groups(const Scene& scene) const {
    std::vector<std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < scene.actors.size(); ++i) {
        std::size_t group = group_of_team_[scene.actors[i].team.index()];
        if (group == Limit::nobody) continue;
        if (control_.scope == CapScope::person) group = groups.size();
        if (group >= groups.size()) groups.resize(group + 1);
        groups[group].push_back(i);
    }
    return groups;
}

namespace {

Breaker::Watched seen(const Scene& scene, const std::vector<std::size_t>& group) {
    Breaker::Watched watched;
    for (const std::size_t i : group) {
        watched.spent += scene.actor_records[i].bill;
        watched.loops += scene.actor_records[i].loops;
    }
    return watched;
}

}  // namespace

Breaker::State Breaker::begin(const Scene& scene) const {
    State state;
    for (const std::vector<std::size_t>& group : groups(scene)) state.watched.push_back(seen(scene, group));
    return state;
}

void Breaker::look(Scene& scene, State& state) const {
    const std::vector<std::vector<std::size_t>> all = groups(scene);
    for (std::size_t g = 0; g < all.size(); ++g) {
        Watched& watched = state.watched[g];
        const Watched now = seen(scene, all[g]);
        const Money spent = now.spent - std::exchange(watched.spent, now.spent);
        const Money loops = now.loops - std::exchange(watched.loops, now.loops);
        const bool circling = loops + loops >= spent;
        if (!trips(control_, watched, spent.units(), circling)) continue;
        Stream chance = chance_.stream(Aspect::review, key_ + g, static_cast<std::uint64_t>(scene.now.since_epoch()));
        const Duration pause = Duration::seconds(std::min(control_.pause.draw(chance), 1e9));
        scene.stops.push_back({all[g], scene.now + pause, circling});
    }
}

}  // namespace burncast

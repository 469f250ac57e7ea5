#include "sim/mechanism/adoption/autonomy.hpp"

#include <algorithm>
#include <vector>

namespace burncast {

struct Autonomy::State : Memory {
    std::vector<std::size_t> first;  // person of each team
    std::vector<double> sessions;    // by person: begun before the last review
};

const Table<AutonomyParams>& autonomy_table() {
    using P = AutonomyParams;
    static const Table<P> table =
        Table<P>("autonomy", "People stop the agents that they watch when these are stuck.")
            .share("beginner", &P::beginner, {}, "20%", "L068", "Share of a new user's runs that nobody watches.")
            .share("expert", &P::expert, {}, "40%", "L068", "The same for somebody with many sessions behind them.")
            .number("sessions", &P::sessions, {.low = 1, .high = 1e9}, "750", "L068", "How many sessions those are.")
            .number("experience", &P::experience, {.low = 0, .high = 1e9}, "0", "guess",
                    "Sessions that everybody has behind them when the scenario begins.")
            .count("noticed_after", &P::noticed_after, {.low = 0, .high = 1e8}, "10", "guess",
                   "Calls that a stuck agent may make before whoever watches it stops it.");
    return table;
}

const Table<Autonomy::Params>& Autonomy::table() {
    static const Table<Params> table = Table<Params>("autonomy", "How much agents are left alone.")
                                           .part("autonomy", &Params::autonomy, autonomy_table());
    return table;
}

double Autonomy::unattended(double sessions) const {
    const double share = (params_->experience + sessions) / params_->sessions;
    return params_->beginner + (params_->expert - params_->beginner) * std::min(1.0, share);
}

void Autonomy::before(Attempt& attempt, const Person& person, const Memory* memory, Stream& chance) const {
    const auto& state = static_cast<const State&>(*memory);
    const double sessions = state.sessions[state.first[person.team.index()] + person.number];
    if (chance.chance(unattended(sessions))) return;
    attempt.stopped_after = static_cast<std::int32_t>(params_->noticed_after);
}

Instant Autonomy::next_review(Instant after) const {
    if (!params_) return Instant::never();
    const Duration week = Duration::days(7);
    return start_ + week * ((after - start_).in_milliseconds() / week.in_milliseconds() + 1);
}

std::unique_ptr<Memory> Autonomy::begin(Scene& scene) const {
    auto state = std::make_unique<State>();
    for (const TeamSpan& team : scene.teams) state->first.push_back(team.first);
    state->sessions.resize(scene.people.size());
    review(scene, state.get());
    return state;
}

void Autonomy::review(Scene& scene, Memory* memory) const {
    auto& state = static_cast<State&>(*memory);
    for (std::size_t i = 0; i < scene.people.size(); ++i)
        state.sessions[i] = static_cast<double>(scene.records[i].sessions);
}

}  // namespace burncast

#include "sim/mechanism/market/response.hpp"

#include <algorithm>
#include <cmath>

namespace burncast {

namespace {

constexpr double dearest = 100;     // of the first price, either way
constexpr double most_tasks = 100;  // of what somebody would do at that (guess)

}  // namespace

// What tasks cost at first, and how far people and uses have come from there.
struct PriceResponse::State : Memory {
    std::vector<double> first_costs;  // by team
    std::vector<double> new_uses;     // by team: ln of how many times as many
    std::vector<double> same_uses;    // by person: the same
    Instant now;
};

const Table<PriceResponse::Params>& PriceResponse::table() {
    using P = Params;
    static const Table<NewUseParams> new_uses =
        Table<NewUseParams>("market.new_uses", "Uses that become worth their money when a task costs less.")
            .number("tail", &NewUseParams::tail, {.low = 0, .high = 10}, required, "",
                    "How many: twice as cheap makes 2^tail times as many; 0.3-1.0 (MODEL, guess).")
            .duration("arrival", &NewUseParams::arrival, {.above = 0, .high = 1e9}, "90 days", "MODEL, guess",
                      "Mean time until they are there; 1-6 months.");
    static const Table<P> table =
        Table<P>("market", "How use answers prices.")
            .number("elasticity", &P::elasticity, {.low = -10, .high = 0}, "0", "MODEL",
                    "Of the tasks of people's own work to what a task costs, relative to the first day, as far as they "
                    "feel it (company.*.price_felt), with their uses as they are; -0.3 to -1.1 (L091). 0: they do not "
                    "answer. Nobody comes to more than 100 times as many, new uses included (guess).")
            .rate("habit", &P::habit, {.low = 0, .high = 1e3}, "0.3/week", "MODEL, guess",
                  "How fast they do: 0.2-0.5/week after metering. Whatever it is, they answer once a week.")
            .part("new_uses", &P::new_uses, new_uses);
    return table;
}

Instant PriceResponse::next_review(Instant after) const {
    const Duration week = Duration::days(7);
    return start_ + week * ((after - start_).in_milliseconds() / week.in_milliseconds() + 1);
}

std::unique_ptr<Memory> PriceResponse::begin(Scene& scene) const {
    auto state = std::make_unique<State>();
    state->first_costs = scene.own_costs;
    state->new_uses.resize(scene.teams.size());
    state->same_uses.resize(scene.people.size());
    state->now = scene.now;
    return state;
}

void PriceResponse::review(Scene& scene, Memory* memory) const {
    auto& state = static_cast<State&>(*memory);
    const double days = (scene.now - state.now).in_days();
    state.now = scene.now;
    const double gives_way = 1 - std::exp(-params_.habit * days);
    const NewUseParams new_uses = params_.new_uses.value_or(NewUseParams{});
    const double most = std::log(most_tasks);  // of either, so that neither goes far beyond and takes long to come back
    const double arrives = 1 - std::exp(-days / new_uses.arrival.in_days());
    for (std::size_t t = 0; t < scene.teams.size(); ++t) {
        const double first = state.first_costs[t];
        const double log_cost = first > 0 ? std::log(std::clamp(scene.own_costs[t] / first, 1 / dearest, dearest)) : 0;
        double& more = state.new_uses[t];
        more = std::min(most, more + arrives * (-new_uses.tail * log_cost - more));
        const TeamSpan team = scene.teams[t];
        for (std::size_t i = team.first; i < team.first + team.people; ++i) {
            double& same = state.same_uses[i];
            same =
                std::min(most, same + gives_way * (params_.elasticity * scene.people[i].price_felt * log_cost - same));
            scene.drives[i][index(Purpose::own_work)] = std::min(most_tasks, std::exp(same + more));
        }
    }
}

}  // namespace burncast

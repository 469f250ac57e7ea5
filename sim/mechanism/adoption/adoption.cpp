#include "sim/mechanism/adoption/adoption.hpp"

#include <algorithm>
#include <cmath>

#include "sim/random/text_hash.hpp"

namespace burncast {

namespace {

const Duration day = Duration::hours(24);

// When a hazard that holds from `from` on has used up what is left of an exponential draw, if that is before `until`.
Instant crossing(Instant from, double left, double per_day, Instant until) {
    if (!(per_day > 0) || !(left / per_day < (until - from).in_days())) return Instant::never();
    return from + Duration::days(std::max(0.0, left / per_day));
}

}  // namespace

// What is left of each person's two draws, how far their intensity has moved, and under what time passes.
struct Adoption::State : Memory {
    struct Own {
        double to_start = 0;
        double to_leave = 0;
        double hazard = 0;  // of starting; 0 for whoever never will
        double log_drive = 0;
    };
    std::vector<Own> people;
    Instant now;
    std::vector<AdoptionParams> laws;  // by team
};

const Table<Adoption::Params>& Adoption::table() {
    static const Table<Params> table("adoption", "Adoption has keys of teams only.");
    return table;
}

const Table<Adoption::TeamParams>& Adoption::team_table() {
    static const Table<TeamParams> table = Table<TeamParams>("company.*", "A team's adoption of the tools.")
                                               .part("adoption", &TeamParams::adoption, adoption_table());
    return table;
}

bool Adoption::active(const Params&, const std::vector<TeamParams>& teams) {
    return std::any_of(teams.begin(), teams.end(), [](const TeamParams& team) {
        const AdoptionParams& p = team.adoption;
        return p.start < 1 || p.dropout > 0 || p.intensity_imitation > 0;
    });
}

Adoption::Adoption(const Params&, const std::vector<TeamParams>& teams, const Setting& setting)
    : start_(setting.start), chance_(setting.chance) {
    for (std::size_t t = 0; t < teams.size(); ++t) {
        const AdoptionParams& p = teams[t].adoption;
        teams_.push_back({p, {}});
        for (std::size_t other = 0; p.neighbours.empty() && other < teams.size(); ++other)
            if (other != t) teams_.back().neighbours.push_back(other);
        for (const Reference& name : p.neighbours) teams_.back().neighbours.push_back(setting.team(name).index());
        moves_ = moves_ || p.innovation > 0 || p.imitation > 0 || p.mandate > 0 || p.dropout > 0 ||
                 p.intensity_imitation > 0;
    }
}

Instant Adoption::next_review(Instant after) const {
    if (!moves_) return Instant::never();
    const std::int64_t days = (after - start_).in_milliseconds() / day.in_milliseconds();
    return start_ + day * (days + 1);
}

std::unique_ptr<Memory> Adoption::begin(Scene& scene) const {
    auto state = std::make_unique<State>();
    state->now = scene.now;
    for (Person& person : scene.people) {
        Stream draws = chance_.stream(Aspect::review, person.key, text_hash("adoption"));
        State::Own own;
        own.to_start = draws.exponential();
        own.to_leave = draws.exponential();
        state->people.push_back(own);
        // Whoever works with the tools when a policy first brings adoption keeps them.
        if (scene.now == start_) person.starts = Instant::never();
    }
    decide(scene, *state);
    return state;
}

// What stays as it was is not decided anew: a policy that changes nothing here moves nobody, whatever its hour.
void Adoption::adapt(Scene& scene, Memory* memory) const {
    const auto same = [](const AdoptionParams& before, const Team& now) { return before == now.params; };
    const std::vector<AdoptionParams>& laws = static_cast<const State&>(*memory).laws;
    if (!std::equal(laws.begin(), laws.end(), teams_.begin(), teams_.end(), same)) review(scene, memory);
}

void Adoption::review(Scene& scene, Memory* memory) const {
    auto& state = static_cast<State&>(*memory);
    const double days = (scene.now - state.now).in_days();
    pass_time(scene, state);
    imitate(scene, state, days);
    state.now = scene.now;
    decide(scene, state);
}

// Since the last review everybody has used up a part of their draws, under the hazards decided then.
void Adoption::pass_time(const Scene& scene, State& state) {
    const double days = (scene.now - state.now).in_days();
    for (std::size_t i = 0; i < scene.people.size(); ++i) {
        const Person& person = scene.people[i];
        const double dropout = state.laws[person.team.index()].dropout;
        State::Own& own = state.people[i];
        if (scene.now < person.starts)
            own.to_start -= own.hazard * days;
        else if (dropout > 0 && scene.now < person.leaves)
            own.to_leave -= dropout * (scene.now - std::max(state.now, person.starts)).in_days();
    }
}

double Adoption::seen(std::size_t t, const std::vector<Sum>& by_team, double without) const {
    const auto mean = [](const Sum& sum, double otherwise) { return sum.over > 0 ? sum.of / sum.over : otherwise; };
    Sum others;
    for (const std::size_t n : teams_[t].neighbours) {
        others.of += by_team[n].of;
        others.over += by_team[n].over;
    }
    const double own = mean(by_team[t], mean(others, without));
    const double mixing = teams_[t].params.mixing;
    return mixing > 0 ? (1 - mixing) * own + mixing * mean(others, own) : own;
}

void Adoption::imitate(Scene& scene, State& state, double days) const {
    std::vector<Sum> log_intensity(teams_.size());
    const auto uses = [&](std::size_t i) { return scene.people[i].has_tools(scene.now); };
    const auto of = [&](std::size_t i) { return std::log(scene.people[i].intensity) + state.people[i].log_drive; };
    const auto follow = [](const AdoptionParams& law) { return law.intensity_imitation > 0; };
    if (std::none_of(state.laws.begin(), state.laws.end(), follow)) return;
    for (std::size_t i = 0; i < scene.people.size(); ++i) {
        if (!uses(i)) continue;
        Sum& sum = log_intensity[scene.people[i].team.index()];
        sum.of += of(i);
        sum.over += 1;
    }
    for (std::size_t i = 0; i < scene.people.size(); ++i) {
        const std::size_t t = scene.people[i].team.index();
        if (!uses(i) || !follow(state.laws[t])) continue;
        const double peers = seen(t, log_intensity, of(i));
        state.people[i].log_drive += (1 - std::exp(-state.laws[t].intensity_imitation * days)) * (peers - of(i));
        scene.drives[i][index(Purpose::own_work)] = std::exp(state.people[i].log_drive);
    }
}

std::vector<double> Adoption::hazards(const Scene& scene) const {
    std::vector<Sum> users(teams_.size());  // of those who ever will
    std::vector<double> waiting(teams_.size());
    for (const Person& person : scene.people) {
        const std::size_t t = person.team.index();
        const AdoptionParams& p = teams_[t].params;
        const bool started = person.starts <= scene.now;
        if (!started && person.place >= p.ceiling) continue;
        const bool begins = !started && person.place < p.start;
        users[t].over += 1;
        users[t].of += begins || person.has_tools(scene.now) ? 1 : 0;
        waiting[t] += started || begins ? 0 : 1;
    }
    const auto hazard = [&](std::size_t t, const std::vector<Sum>& now) {
        const AdoptionParams& p = teams_[t].params;
        return p.innovation + p.mandate + p.imitation * seen(t, now, 0);
    };
    std::vector<Sum> at_noon = users;
    for (std::size_t t = 0; t < teams_.size(); ++t)
        at_noon[t].of += waiting[t] * (1 - std::exp(-hazard(t, users) / 2)) -
                         users[t].of * (1 - std::exp(-teams_[t].params.dropout / 2));
    std::vector<double> all;
    for (std::size_t t = 0; t < teams_.size(); ++t) all.push_back(hazard(t, at_noon));
    return all;
}

// Who starts, and who leaves, before the next review.
void Adoption::decide(Scene& scene, State& state) const {
    const std::vector<double> hazard = hazards(scene);
    state.laws.clear();
    for (const Team& team : teams_) state.laws.push_back(team.params);
    const Instant until = scene.now + day;
    for (std::size_t i = 0; i < scene.people.size(); ++i) {
        Person& person = scene.people[i];
        if (person.leaves <= scene.now) continue;
        const std::size_t t = person.team.index();
        const AdoptionParams& p = teams_[t].params;
        State::Own& own = state.people[i];
        if (scene.now < person.starts) {
            own.hazard = person.place < p.ceiling ? hazard[t] : 0;
            person.starts = person.place < p.start ? scene.now : crossing(scene.now, own.to_start, own.hazard, until);
        }
        if (person.starts == Instant::never()) continue;
        person.leaves = crossing(std::max(scene.now, person.starts), own.to_leave, p.dropout, until);
    }
}

}  // namespace burncast

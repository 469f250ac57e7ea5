#include "sim/model/company.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace burncast {

Company::Company(const Rules& rules, const Names& names, const Chance& chance, Instant start, Instant end,
                 std::size_t months, EngineKind engine)
    : rules_(&rules),
      chance_(chance),
      start_(start),
      end_(end),
      engine_(engine),
      services_(names.models.size()),
      ledger_(months, names.teams.size(), names.models.size(), names.sessions.size()),
      begun_(rules.mechanisms.size()),
      memories_(rules.mechanisms.size()),
      own_drives_(rules.mechanisms.size()) {
    add_people(rules);
    people_ = persons_.size();
    drives_.assign(people_, as_written);
    pushed_.assign(teams_.size(), 1);
    add_agents(rules, names);
    records_.resize(actors_.size());
    at_month_start_ = at_year_start_ = records_;
    if (!names.contracts.empty()) meter_.resize(actors_.size() * names.models.size());
    next_.resize(actors_.size());
    look_up_prices(start);
    start_mechanisms(start);
    replan_all(start);
    limits_.install(rules.limits, actors_.size(), start);
    adopt_laws(rules, start);
}

// ---------------------------------------------------------------- who there is

void Company::add_people(const Rules& rules) {
    for (std::size_t t = 0; t < rules.teams.size(); ++t) {
        const TeamRules& team = rules.teams[t];
        teams_.push_back({persons_.size(), static_cast<std::size_t>(team.people)});
        for (std::int64_t n = 0; n < team.people; ++n) {
            Actor person;
            person.team = TeamId(t);
            person.number = static_cast<std::uint32_t>(n);
            person.key = team.key + static_cast<std::uint64_t>(n);
            add_actor(std::move(person), team.work);
        }
    }
}

void Company::add_agents(const Rules& rules, const Names& names) {
    for (std::size_t t = 0; t < rules.teams.size(); ++t) {
        const TeamRules& team = rules.teams[t];
        for (std::size_t kind = 0; kind < team.agents.size(); ++kind) {
            for (std::int64_t n = 0; n < names.agent_count[t][kind]; ++n) {
                Actor agent;
                agent.team = TeamId(t);
                agent.background = true;
                agent.number = static_cast<std::uint32_t>(n);
                agent.kind = static_cast<std::uint32_t>(kind);
                agent.key = mix(team.key ^ team.agents[kind].key) + static_cast<std::uint64_t>(n);
                add_actor(std::move(agent), {team.agents[kind]});
            }
        }
    }
}

void Company::add_actor(Actor actor, const std::vector<SourceRule>& sources) {
    Person person;
    person.key = actor.key;
    person.team = actor.team;
    person.number = actor.number;
    person.starts = start_;
    if (!actor.background) {
        Stream own = chance_.stream(Aspect::person, actor.key);
        person.eagerness = own.normal();
        person.place = own.uniform();
        follow_team(person);
    }
    actor.first_source = static_cast<std::uint32_t>(sources_.size());
    actor.sources = static_cast<std::uint32_t>(sources.size());
    for (const SourceRule& rule : sources) {
        Source source;
        source.arrivals = chance_.stream(Aspect::arrivals, actor.key, rule.key);
        sources_.push_back(source);
    }
    persons_.push_back(person);
    actors_.push_back(std::move(actor));
}

void Company::follow_team(Person& person) const {
    const TeamRules& team = rules_->teams[person.team.index()];
    person.intensity = std::exp(team.intensity_spread * person.eagerness);
    person.price_felt = team.price_felt;
}

// ---------------------------------------------------------------- running

void Company::run(std::size_t i, Instant until) {
    note(i, until);
    run_watched(i, until);
}

void Company::run_watched(std::size_t i, Instant until) {
    const Actor& actor = actors_[i];
    if (!limits_.has_own() || !limits_.own_armed(actor, i)) {
        run_straight(i, until);
        return;
    }
    if (limits_.own_by_minute()) {
        run_by_event(i, until);
        return;
    }
    // A person's own limit: run straight, and if it was reached, take it back and look for the moment, at last event by
    // event.
    keep(i, until);
    run_straight(i, until);
    if (!limits_.own_crossed(actor, i)) return;
    put_back(i);
    Instant reached = until;  // at the latest
    while (reached - next_[i] > Duration::seconds(300) && !stopped()) {
        const Instant middle = next_[i] + Duration::milliseconds((reached - next_[i]).in_milliseconds() / 2);
        keep(i, middle);
        run_straight(i, middle);
        if (!limits_.own_crossed(actor, i)) continue;
        put_back(i);
        reached = middle;
    }
    run_by_event(i, reached);
    run_watched(i, until);  // there may be more of them
}

void Company::keep(std::size_t i, Instant until) {
    copy_own(i, until, before_.own);
    before_.page = ledger_.page(month_, actors_[i].team);
    limits_.keep(i, before_.limits);
    before_.spent = spent_;
}

void Company::put_back(std::size_t i) {
    put_back_own(i, before_.own);
    ledger_.page(month_, actors_[i].team) = before_.page;
    limits_.put_back(i, before_.limits);
    spent_ = before_.spent;
}

void Company::copy_own(std::size_t i, Instant until, Own& own) {
    const auto sources = sources_.begin() + actors_[i].first_source;
    actors_[i].open.copy(until, own.open);
    own.record = records_[i];
    own.next = next_[i];
    own.meter.assign(meter_of(i).begin(), meter_of(i).end());
    own.sources.assign(sources, sources + actors_[i].sources);
}

void Company::put_back_own(std::size_t i, const Own& own) {
    actors_[i].open.put_back(own.open);
    records_[i] = own.record;
    next_[i] = own.next;
    std::copy(own.meter.begin(), own.meter.end(), meter_of(i).begin());
    std::copy(own.sources.begin(), own.sources.end(), sources_.begin() + actors_[i].first_source);
}

void Company::run_by_event(std::size_t i, Instant until) {
    while (next_[i] < until && !stopped()) one_event(i, Mode::own_steps);
}

std::span<Spend> Company::meter_of(std::size_t i) {
    return meter_.empty() ? std::span<Spend>() : std::span(meter_).subspan(i * services_.size(), services_.size());
}

void Company::run_straight(std::size_t i, Instant until) {
    Actor& actor = actors_[i];
    for (std::size_t s = 0; s < actor.sources; ++s)
        while (sources_[actor.first_source + s].next < until && !stopped()) play_arrival(i, s, until, Mode::straight);
    while (actor.open.next() < until && !stopped()) play_first(i, until, Mode::straight);
    find_next(i);
}

void Company::play_first(std::size_t i, Instant until, Mode mode) {
    Actor& actor = actors_[i];
    if (play(i, actor.open.first(), until, mode))
        actor.open.remove_first();
    else
        actor.open.put_first_back();
    take_born(actor);
}

void Company::play_arrival(std::size_t i, std::size_t s, Instant until, Mode mode) {
    Actor& actor = actors_[i];
    Source& source = sources_[actor.first_source + s];
    const SourceRule& rule = rule_of(actor, s);
    const std::uint64_t key = mix(actor.key ^ mix(rule.key + source.tasks));
    if (shares(actor.first_source + s, mode)) {
        if (retell(i, s, key, until)) return arrive(source, rule);
        tale_.emplace();
    }
    const Instant from = source.next;
    OpenTask task = new_task(actor, s, key, from);
    arrive(source, rule);
    if (!play(i, task, until, mode))
        actor.open.add(std::move(task));
    else if (tale_)
        remember(i, task, source.tasks - 1, from);
    tale_.reset();
    take_born(actor);
}

void Company::take_born(Actor& actor) {
    for (OpenTask& task : born_) actor.open.add(std::move(task));
    born_.clear();
}

void Company::step(std::size_t i) { one_event(i, Mode::steps); }

// Of events at the same time, tasks under way come first, in the order of their keys; then arrivals.
void Company::one_event(std::size_t i, Mode mode) {
    const Actor& actor = actors_[i];
    const Instant now = next_[i];
    const Instant just_after = now + Duration::milliseconds(1);
    if (actor.open.next() == now) {
        play_first(i, just_after, mode);
    } else {
        for (std::size_t s = 0; s < actor.sources; ++s) {
            if (sources_[actor.first_source + s].next != now) continue;
            play_arrival(i, s, just_after, mode);
            break;
        }
    }
    find_next(i);
}

void Company::find_next(std::size_t i) {
    const Actor& actor = actors_[i];
    Instant next = actor.open.next();
    for (std::size_t s = 0; s < actor.sources; ++s) next = std::min(next, sources_[actor.first_source + s].next);
    next_[i] = next;
}

// ---------------------------------------------------------------- taking a window back

// Of actors those that have been run since, each as it was before.
struct Company::Saved {
    struct OfActor {
        std::size_t i = 0;
        Own own;
    };
    std::vector<OfActor> actors;
    std::vector<Ledger::Page> pages;
    LimitBook::Page limits;
    Money spent;
};

std::shared_ptr<Company::Saved> Company::save() {
    auto saved = std::make_shared<Saved>(Saved{{}, {}, limits_.counters(), spent_});
    for (std::size_t t = 0; t < ledger_.teams(); ++t) saved->pages.push_back(ledger_.page(month_, TeamId(t)));
    saved_ = saved;
    return saved;
}

void Company::note(std::size_t i, Instant until) {
    const std::shared_ptr<Saved> saved = saved_.lock();
    if (!saved) return;
    copy_own(i, until, saved->actors.emplace_back(Saved::OfActor{i, {}}).own);
}

void Company::restore(std::shared_ptr<Saved> saved) {
    for (const Saved::OfActor& before : saved->actors) put_back_own(before.i, before.own);
    limits_.put_back(std::move(saved->limits));
    spent_ = saved->spent;
    for (std::size_t t = 0; t < ledger_.teams(); ++t) ledger_.page(month_, TeamId(t)) = std::move(saved->pages[t]);
}

}  // namespace burncast

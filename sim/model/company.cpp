#include "sim/model/company.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace burncast {

Company::Company(const Rules& rules, const Names& names, const Chance& chance, Instant start, Instant end,
                 std::size_t months, EngineKind engine)
    : rules_(&rules),
      chance_(chance),
      start_(start),
      end_(end),
      engine_(engine),
      ledger_(months, names.teams.size(), names.models.size()) {
    for (std::size_t t = 0; t < rules.teams.size(); ++t) {
        const TeamRules& team = rules.teams[t];
        for (std::int64_t n = 0; n < team.people; ++n) {
            Actor person;
            person.team = TeamId(t);
            person.number = static_cast<std::uint32_t>(n);
            person.key = team.key + static_cast<std::uint64_t>(n);
            add_actor(std::move(person), team.work);
        }
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
    next_.resize(actors_.size());
    for (std::size_t i = 0; i < actors_.size(); ++i) plan_first_arrivals(i);
    install_caps(nullptr);
    refresh_prices(start);
}

// ---------------------------------------------------------------- who there is, and when their tasks arrive

void Company::add_actor(Actor actor, const std::vector<SourceRule>& sources) {
    Stream own = chance_.stream(Aspect::person, actor.key);
    actor.eagerness = own.normal();
    actor.place = own.uniform();
    actor.intensity = intensity_of(actor);
    actor.starts = adoption_of(actor);
    actor.first_source = static_cast<std::uint32_t>(sources_.size());
    actor.sources = static_cast<std::uint32_t>(sources.size());
    for (const SourceRule& rule : sources) {
        Source source;
        source.arrivals = chance_.stream(Aspect::arrivals, actor.key, rule.key);
        sources_.push_back(source);
    }
    actors_.push_back(std::move(actor));
}

double Company::intensity_of(const Actor& actor) const {
    return actor.background ? 1 : std::exp(rules_->teams[actor.team.index()].intensity_spread * actor.eagerness);
}

Instant Company::adoption_of(const Actor& actor) const {
    if (actor.background) return start_;
    const double days = rules_->teams[actor.team.index()].adoption.days_until(actor.place);
    return days < (end_ - start_).in_days() ? start_ + Duration::days(days) : Instant::never();
}

const SourceRule& Company::rule_of(const Actor& actor, std::size_t source) const {
    const TeamRules& team = rules_->teams[actor.team.index()];
    return actor.background ? team.agents[actor.kind] : team.work[source];
}

bool Company::works(const Actor& actor, std::size_t source) const {
    const SourceRule& rule = rule_of(actor, source);
    if (!rule.active || !(rule.rate > 0)) return false;
    return !actor.background ||
           actor.number < static_cast<std::uint64_t>(rules_->teams[actor.team.index()].agent_count[actor.kind]);
}

void Company::plan_first_arrivals(std::size_t i) {
    Actor& actor = actors_[i];
    for (std::size_t s = 0; s < actor.sources; ++s) {
        Source& source = sources_[actor.first_source + s];
        if (!works(actor, s) || actor.starts == Instant::never()) continue;
        const SourceRule& rule = rule_of(actor, s);
        source.due = rules_->clock(actor.team, actor.background).at(actor.starts);
        source.due += rule.gaps.first(source.arrivals) / (rule.rate * actor.intensity);
        schedule(actor, source);
    }
    find_next(i);
}

void Company::schedule(const Actor& actor, Source& source) {
    source.next = rules_->clock(actor.team, actor.background).when(source.due, source.hour);
    if (!(source.next < end_)) source.next = Instant::never();
}

void Company::arrive(const Actor& actor, Source& source, const SourceRule& rule) {
    source.due += rule.gaps.next(source.arrivals) / (rule.rate * actor.intensity);
    source.tasks += 1;
    schedule(actor, source);
}

void Company::find_next(std::size_t i) {
    const Actor& actor = actors_[i];
    Instant next = Instant::never();
    for (std::size_t s = 0; s < actor.sources; ++s) next = std::min(next, sources_[actor.first_source + s].next);
    for (const OpenTask& task : actor.open) next = std::min(next, task.session.next);
    next_[i] = next;
}

// ---------------------------------------------------------------- the life of a task

OpenTask Company::new_task(const Actor& actor, std::size_t source, std::uint64_t number, Instant when) const {
    const SourceRule& rule = rule_of(actor, source);
    OpenTask task;
    task.source = static_cast<std::uint32_t>(source);
    task.key = mix(actor.key ^ mix(rule.key + number));
    Stream need = chance_.stream(Aspect::need, task.key);
    task.need = draw_need(rule.difficulty, rule.vague, rule.impossible, need);
    task.session.next = when;
    return task;
}

void Company::begin_try(Actor& actor, OpenTask& task) {
    const SourceRule& rule = rule_of(actor, task.source);
    task.waiting = false;
    task.tries += 1;
    task.model = rule.model;
    task.lane = rule.lane;
    task.kind = static_cast<std::uint32_t>(rule.session);
    const Stream chance = chance_.stream(Aspect::play, task.key, static_cast<std::uint64_t>(task.tries));
    const Instant when = task.session.next;
    task.session = engine_ == EngineKind::calls ? rules_->reference_sessions[task.kind].begin(task.need, when, chance)
                                                : rules_->sessions[task.kind].begin(task.need, when, chance);
    ledger_.page(month_, actor.team).counts.sessions += 1;
}

// What the base spend of a task's current try is called, if the try ends so.
static Cause cause_of(const OpenTask& task, bool accepted) {
    if (accepted) return Cause::useful;
    return task.tries == 1 ? Cause::failed : Cause::manual_retry;
}

void Company::settle(const Actor& actor, OpenTask& task, bool accepted) {
    Ledger::book(ledger_.page(month_, actor.team), task.model, cause_of(task, accepted), task.session.base);
    task.session.base = Spend{};
}

void Company::count_spend(Actor& actor, std::size_t i, const Spend& spend, Mode mode) {
    spent_ += spend.money;
    actor.month.add(spend);
    if (!actor.background)
        for (std::size_t c = 0; c < person_caps_.size(); ++c) own_spent_[i * person_caps_.size() + c] += spend.money;
    for (SharedCap& cap : shared_caps_)
        if (!cap.team || *cap.team == actor.team) cap.spent += spend.money;
    if (mode == Mode::straight) return;
    mark_own_caps(i);
    if (mode == Mode::steps)
        for (SharedCap& cap : shared_caps_)
            if (cap.spent >= cap.amount) cap.hit = true;
}

void Company::play_calls(Actor& actor, std::size_t i, OpenTask& task, Instant until, Mode mode) {
    const SessionLaw& law = rules_->sessions[task.kind];
    const PriceList::Cards& cards = cards_[task.model.index()];
    const PriceCard& card =
        (law.params().cache == CacheLife::one_hour ? cards.one_hour
                                                   : cards.five_minutes)[static_cast<std::size_t>(task.lane)];
    const std::int32_t most = mode == Mode::straight ? std::numeric_limits<std::int32_t>::max() : 1;
    const Played played = engine_ == EngineKind::calls
                              ? rules_->reference_sessions[task.kind].play(task.session, until, card, most)
                              : rules_->sessions[task.kind].play(task.session, until, card, most);
    Ledger::Page& page = ledger_.page(month_, actor.team);
    Spend all = played[Pocket::base];  // stays with the session until its end tells the cause
    for (const auto& [pocket, cause] :
         {std::pair(Pocket::loop, Cause::loop), std::pair(Pocket::auto_retry, Cause::auto_retry)}) {
        if (played[pocket].calls == 0) continue;
        Ledger::book(page, task.model, cause, played[pocket]);
        all += played[pocket];
    }
    count_spend(actor, i, all, mode);
}

bool Company::play(Actor& actor, std::size_t i, OpenTask& task, Instant until, Mode mode) {
    while (task.session.next < until) {
        if (refuses(actor, i)) {
            if (!task.waiting) settle(actor, task, false);
            ledger_.page(month_, actor.team).counts.refused += 1;
            return true;
        }
        if (task.waiting && !works(actor, task.source)) return true;  // a policy has ended such work
        if (task.waiting) begin_try(actor, task);
        play_calls(actor, i, task, until, mode);
        if (!task.session.over()) {
            if (mode != Mode::straight) return false;
            continue;
        }
        const bool accepted = task.session.will_succeed;
        settle(actor, task, accepted);
        if (accepted) {
            ledger_.page(month_, actor.team).counts.accepted += 1;
            return true;
        }
        Stream patience = chance_.stream(Aspect::patience, task.key, static_cast<std::uint64_t>(task.tries));
        const std::optional<Duration> pause = rules_->manual_retry.after(task.tries, patience);
        if (!pause) return true;
        task.waiting = true;
        task.session.next = task.session.next + *pause;
        if (mode != Mode::straight) return false;
    }
    return false;
}

// ---------------------------------------------------------------- running

void Company::run(std::size_t i, Instant until) {
    if (person_caps_.empty() || actors_[i].background || refuses(actors_[i], i)) {
        run_straight(i, until);
        return;
    }
    // A person's own cap: run straight, and if it was reached, take it back and go event by event.
    const Actor& actor = actors_[i];
    const auto own_sources = sources_.begin() + actor.first_source;
    const auto own_counts = own_spent_.begin() + static_cast<std::ptrdiff_t>(i * person_caps_.size());
    before_.actor = actor;
    before_.sources.assign(own_sources, own_sources + actor.sources);
    before_.page = ledger_.page(month_, actor.team);
    before_.own_spent.assign(own_counts, own_counts + static_cast<std::ptrdiff_t>(person_caps_.size()));
    before_.shared_caps = shared_caps_;
    before_.spent = spent_;
    run_straight(i, until);
    if (!own_cap_crossed(i)) return;
    actors_[i] = before_.actor;
    std::copy(before_.sources.begin(), before_.sources.end(), own_sources);
    ledger_.page(month_, actor.team) = before_.page;
    std::copy(before_.own_spent.begin(), before_.own_spent.end(), own_counts);
    shared_caps_ = before_.shared_caps;
    spent_ = before_.spent;
    run_own_steps(i, until);
}

void Company::run_straight(std::size_t i, Instant until) {
    Actor& actor = actors_[i];
    for (std::size_t k = 0; k < actor.open.size();) {
        if (play(actor, i, actor.open[k], until, Mode::straight)) {
            actor.open[k] = std::move(actor.open.back());
            actor.open.pop_back();
        } else {
            ++k;
        }
    }
    for (std::size_t s = 0; s < actor.sources; ++s) {
        Source& source = sources_[actor.first_source + s];
        while (source.next < until) {
            OpenTask task = new_task(actor, s, source.tasks, source.next);
            arrive(actor, source, rule_of(actor, s));
            if (!play(actor, i, task, until, Mode::straight)) actor.open.push_back(std::move(task));
        }
    }
    find_next(i);
}

void Company::run_own_steps(std::size_t i, Instant until) {
    find_next(i);
    while (next_[i] < until) one_event(i, Mode::own_steps);
}

void Company::step(std::size_t i) { one_event(i, Mode::steps); }

void Company::one_event(std::size_t i, Mode mode) {
    Actor& actor = actors_[i];
    const Instant now = next_[i];
    const Instant just_after = now + Duration::milliseconds(1);
    // Of events at the same time, tasks under way come first, in the order of their keys; then arrivals.
    std::size_t chosen = actor.open.size();
    for (std::size_t k = 0; k < actor.open.size(); ++k)
        if (actor.open[k].session.next == now &&
            (chosen == actor.open.size() || actor.open[k].key < actor.open[chosen].key))
            chosen = k;
    if (chosen < actor.open.size()) {
        if (play(actor, i, actor.open[chosen], just_after, mode)) {
            actor.open[chosen] = std::move(actor.open.back());
            actor.open.pop_back();
        }
    } else {
        for (std::size_t s = 0; s < actor.sources; ++s) {
            Source& source = sources_[actor.first_source + s];
            if (source.next != now) continue;
            OpenTask task = new_task(actor, s, source.tasks, now);
            arrive(actor, source, rule_of(actor, s));
            if (!play(actor, i, task, just_after, mode)) actor.open.push_back(std::move(task));
            break;
        }
    }
    find_next(i);
}

}  // namespace burncast

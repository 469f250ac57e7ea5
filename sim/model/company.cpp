#include "sim/model/company.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace burncast {

struct Company::Saved {
    std::vector<Actor> actors;
    std::vector<Instant> next;
    std::vector<Source> sources;
    std::vector<Ledger::Page> pages;
    std::vector<Money> own_spent;
    std::vector<char> own_hit;
    std::vector<SharedCap> shared_caps;
    Money spent;
};

Company::Company(const Rules& rules, const Names& names, const Chance& chance, Instant start, Instant end, std::size_t months,
                 EngineKind engine)
    : rules_(&rules), chance_(chance), start_(start), end_(end), engine_(engine), ledger_(months, names.teams.size(), names.models.size()) {
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
    return !actor.background || actor.number < static_cast<std::uint64_t>(rules_->teams[actor.team.index()].agent_count[actor.kind]);
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
    const PriceCard& card = (law.params().cache == CacheLife::one_hour ? cards.one_hour : cards.five_minutes)[static_cast<std::size_t>(task.lane)];
    const std::int32_t most = mode == Mode::straight ? std::numeric_limits<std::int32_t>::max() : 1;
    const Played played = engine_ == EngineKind::calls ? rules_->reference_sessions[task.kind].play(task.session, until, card, most)
                                                       : rules_->sessions[task.kind].play(task.session, until, card, most);
    Ledger::Page& page = ledger_.page(month_, actor.team);
    Spend all = played[Pocket::base];  // stays with the session until its end tells the cause
    for (const auto& [pocket, cause] : {std::pair(Pocket::loop, Cause::loop), std::pair(Pocket::auto_retry, Cause::auto_retry)}) {
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
        if (actor.open[k].session.next == now && (chosen == actor.open.size() || actor.open[k].key < actor.open[chosen].key)) chosen = k;
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

// ---------------------------------------------------------------- caps

// The caps of rules_; one that `old` had too goes on counting where it was.
void Company::install_caps(const Rules* old) {
    const auto same_before = [&](const CapRule& cap) -> std::optional<std::size_t> {
        for (std::size_t c = 0; old && c < old->caps.size(); ++c) {
            const CapRule& was = old->caps[c];
            if (was.name == cap.name && was.params.scope == cap.params.scope && was.params.period == cap.params.period && was.team == cap.team) return c;
        }
        return std::nullopt;
    };
    std::vector<std::size_t> person_caps;
    std::vector<std::optional<std::size_t>> person_before;  // places in the old person_caps_
    std::vector<SharedCap> shared;
    for (std::size_t c = 0; c < rules_->caps.size(); ++c) {
        const CapRule& cap = rules_->caps[c];
        const std::optional<std::size_t> was = same_before(cap);
        if (cap.params.scope == CapScope::person) {
            const auto at = std::find(person_caps_.begin(), person_caps_.end(), was.value_or(std::numeric_limits<std::size_t>::max()));
            person_caps.push_back(c);
            person_before.push_back(at == person_caps_.end() ? std::nullopt : std::optional(static_cast<std::size_t>(at - person_caps_.begin())));
            continue;
        }
        for (std::size_t t = 0; t < (cap.params.scope == CapScope::team ? rules_->teams.size() : 1); ++t) {
            std::optional<TeamId> team;
            if (cap.params.scope == CapScope::team) team = TeamId(t);
            if (cap.team && team && *cap.team != *team) continue;
            SharedCap counted{c, team, cap.params.amount, Money(), false};
            for (const SharedCap& before : shared_caps_)
                if (was && before.rule == *was && before.team == team) counted.spent = before.spent;
            counted.hit = counted.spent >= counted.amount;
            shared.push_back(counted);
        }
    }
    std::vector<Money> own_spent(actors_.size() * person_caps.size());
    for (std::size_t i = 0; i < actors_.size(); ++i)
        for (std::size_t c = 0; c < person_caps.size(); ++c)
            if (person_before[c]) own_spent[i * person_caps.size() + c] = own_spent_[i * person_caps_.size() + *person_before[c]];
    person_caps_ = std::move(person_caps);
    shared_caps_ = std::move(shared);
    own_spent_ = std::move(own_spent);
    own_hit_.assign(own_spent_.size(), 0);
    for (std::size_t i = 0; i < actors_.size(); ++i) mark_own_caps(i);  // a cap of nothing refuses from the first moment
}

bool Company::refuses(const Actor& actor, std::size_t i) const {
    if (!actor.background)
        for (std::size_t c = 0; c < person_caps_.size(); ++c)
            if (own_hit_[i * person_caps_.size() + c]) return true;
    for (const SharedCap& cap : shared_caps_)
        if (cap.hit && (!cap.team || *cap.team == actor.team)) return true;
    return false;
}

bool Company::own_cap_crossed(std::size_t i) const {
    for (std::size_t c = 0; c < person_caps_.size(); ++c) {
        const CapRule& cap = rules_->caps[person_caps_[c]];
        if (cap.team && *cap.team != actors_[i].team) continue;
        if (own_spent_[i * person_caps_.size() + c] >= cap.params.amount) return true;
    }
    return false;
}

void Company::mark_own_caps(std::size_t i) {
    if (actors_[i].background) return;
    for (std::size_t c = 0; c < person_caps_.size(); ++c) {
        const CapRule& cap = rules_->caps[person_caps_[c]];
        if (cap.team && *cap.team != actors_[i].team) continue;
        if (own_spent_[i * person_caps_.size() + c] >= cap.params.amount) own_hit_[i * person_caps_.size() + c] = 1;
    }
}

void Company::reset_caps(CapPeriod period) {
    for (std::size_t c = 0; c < person_caps_.size(); ++c) {
        if (rules_->caps[person_caps_[c]].params.period != period) continue;
        for (std::size_t i = 0; i < actors_.size(); ++i) {
            own_spent_[i * person_caps_.size() + c] = Money();
            own_hit_[i * person_caps_.size() + c] = 0;
            mark_own_caps(i);
        }
    }
    for (SharedCap& cap : shared_caps_) {
        if (rules_->caps[cap.rule].params.period != period) continue;
        cap.spent = Money();
        cap.hit = cap.spent >= cap.amount;
    }
}

bool Company::guarded() const {
    return std::any_of(shared_caps_.begin(), shared_caps_.end(), [](const SharedCap& cap) { return !cap.hit; });
}

bool Company::crossed() const {
    return std::any_of(shared_caps_.begin(), shared_caps_.end(), [](const SharedCap& cap) { return !cap.hit && cap.spent >= cap.amount; });
}

std::shared_ptr<Company::Saved> Company::save() const {
    auto saved = std::make_shared<Saved>(Saved{actors_, next_, sources_, {}, own_spent_, own_hit_, shared_caps_, spent_});
    for (std::size_t t = 0; t < ledger_.teams(); ++t) saved->pages.push_back(ledger_.page(month_, TeamId(t)));
    return saved;
}

void Company::restore(std::shared_ptr<Saved> saved) {
    actors_ = std::move(saved->actors);
    next_ = std::move(saved->next);
    sources_ = std::move(saved->sources);
    own_spent_ = std::move(saved->own_spent);
    own_hit_ = std::move(saved->own_hit);
    shared_caps_ = std::move(saved->shared_caps);
    spent_ = saved->spent;
    for (std::size_t t = 0; t < ledger_.teams(); ++t) ledger_.page(month_, TeamId(t)) = std::move(saved->pages[t]);
}

// ---------------------------------------------------------------- shared moments

void Company::refresh_prices(Instant now) {
    cards_.clear();
    for (std::size_t m = 0; m < rules_->prices.size(); ++m) cards_.push_back(rules_->prices.cards(ModelId(m), now));
}

void Company::adopt_rules(const Rules& rules, Instant now) {
    const Rules& old = *rules_;
    std::vector<char> same_clock;
    for (std::size_t c = 0; c < rules.clocks.size(); ++c) same_clock.push_back(rules.clocks[c] == old.clocks[c]);
    for (std::size_t i = 0; i < actors_.size(); ++i) {
        Actor& actor = actors_[i];
        const double old_intensity = actor.intensity;
        std::vector<std::pair<SourceRule, bool>> before;
        for (std::size_t s = 0; s < actor.sources; ++s) before.emplace_back(rule_of(actor, s), works(actor, s));
        rules_ = &rules;
        const bool waiting = now < actor.starts;  // for adoption, which the new rules may hasten or delay
        const Instant old_start = actor.starts;
        if (waiting) actor.starts = std::max(now, adoption_of(actor));
        actor.intensity = intensity_of(actor);
        for (std::size_t s = 0; s < actor.sources; ++s) {
            const auto& [was, worked] = before[s];
            const double old_speed = worked && actor.starts == old_start ? was.rate * old_intensity : 0;
            const bool same = same_clock[actor.background ? same_clock.size() - 1 : actor.team.index()] != 0;
            replan(actor, s, old_speed, same ? nullptr : &old.clock(actor.team, actor.background), now);
        }
        rules_ = &old;
    }
    rules_ = &rules;
    for (std::size_t i = 0; i < actors_.size(); ++i) {
        for (OpenTask& task : actors_[i].open)
            if (!task.waiting) rules.sessions[task.kind].take_over(task.session, old.sessions[task.kind]);
        find_next(i);
    }
    install_caps(&old);
    refresh_prices(now);
}

// The next arrival of a source under new rules. `old_speed` is its rate so far, in tasks per unit of the old clock; 0 when it
// begins anew. `old_clock` is null when the clock has not changed.
void Company::replan(const Actor& actor, std::size_t s, double old_speed, const ActivityClock* old_clock, Instant now) {
    Source& source = sources_[actor.first_source + s];
    const ActivityClock& clock = rules_->clock(actor.team, actor.background);
    const SourceRule& rule = rule_of(actor, s);
    const double speed = rule.rate * actor.intensity;
    if (!works(actor, s) || actor.starts == Instant::never()) {
        source.next = Instant::never();
        return;
    }
    if (speed == old_speed && !old_clock) return;  // not a bit of what nobody changed may move
    const Instant since = std::max(now, actor.starts);
    const double left = old_speed > 0 ? std::max(0.0, source.due - (old_clock ? old_clock : &clock)->at(since)) * old_speed : rule.gaps.first(source.arrivals);
    source.due = clock.at(since) + left / speed;
    source.hour = 0;
    schedule(actor, source);
}

void Company::settle_open_tasks() {
    for (Actor& actor : actors_)
        for (OpenTask& task : actor.open)
            if (!task.waiting) settle(actor, task, task.session.will_succeed);
}

void Company::close_personal_books() {
    for (Actor& actor : actors_) {
        actor.year.add(actor.month);
        actor.total.add(actor.month);
    }
}

void Company::forget_month() {
    for (Actor& actor : actors_) actor.month = PersonTotals{};
}

void Company::forget_year() {
    for (Actor& actor : actors_) actor.year = PersonTotals{};
}

}  // namespace burncast

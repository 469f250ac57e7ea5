#include "sim/mechanism/control/control.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

#include "sim/random/text_hash.hpp"

namespace burncast {

namespace {

constexpr std::int32_t most_throttled = 100;  // times that a task waits (guess)
// Share of their use that people leave: measured where energy was shown (L135); a guess for chargebacks (15-30%, MODEL).
constexpr double showback_cut = 0.08, chargeback_cut = 0.2;

Limit::By counted_by(CapScope scope) {
    switch (scope) {
        case CapScope::person:
            return Limit::By::person;
        case CapScope::model:
            return Limit::By::model;
        case CapScope::session:
            return Limit::By::session;
        default:
            return Limit::By::team;
    }
}

// Which teams share a counter; nobody for those that are not meant.
std::vector<std::size_t> groups_of(const ControlParams& control, const Setting& setting) {
    std::vector<std::size_t> groups;
    std::vector<std::string> roles;
    for (std::size_t t = 0; t < setting.teams.size(); ++t) {
        const std::string& role = setting.roles[t];
        const bool meant = (!control.team || control.team->name == setting.teams[t]) &&
                           (!control.role || control.role->name == role) &&
                           (control.scope != CapScope::role || !role.empty());
        if (!meant) {
            groups.push_back(Limit::nobody);
            continue;
        }
        const auto same = std::find(roles.begin(), roles.end(), role);
        const auto by_role = static_cast<std::size_t>(same - roles.begin());
        if (same == roles.end()) roles.push_back(role);
        groups.push_back(control.scope == CapScope::team ? t : control.scope == CapScope::role ? by_role : 0);
    }
    return groups;
}

Duration lag_of(const ControlParams& control) {
    const bool served_and_counted_alike = control.scope == CapScope::session || control.period == LimitPeriod::minute ||
                                          control.period == LimitPeriod::hour;
    return control.lag.value_or(served_and_counted_alike ? Duration() : Duration::seconds(60));
}

std::array<double, answer_count> answers_of(const ControlParams& control) {
    switch (control.on_hit) {
        case OnHit::downgrade:
            return {1, 0, 0, 0, 0};
        case OnHit::throttle:
            return {0, 1, 0, 0, 0};
        case OnHit::approve:
            return {0, 0, 1, 0, 0};
        default:
            break;
    }
    if (!control.answers) return {0, 0, 0, 0, 1};
    const AnswerParams& a = *control.answers;
    return {a.cheaper, a.wait, a.ask, a.elsewhere, a.drop};
}

Int128 amount_of(const ControlParams& control) {
    if (control.amount) return control.amount->picos();
    return control.tokens ? control.tokens->count() : control.requests.value_or(0);
}

Limit limit_of(const Named<ControlParams>& named, const Setting& setting) {
    const ControlParams& control = named.value;
    Limit limit;
    limit.by = counted_by(control.scope);
    limit.group_of_team = groups_of(control, setting);
    if (!control.models.empty() || control.scope == CapScope::model) {
        limit.models.assign(setting.models.size(), control.models.empty());
        for (const Reference& model : control.models)
            if (const auto m = setting.model_at_work(model)) limit.models[m->index()] = true;
    }
    limit.counted = control.amount ? Counted::money : control.tokens ? Counted::tokens : Counted::requests;
    limit.amount = amount_of(control);
    limit.period = control.period == LimitPeriod::budget ? setting.plan : control.period;
    limit.key = mix(text_hash(named.name) + static_cast<std::uint64_t>(control.scope)) +
                static_cast<std::uint64_t>(limit.period) * 8 + static_cast<std::uint64_t>(limit.counted);
    for (const std::size_t group : limit.group_of_team) limit.key = mix(limit.key + group);
    for (const bool counted : limit.models) limit.key = mix(limit.key + (counted ? 2 : 1));
    limit.lag = lag_of(control);
    limit.refuses = control.on_hit != OnHit::alert;
    limit.alerts = control.alerts;
    if (!limit.refuses && limit.alerts.empty()) limit.alerts = {1};
    for (const IncreaseParams& increase : control.increases) {
        const double raised = static_cast<double>(limit.amount) * (1 + increase.by);
        limit.changes.push_back({increase.from, increase.until, static_cast<Int128>(std::round(raised))});
    }
    limit.answers = answers_of(control);
    if (control.on_hit == OnHit::throttle) limit.of_agents = Answer::wait;
    if (control.on_hit == OnHit::downgrade) limit.of_agents = Answer::cheaper;
    if (control.on_hit == OnHit::throttle) limit.most_waits = most_throttled;
    if (control.cheaper) limit.open = setting.model(*control.cheaper);
    limit.decision = control.approval.wait;
    limit.granted = control.approval.granted;
    return limit;
}

// More than anybody can use, and nothing during the freeze.
Limit freeze_of(const Named<ControlParams>& named, const Setting& setting) {
    Named<ControlParams> cap = named;
    cap.value.scope = CapScope::company;
    cap.value.period = LimitPeriod::total;
    cap.value.amount = Money::from_picos(std::numeric_limits<Int128>::max());
    Limit limit = limit_of(cap, setting);
    limit.changes = {{named.value.from.value_or(setting.start), *named.value.until, 0}};
    limit.resumes = *named.value.until;
    return limit;
}

std::vector<bool> teams_of(const ControlParams& control, const Setting& setting) {
    std::vector<bool> meant;
    for (const std::size_t group : groups_of(control, setting)) meant.push_back(group != Limit::nobody);
    return meant;
}

}  // namespace

Controls::Controls(const Params& params, const Setting& setting) : controls_(params.controls), plan_(setting.plan) {
    for (const Named<ControlParams>& control : params.controls) {
        const ControlParams& p = control.value;
        meant_.push_back(teams_of(p, setting));
        if (p.kind == ControlKind::cap) limits_.push_back(limit_of(control, setting));
        if (p.kind == ControlKind::freeze) {
            limits_.push_back(freeze_of(control, setting));
            edges_.push_back(limits_.back().changes.front().from);
            edges_.push_back(limits_.back().changes.front().until);
        }
        if (p.kind == ControlKind::licences) licensed_.push_back({p, teams_of(p, setting)});
        if (p.kind == ControlKind::repeat_detector) detectors_.push_back({p, teams_of(p, setting)});
        if (p.kind == ControlKind::breaker)
            breakers_.emplace_back(p, groups_of(p, setting), text_hash(control.name), setting.chance);
        if (p.shows_bills()) shown_.push_back({p, teams_of(p, setting)});
        if (p.kind == ControlKind::access) {
            Access access{teams_of(p, setting), std::vector<bool>(setting.models.size()), setting.model(*p.instead)};
            for (const Reference& model : p.models)
                if (const auto m = setting.model_at_work(model)) access.models[m->index()] = true;
            access_.push_back(std::move(access));
            models_.push_back({*p.instead, join_path("controls", control.name) + ".instead"});
        }
        if (p.cheaper)
            models_.push_back({.model = *p.cheaper,
                               .path = join_path("controls", control.name) + ".cheaper",
                               .cheaper_than = ModelUse::Instead{meant_.back(), p.models}});
        for (const IncreaseParams& increase : control.value.increases) {
            edges_.push_back(increase.from);
            edges_.push_back(increase.until);
        }
    }
    std::sort(edges_.begin(), edges_.end());
}

std::vector<Objection> Controls::objections(Instant, Instant) const {
    std::vector<Objection> all;
    for (std::size_t c = 0; c < controls_.size(); ++c) {
        const auto& [name, place, control] = controls_[c];
        if (control.scope == CapScope::role && std::none_of(meant_[c].begin(), meant_[c].end(), std::identity()))
            all.push_back({{"controls", name, "scope"}, "no team has a role (company.TEAM.role)"});
        if (control.on_hit == OnHit::throttle && control.period == LimitPeriod::budget && plan_ == LimitPeriod::total)
            all.push_back({{"controls", name, "on_hit"},
                           "throttle waits for the count to begin anew, which a budget for the whole run never does"});
        const std::optional<Reference>& leads_to = control.cheaper ? control.cheaper : control.instead;
        for (std::size_t a = 0; a < controls_.size() && leads_to; ++a) {
            const auto& [gate, at, access] = controls_[a];
            const auto same = [&](const Reference& model) { return model.name == leads_to->name; };
            if (access.kind != ControlKind::access || std::any_of(access.models.begin(), access.models.end(), same))
                continue;
            const auto both = std::mismatch(meant_[c].begin(), meant_[c].end(), meant_[a].begin(),
                                            [](bool here, bool gated) { return !(here && gated); });
            if (both.first != meant_[c].end())
                all.push_back({{"controls", name, control.cheaper ? "cheaper" : "instead"},
                               "is a model that `" + gate + "` does not allow"});
        }
    }
    return all;
}

struct Controls::State : Memory {
    std::vector<Breaker::State> breakers;
    std::vector<std::int64_t> seats;  // that the last withdrawal left
};

void Controls::before(Attempt& attempt, const Person& person, const Memory*, Stream& chance) const {
    for (const Access& access : access_)
        if (access.teams[person.team.index()] && !access.models[attempt.model.index()]) attempt.model = access.instead;
    for (const Group& detector : detectors_) {
        if (!detector.teams[person.team.index()]) continue;
        const auto sooner = [](std::optional<std::int32_t>& calls, std::int64_t than) {
            calls = static_cast<std::int32_t>(std::min<std::int64_t>(calls.value_or(than), than));
        };
        if (chance.chance(detector.control.detects)) sooner(attempt.stopped_after, detector.control.repeats);
        if (detector.control.mistakes > 0)
            sooner(attempt.most_calls, 1 + chance.failures_before_success(detector.control.mistakes));
    }
}

Instant Controls::next_review(Instant after) const {
    const auto edge = std::upper_bound(edges_.begin(), edges_.end(), after);
    Instant next = edge == edges_.end() ? Instant::never() : *edge;
    if (!licensed_.empty()) next = std::min(next, next_reset(LimitPeriod::month, after, after));
    if (!breakers_.empty()) next = std::min(next, next_reset(LimitPeriod::hour, after, after));
    return next;
}

std::unique_ptr<Memory> Controls::begin(Scene& scene) const {
    auto state = std::make_unique<State>();
    adapt(scene, state.get());
    return state;
}

// Breakers that a policy brings or takes away begin to learn anew what is usual.
void Controls::adapt(Scene& scene, Memory* memory) const {
    State& state = static_cast<State&>(*memory);
    if (state.breakers.size() != breakers_.size()) {
        state.breakers.clear();
        for (const Breaker& breaker : breakers_) state.breakers.push_back(breaker.begin(scene));
    }
    show_bills(scene);
    std::vector<std::int64_t> seats;
    for (const Group& group : licensed_) seats.push_back(group.control.seats);
    if (std::exchange(state.seats, seats) != seats) withdraw(scene);
}

void Controls::review(Scene& scene, Memory* memory) const {
    std::vector<Breaker::State>& states = static_cast<State*>(memory)->breakers;
    const bool full_hour = scene.now.since_epoch() % Duration::hours(1).in_milliseconds() == 0;
    for (std::size_t b = 0; b < breakers_.size() && full_hour; ++b) breakers_[b].look(scene, states[b]);
    const bool first_of_month = scene.now == Instant::at(scene.now.day()) &&
                                std::chrono::year_month_day(scene.now.day()).day() == std::chrono::day(1);
    if (first_of_month) withdraw(scene);
}

void Controls::show_bills(Scene& scene) const {
    for (std::size_t i = 0; i < scene.people.size(); ++i) {
        Person& person = scene.people[i];
        double kept = 1;
        for (const Group& group : shown_) {
            if (!group.teams[person.team.index()]) continue;
            const bool pays = group.control.kind == ControlKind::chargeback;
            person.price_felt = std::max(person.price_felt, pays ? 1 : group.control.felt);
            kept *= 1 - group.control.cut.value_or(pays ? chargeback_cut : showback_cut);
        }
        for (const Purpose purpose : {Purpose::own_work, Purpose::side_job}) scene.drives[i][index(purpose)] = kept;
    }
}

void Controls::withdraw(Scene& scene) const {
    for (const Group& group : licensed_) {
        std::vector<std::size_t> holders;
        for (std::size_t i = 0; i < scene.people.size(); ++i)
            if (group.teams[scene.people[i].team.index()] && scene.people[i].has_tools(scene.now)) holders.push_back(i);
        std::stable_sort(holders.begin(), holders.end(), [&](std::size_t a, std::size_t b) {
            return scene.records[a].tokens > scene.records[b].tokens;
        });
        for (std::size_t h = static_cast<std::size_t>(group.control.seats); h < holders.size(); ++h)
            scene.people[holders[h]].leaves = scene.now;
    }
}

}  // namespace burncast

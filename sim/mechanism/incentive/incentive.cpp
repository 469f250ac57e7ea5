#include "sim/mechanism/incentive/incentive.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "sim/mechanism/incentive/gap.hpp"

namespace burncast {

namespace {

constexpr std::uint64_t knack = 0x6B6E61636B;  // keeps this draw apart from others of who somebody is

Instant midnight(Instant t) { return Instant::at(t.day()); }
bool is_monday(Instant t) { return std::chrono::weekday(t.day()) == std::chrono::Monday; }

bool reads_at(Rhythm rhythm, Instant t) {
    switch (rhythm) {
        case Rhythm::daily:
            return true;
        case Rhythm::weekly:
            return is_monday(t);
        case Rhythm::monthly:
            return std::chrono::year_month_day(t.day()).day() == std::chrono::day(1);
    }
    return false;
}

double amount_of(IncentiveMetric metric, const Use& use) {
    switch (metric) {
        case IncentiveMetric::tokens:
            return use.tokens;
        case IncentiveMetric::prompts:
            return use.calls;
        case IncentiveMetric::accepted_tasks:
            return use.tasks;
        case IncentiveMetric::active_weeks:
            return 0;  // a gap, not an amount
    }
    return 0;
}

double leverage_of(const IncentiveRule& rule) {
    return rule.params.kind == IncentiveKind::output_kpi ? 0 : rule.params.leverage;
}

}  // namespace

Incentive::Incentive(const Params& params, const Setting& setting) : effort_(params.effort), setting_(setting) {
    for (const Named<IncentiveParams>& entry : params.entries) {
        rules_.push_back({entry.name, entry.value, {}});
        for (const Reference& team : entry.value.teams) rules_.back().teams.push_back(setting.team(team));
        fills_ = fills_ || !entry.value.pulls();
    }
}

std::vector<ExtraWork> Incentive::extra_work(TeamId) const {
    ExtraWork gaming;
    gaming.name = "gaming";
    gaming.purpose = Purpose::gaming;
    gaming.rate = 1;
    gaming.path = "effort";
    if (effort_.session) gaming.session = *effort_.session;
    if (effort_.model) gaming.model = *effort_.model;
    return {gaming};
}

bool Incentive::needs_uses() const {
    return std::any_of(rules_.begin(), rules_.end(),
                       [](const IncentiveRule& rule) { return rule.params.pulls() || rule.params.fills_days(); });
}

bool Incentive::takes_steps(const Memory* memory) const {
    const std::vector<double>& parts = static_cast<const Habits*>(memory)->most_parts;
    return std::any_of(rules_.begin(), rules_.end(),
                       [](const IncentiveRule& rule) { return rule.params.splits > 1; }) ||
           std::any_of(parts.begin(), parts.end(), [](double most) { return most > 1; });
}

void Incentive::before(Attempt& attempt, const Person& person, const Memory* memory, Stream&) const {
    if (attempt.purpose == Purpose::own_work)
        attempt.portion /= static_cast<const Habits*>(memory)->parts[person.team.index()];
}

Instant Incentive::next_review(Instant t) const {
    const Instant tomorrow = midnight(t) + Duration::days(1);
    return fills_ ? std::min(tomorrow, next_filling(t)) : tomorrow;
}

std::unique_ptr<Memory> Incentive::begin(Scene& scene) const {
    auto habits = std::make_unique<Habits>(scene.people.size(), scene.teams.size());
    know_people(scene, *habits);
    habits->meet(rules_, scene.now);
    // What was there before the scenario began has been lived with, though for no longer than a year.
    const Instant first = std::max(Instant(), scene.now + Duration::days(-366));
    Instant since = scene.now;
    if (scene.now == setting_.start)
        for (const IncentiveRule& rule : rules_)
            if (rule.params.from) since = std::min(since, std::max(first, *rule.params.from));
    habits->last = since;
    for (Instant day = since; day <= scene.now; day = day + Duration::days(1)) new_day(scene, day, *habits);
    habits->begun.take(scene.records, true);
    set_drives(scene, *habits);
    return habits;
}

void Incentive::adapt(Scene& scene, Memory* memory) const {
    Habits& habits = *static_cast<Habits*>(memory);
    know_people(scene, habits);
    habits.meet(rules_, scene.now);
    habits.forget_ended(scene.now);
    for (KnownRule& known : habits.known)
        if (known.rule.params.pulls() && known.rule.holds(scene.now) && known.pull.empty()) read(known, scene, habits);
    aim(scene, habits);
    set_drives(scene, habits);
}

void Incentive::review(Scene& scene, Memory* memory) const {
    Habits& habits = *static_cast<Habits*>(memory);
    if (scene.now != midnight(scene.now)) {
        fill_gaps(habits.known, habits.begun, habits.knacks, effort_.pace, setting_.chance, scene);
        return;
    }
    new_day(scene, scene.now, habits);
    habits.begun.take(scene.records, is_monday(scene.now));
    set_drives(scene, habits);
}

void Incentive::know_people(const Scene& scene, Habits& habits) const {
    habits.knacks.clear();
    for (const Person& person : scene.people)
        habits.knacks.push_back(setting_.chance.stream(Aspect::person, person.key, knack).lognormal(1, effort_.spread));
}

void Incentive::new_day(const Scene& scene, Instant now, Habits& habits) const {
    habits.move((now - habits.last).in_days(), effort_);
    bool news = habits.forget_ended(now);
    for (KnownRule& known : habits.known) {
        if (!known.rule.params.pulls() || !known.rule.holds(now)) continue;
        if (!known.pull.empty() && !reads_at(known.rule.params.refresh, now)) continue;
        read(known, scene, habits);
        news = true;
    }
    if (news) aim(scene, habits);
    habits.last = now;
}

void Incentive::read(KnownRule& known, const Scene& scene, const Habits& habits) const {
    const IncentiveRule& rule = known.rule;
    const IncentiveParams& params = rule.params;
    std::vector<double> metric(scene.people.size(), 0.0);  // 0: takes no part
    for (std::size_t i = 0; i < metric.size(); ++i) {
        const Person& person = scene.people[i];
        if (!rule.concerns(person, scene.now)) continue;
        const double own = amount_of(params.metric, scene.own_days[person.team.index()]) * person.intensity;
        const double gaming = habits.gaming_of(i, person, effort_.pace);
        metric[i] = own * (habits.now[i].real + leverage_of(rule) * habits.knacks[i] * gaming);
    }
    if (params.kind == IncentiveKind::leaderboard) {
        known.pull = board_pulls({params.prize, params.visible, params.tiers, effort_.ends}, metric);
        return;
    }
    known.pull.assign(metric.size(), 0.0);
    for (std::size_t i = 0; i < metric.size(); ++i)
        if (metric[i] > 0) known.pull[i] = params.weight;
}

void Incentive::aim(const Scene& scene, Habits& habits) const {
    std::vector<Pull> pulls;
    for (std::size_t i = 0; i < scene.people.size(); ++i) {
        const std::size_t team = scene.people[i].team.index();
        pulls.clear();
        double strength = 0, deterrence = 0, tasks = 0;
        for (const auto& [rule, since, pull] : habits.known) {
            if (pull.empty() || pull[i] <= 0) continue;
            const double leverage = leverage_of(rule) * habits.knacks[i];
            const double earns = pull[i] * leverage;
            pulls.push_back({pull[i], leverage});
            strength += earns;
            deterrence += earns * rule.params.detection;
            const double size = amount_of(rule.params.metric, scene.uses[team].front());
            const double own = amount_of(rule.params.metric, scene.own_days[team]);
            if (size > 0) tasks += earns * leverage * own / size;
        }
        habits.best[i] = best_effort(pulls, strength > 0 ? deterrence / strength : 0, effort_.substitution);
        if (strength > 0) habits.tasks[i] = tasks / strength;  // else as people are used to
    }
}

void Incentive::set_drives(Scene& scene, const Habits& habits) const {
    for (std::size_t i = 0; i < scene.people.size(); ++i) {
        Drive& drive = scene.drives[i];
        drive[index(Purpose::own_work)] = habits.now[i].real * habits.parts[scene.people[i].team.index()];
        drive[index(Purpose::gaming)] = habits.gaming_of(i, scene.people[i], effort_.pace) * habits.tasks[i];
    }
}

}  // namespace burncast

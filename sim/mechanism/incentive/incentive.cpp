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

// What people are used to. By person, unless said otherwise.
struct Incentive::Habits : Memory {
    std::vector<double> knacks;  // what they make of a leverage, relative to the median person
    std::vector<Effort> now, best;
    std::vector<double> most;   // gaming at its highest
    std::vector<double> tasks;  // of gaming a working day, for a person of intensity 1 and a gaming effort of 1
    std::vector<Named<std::vector<double>>> pulls;  // by incentive, as last read
    std::vector<double> parts, most_parts;          // by team: that a task is handed in as, and at their highest
    Instant last;                                   // when efforts moved
    Begun begun;

    // The effort that gaming takes: at this pace there is not more to begin.
    [[nodiscard]] double gaming_of(std::size_t i, const Person& person, double pace) const {
        const double a_day = tasks[i] * person.intensity;
        return now[i].gaming * a_day > pace ? pace / a_day : now[i].gaming;
    }

    std::vector<double>* pull_of(const std::string& name) {
        const auto at = std::find_if(pulls.begin(), pulls.end(), [&](const auto& each) { return each.name == name; });
        return at == pulls.end() ? nullptr : &at->value;
    }
};

Incentive::Incentive(const Params& params, const Setting& setting) : effort_(params.effort), setting_(setting) {
    for (const Named<IncentiveParams>& entry : params.entries) {
        const std::optional<Reference>& team = entry.value.team;
        rules_.push_back({entry.name, entry.value, team ? std::optional(setting.team(*team)) : std::nullopt});
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
    auto habits = std::make_unique<Habits>();
    const std::size_t people = scene.people.size();
    habits->now.resize(people);
    habits->best.resize(people);
    habits->most.resize(people);
    habits->tasks.resize(people);
    habits->parts.assign(scene.teams.size(), 1);
    habits->most_parts = habits->parts;
    know_people(scene, *habits);
    // What was there before the scenario began has been lived with, though for no longer than a year.
    const Instant first = std::max(Instant(), scene.now + Duration::days(-366));
    Instant since = scene.now;
    if (scene.now == setting_.start)
        for (const IncentiveRule& rule : rules_)
            if (rule.params.from) since = std::min(since, std::max(first, *rule.params.from));
    habits->last = since;
    for (Instant day = since; day <= scene.now; day = day + Duration::days(1)) new_day(scene, day, *habits);
    habits->begun.take(scene.records, true);
    habits->begun.meet(rules_, scene.now);
    set_drives(scene, *habits);
    return habits;
}

void Incentive::adapt(Scene& scene, Memory* memory) const {
    Habits& habits = *static_cast<Habits*>(memory);
    know_people(scene, habits);
    habits.begun.meet(rules_, scene.now);
    for (const IncentiveRule& rule : rules_)
        if (rule.params.pulls() && rule.holds(scene.now) && !habits.pull_of(rule.name)) read(rule, scene, habits);
    aim(scene, scene.now, habits);
    set_drives(scene, habits);
}

void Incentive::review(Scene& scene, Memory* memory) const {
    Habits& habits = *static_cast<Habits*>(memory);
    if (scene.now != midnight(scene.now)) {
        fill_gaps(rules_, habits.begun, habits.knacks, effort_.pace, setting_.chance, scene);
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
    move((now - habits.last).in_days(), habits);
    bool news = false;
    for (const IncentiveRule& rule : rules_) {
        if (!rule.params.pulls()) continue;
        news = news || (rule.holds(habits.last) && !rule.holds(now));
        if (!rule.holds(now) || (habits.pull_of(rule.name) && !reads_at(rule.params.refresh, now))) continue;
        read(rule, scene, habits);
        news = true;
    }
    if (news) aim(scene, now, habits);
    habits.last = now;
}

void Incentive::read(const IncentiveRule& rule, const Scene& scene, Habits& habits) const {
    const IncentiveParams& params = rule.params;
    std::vector<double> metric(scene.people.size(), 0.0);  // 0: takes no part
    for (std::size_t i = 0; i < metric.size(); ++i) {
        const Person& person = scene.people[i];
        if (!rule.concerns(person, scene.now)) continue;
        const double own = amount_of(params.metric, scene.own_days[person.team.index()]) * person.intensity;
        const double gaming = habits.gaming_of(i, person, effort_.pace);
        metric[i] = own * (habits.now[i].real + leverage_of(rule) * habits.knacks[i] * gaming);
    }
    std::vector<double>* pull = habits.pull_of(rule.name);
    if (!pull) pull = &habits.pulls.emplace_back(Named<std::vector<double>>{rule.name, {}, {}}).value;
    if (params.kind == IncentiveKind::leaderboard) {
        *pull = board_pulls({params.prize, params.visible, params.tiers, effort_.ends}, metric);
        return;
    }
    pull->assign(metric.size(), 0.0);
    for (std::size_t i = 0; i < metric.size(); ++i)
        if (metric[i] > 0) (*pull)[i] = params.weight;
}

void Incentive::aim(const Scene& scene, Instant now, Habits& habits) const {
    std::vector<Pull> pulls;
    for (std::size_t i = 0; i < scene.people.size(); ++i) {
        const std::size_t team = scene.people[i].team.index();
        pulls.clear();
        double strength = 0, deterrence = 0, tasks = 0;
        for (const IncentiveRule& rule : rules_) {
            const std::vector<double>* pull = rule.holds(now) ? habits.pull_of(rule.name) : nullptr;
            if (!pull || (*pull)[i] <= 0) continue;
            const double leverage = leverage_of(rule) * habits.knacks[i];
            const double earns = (*pull)[i] * leverage;
            pulls.push_back({(*pull)[i], leverage});
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

void Incentive::move(double days, Habits& habits) const {
    const double up = 1 - std::exp(-days / effort_.inertia.in_days());
    const double down = 1 - std::exp(-days / effort_.decay.in_days());
    for (std::size_t i = 0; i < habits.now.size(); ++i) {
        Effort& now = habits.now[i];
        const Effort& best = habits.best[i];
        const double gaming = std::max(best.gaming, effort_.habit * habits.most[i]);
        const double real = std::max(0.0, best.real - effort_.substitution * (gaming - best.gaming));
        const double share = gaming < now.gaming ? down : up;
        now.gaming += share * (gaming - now.gaming);
        now.real += share * (real - now.real);
        habits.most[i] = std::max(habits.most[i], now.gaming);
    }
    for (std::size_t t = 0; t < habits.parts.size(); ++t) {
        double& now = habits.parts[t];
        double parts = 1 + effort_.habit * (habits.most_parts[t] - 1);
        for (const IncentiveRule& rule : rules_)
            if (rule.is_for(TeamId(t)) && rule.holds(habits.last)) parts = std::max(parts, rule.params.splits);
        now += (parts < now ? down : up) * (parts - now);
        habits.most_parts[t] = std::max(habits.most_parts[t], now);
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

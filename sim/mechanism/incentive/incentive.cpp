#include "sim/mechanism/incentive/incentive.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "sim/random/text_hash.hpp"

namespace burncast {

namespace {

constexpr Duration evening = Duration::hours(22);
constexpr std::uint64_t filling = 0x66696C6C;  // keeps these draws apart from those of other reviews

Instant midnight(Instant t) { return Instant::at(t.day()); }
unsigned iso_weekday(Instant t) { return std::chrono::weekday(t.day()).iso_encoding(); }

bool reads_at(Rhythm rhythm, Instant t) {
    switch (rhythm) {
        case Rhythm::daily:
            return true;
        case Rhythm::weekly:
            return iso_weekday(t) == 1;
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
    }
    return 0;
}

double leverage_of(const IncentiveParams& entry) {
    return entry.kind == IncentiveKind::output_kpi ? 0 : entry.leverage;
}

}  // namespace

// What people are used to. By person, unless said otherwise.
struct Incentive::Habits : Memory {
    std::vector<Effort> now, best;
    std::vector<double> most;   // gaming at its highest
    std::vector<double> tasks;  // of gaming a working day, for a person of intensity 1 and a gaming effort of 1
    std::vector<Named<std::vector<double>>> pulls;  // by incentive, as last read
    std::vector<double> parts;                      // by team: that a task is handed in as
    Instant last;                                   // when efforts moved
    std::vector<std::int64_t> sessions_before;      // this week
    std::vector<Tokens> tokens_before;              // today

    std::vector<double>* pull_of(const std::string& name) {
        const auto at = std::find_if(pulls.begin(), pulls.end(), [&](const auto& each) { return each.name == name; });
        return at == pulls.end() ? nullptr : &at->value;
    }
    void count(const Scene& scene, bool week) {
        for (std::size_t i = 0; i < scene.records.size(); ++i) {
            tokens_before[i] = scene.records[i].tokens;
            if (week) sessions_before[i] = scene.records[i].sessions;
        }
    }
};

Incentive::Incentive(const Params& params, const Setting& setting) : params_(params), setting_(setting) {
    for (const Entry& entry : params_.entries) {
        const std::optional<Reference>& team = entry.value.team;
        teams_.push_back(team ? std::optional(setting.team(*team)) : std::nullopt);
        splits_ = splits_ || entry.value.splits.has_value();
        fills_ = fills_ || !entry.value.pulls();
    }
}

std::vector<ExtraWork> Incentive::extra_work(TeamId) const {
    ExtraWork gaming;
    gaming.name = "gaming";
    gaming.purpose = Purpose::gaming;
    gaming.rate = 1;
    gaming.path = "effort";
    if (params_.effort.session) gaming.session = *params_.effort.session;
    if (params_.effort.model) gaming.model = *params_.effort.model;
    return {gaming};
}

void Incentive::before(Attempt& attempt, const Person& person, const Memory* memory, Stream&) const {
    if (attempt.purpose == Purpose::own_work)
        attempt.portion /= static_cast<const Habits*>(memory)->parts[person.team.index()];
}

Instant Incentive::next_review(Instant t) const {
    const Instant today = midnight(t);
    if (fills_ && t < today + evening && iso_weekday(t) <= 5) return today + evening;
    return today + Duration::days(1);
}

bool Incentive::holds(const Entry& entry, Instant t) {
    const IncentiveParams& params = entry.value;
    return (!params.from || *params.from <= t) && (!params.until || t < *params.until);
}

bool Incentive::concerns(const Entry& entry, const Person& person, Instant t) const {
    const std::optional<TeamId>& team = teams_[static_cast<std::size_t>(&entry - params_.entries.data())];
    return (!team || *team == person.team) && person.has_tools(t);
}

// ---------------------------------------------------------------- efforts

std::unique_ptr<Memory> Incentive::begin(Scene& scene) const {
    auto habits = std::make_unique<Habits>();
    const std::size_t people = scene.people.size();
    habits->now.resize(people);
    habits->best.resize(people);
    habits->most.resize(people);
    habits->tasks.resize(people);
    habits->sessions_before.resize(people);
    habits->tokens_before.resize(people);
    habits->parts.assign(scene.teams.size(), 1);
    // What was there before the scenario began has been lived with, though for no longer than a year.
    const Instant first = std::max(Instant(), scene.now + Duration::days(-366));
    Instant since = scene.now;
    if (scene.now == setting_.start)
        for (const Entry& entry : params_.entries)
            if (entry.value.from) since = std::min(since, std::max(first, *entry.value.from));
    habits->last = since;
    for (Instant day = since; day <= scene.now; day = day + Duration::days(1)) new_day(scene, day, *habits);
    habits->count(scene, true);
    set_drives(scene, *habits);
    return habits;
}

void Incentive::adapt(Scene& scene, Memory* memory) const {
    Habits& habits = *static_cast<Habits*>(memory);
    for (const Entry& entry : params_.entries)
        if (holds(entry, scene.now) && !habits.pull_of(entry.name)) read(entry, scene, habits);
    aim(scene, scene.now, habits);
    if (!splits_) std::fill(habits.parts.begin(), habits.parts.end(), 1.0);
    set_drives(scene, habits);
}

void Incentive::review(Scene& scene, Memory* memory) const {
    Habits& habits = *static_cast<Habits*>(memory);
    if (scene.now != midnight(scene.now)) {
        fill_gaps(scene, habits);
        return;
    }
    new_day(scene, scene.now, habits);
    habits.count(scene, iso_weekday(scene.now) == 1);
    set_drives(scene, habits);
}

void Incentive::new_day(const Scene& scene, Instant now, Habits& habits) const {
    bool news = false;
    for (const Entry& entry : params_.entries) {
        news = news || (holds(entry, habits.last) && !holds(entry, now));
        if (!holds(entry, now) || (habits.pull_of(entry.name) && !reads_at(entry.value.refresh, now))) continue;
        read(entry, scene, habits);
        news = true;
    }
    if (news) aim(scene, now, habits);
    move((now - habits.last).in_days(), habits);
    habits.last = now;
}

void Incentive::read(const Entry& entry, const Scene& scene, Habits& habits) const {
    const IncentiveParams& params = entry.value;
    std::vector<double> metric(scene.people.size(), 0.0);  // 0: takes no part
    for (std::size_t i = 0; i < metric.size(); ++i) {
        const Person& person = scene.people[i];
        if (!concerns(entry, person, scene.now)) continue;
        metric[i] = amount_of(params.metric, scene.own_days[person.team.index()]) * person.intensity *
                    (habits.now[i].real + leverage_of(params) * habits.now[i].gaming);
    }
    std::vector<double>* pull = habits.pull_of(entry.name);
    if (!pull) pull = &habits.pulls.emplace_back(Named<std::vector<double>>{entry.name, {}, {}}).value;
    if (params.kind == IncentiveKind::leaderboard) {
        *pull = board_pulls({*params.prize, params.visible, params.tiers, params_.effort.ends}, metric);
        return;
    }
    pull->assign(metric.size(), 0.0);
    if (!params.pulls()) return;
    for (std::size_t i = 0; i < metric.size(); ++i)
        if (metric[i] > 0) (*pull)[i] = *params.weight;
}

void Incentive::aim(const Scene& scene, Instant now, Habits& habits) const {
    std::vector<Pull> pulls;
    for (std::size_t i = 0; i < scene.people.size(); ++i) {
        const std::size_t team = scene.people[i].team.index();
        pulls.clear();
        double deterrence = 0, strength = 0, tasks = 0;
        for (const Entry& entry : params_.entries) {
            const std::vector<double>* pull = holds(entry, now) ? habits.pull_of(entry.name) : nullptr;
            if (!pull || (*pull)[i] <= 0) continue;
            const double leverage = leverage_of(entry.value);
            pulls.push_back({(*pull)[i], leverage});
            deterrence += entry.value.detection;
            const double size = amount_of(entry.value.metric, scene.uses[team].front());
            const double own = amount_of(entry.value.metric, scene.own_days[team]);
            strength += (*pull)[i] * leverage;
            if (size > 0) tasks += (*pull)[i] * leverage * leverage * own / size;
        }
        habits.best[i] = best_effort(pulls, deterrence, params_.effort.substitution);
        if (strength > 0) habits.tasks[i] = tasks / strength;  // else as people are used to
    }
}

void Incentive::move(double days, Habits& habits) const {
    const EffortParams& effort = params_.effort;
    const double up = 1 - std::exp(-days / effort.inertia.in_days());
    const double down = 1 - std::exp(-days / effort.decay.in_days());
    for (std::size_t i = 0; i < habits.now.size(); ++i) {
        Effort& now = habits.now[i];
        const Effort& best = habits.best[i];
        const double gaming = std::max(best.gaming, effort.habit * habits.most[i]);
        const double real = std::max(0.0, best.real - effort.substitution * (gaming - best.gaming));
        const double share = gaming < now.gaming ? down : up;
        now.gaming += share * (gaming - now.gaming);
        now.real += share * (real - now.real);
        habits.most[i] = std::max(habits.most[i], now.gaming);
    }
    for (std::size_t t = 0; t < habits.parts.size(); ++t) {
        double parts = 1;
        for (std::size_t e = 0; e < params_.entries.size(); ++e)
            if ((!teams_[e] || teams_[e]->index() == t) && holds(params_.entries[e], habits.last))
                parts = std::max(parts, params_.entries[e].value.splits.value_or(1));
        habits.parts[t] += (parts < habits.parts[t] ? down : up) * (parts - habits.parts[t]);
    }
}

void Incentive::set_drives(Scene& scene, const Habits& habits) const {
    for (std::size_t i = 0; i < scene.people.size(); ++i) {
        Drive& drive = scene.drives[i];
        drive[index(Purpose::own_work)] = habits.now[i].real * habits.parts[scene.people[i].team.index()];
        drive[index(Purpose::gaming)] = habits.now[i].gaming * habits.tasks[i];
    }
}

// ---------------------------------------------------------------- gaps

void Incentive::fill_gaps(Scene& scene, const Habits& habits) const {
    for (const Entry& entry : params_.entries) {
        if (!holds(entry, scene.now)) continue;
        if (entry.value.kind == IncentiveKind::mandate && iso_weekday(scene.now) == 5) fill_week(entry, scene, habits);
        if (entry.value.kind == IncentiveKind::quota) fill_day(entry, scene, habits);
    }
}

void Incentive::fill_week(const Entry& entry, Scene& scene, const Habits& habits) const {
    const std::optional<TeamId>& team = teams_[static_cast<std::size_t>(&entry - params_.entries.data())];
    double people = 0, active = 0;
    std::vector<std::size_t> missing;
    for (std::size_t i = 0; i < scene.people.size(); ++i) {
        if (team && *team != scene.people[i].team) continue;
        people += 1;
        if (scene.records[i].sessions > habits.sessions_before[i])
            active += 1;
        else if (concerns(entry, scene.people[i], scene.now))
            missing.push_back(i);
    }
    const double wanted = *entry.value.target * people - active;
    const double share = std::min(entry.value.compliance, wanted / static_cast<double>(missing.size()));
    for (const std::size_t i : missing) {
        Stream chance = setting_.chance.stream(Aspect::review, scene.people[i].key, filling + text_hash(entry.name),
                                               static_cast<std::uint64_t>(scene.now.since_epoch()));
        if (chance.uniform() < share)
            scene.errands.push_back({i, 0, scene.now + Duration::hours(2 * chance.uniform())});
    }
}

void Incentive::fill_day(const Entry& entry, Scene& scene, const Habits& habits) const {
    for (std::size_t i = 0; i < scene.people.size(); ++i) {
        const Person& person = scene.people[i];
        if (!concerns(entry, person, scene.now)) continue;
        const double gap =
            static_cast<double>((*entry.value.amount - (scene.records[i].tokens - habits.tokens_before[i])).count());
        const double size = scene.uses[person.team.index()].front().tokens;
        if (gap <= 0 || size <= 0) continue;
        Stream chance = setting_.chance.stream(Aspect::review, person.key, filling + text_hash(entry.name),
                                               static_cast<std::uint64_t>(scene.now.since_epoch()));
        if (!chance.chance(entry.value.compliance)) continue;
        const auto tasks = static_cast<std::int64_t>(gap / size + chance.uniform());
        for (std::int64_t n = 0; n < tasks; ++n) {
            const double part = (static_cast<double>(n) + chance.uniform()) / static_cast<double>(tasks);
            scene.errands.push_back({i, 0, scene.now + Duration::hours(2 * part)});
        }
    }
}

}  // namespace burncast

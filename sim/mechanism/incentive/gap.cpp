#include "sim/mechanism/incentive/gap.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "sim/random/text_hash.hpp"

namespace burncast {

namespace {

constexpr Duration evening = Duration::hours(22);
constexpr double hours_to_fill = 2;
constexpr std::uint64_t filling = 0x66696C6C;  // keeps these draws apart from those of other reviews

unsigned iso_weekday(Instant t) { return std::chrono::weekday(t.day()).iso_encoding(); }

Stream stream_of(const IncentiveRule& rule, const Person& person, const Chance& chance, Instant now) {
    return chance.stream(Aspect::review, person.key, filling + text_hash(rule.name),
                         static_cast<std::uint64_t>(now.since_epoch()));
}

// Who has been active since Monday, or is going to be, by person.
using Active = std::vector<bool>;

// The probability that a mandate lets each of `missing` people fill the week.
double share_asked(const IncentiveRule& rule, const Scene& scene, const Active& active, std::size_t missing) {
    double people = 0, there = 0;
    for (std::size_t i = 0; i < scene.people.size(); ++i) {
        if (!rule.is_for(scene.people[i].team)) continue;
        people += 1;
        there += active[i] ? 1 : 0;
    }
    const double wanted = rule.params.target * people - there;
    return std::min(rule.params.compliance, wanted / static_cast<double>(missing));
}

void fill_week(const IncentiveRule& rule, std::span<const double> knacks, const Chance& chance, Active& active,
               Scene& scene) {
    const IncentiveParams& params = rule.params;
    std::vector<std::size_t> missing;
    for (std::size_t i = 0; i < scene.people.size(); ++i)
        if (!active[i] && rule.concerns(scene.people[i], scene.now)) missing.push_back(i);
    const bool mandate = params.kind == IncentiveKind::mandate;
    const double asked = mandate ? share_asked(rule, scene, active, missing.size()) : 0;
    for (const std::size_t i : missing) {
        const double gain = mandate ? 0 : params.weight * params.leverage * knacks[i] - params.detection;
        const double share = mandate ? asked : 1 - std::exp(-std::max(0.0, gain));
        Stream own = stream_of(rule, scene.people[i], chance, scene.now);
        if (!(own.uniform() < share)) continue;
        scene.errands.push_back({i, 0, scene.now + Duration::hours(hours_to_fill * own.uniform())});
        active[i] = true;
    }
}

void fill_day(std::span<const KnownRule> rules, const Begun& begun, double pace, const Chance& chance, Active& active,
              Scene& scene) {
    for (std::size_t i = 0; i < scene.people.size(); ++i) {
        const Person& person = scene.people[i];
        const auto used = scene.records[i].tokens - begun.tokens[i];
        const double size = scene.uses[person.team.index()].front().tokens;
        if (size <= 0) continue;
        double gap = 0;
        Stream own;
        for (const auto& [rule, since, pull] : rules) {
            if (!rule.params.fills_days() || !rule.holds(scene.now) || !rule.concerns(person, scene.now)) continue;
            const double here = static_cast<double>((rule.params.amount - used).count());
            Stream its = stream_of(rule, person, chance, scene.now);
            if (here <= gap || !its.chance(rule.params.compliance)) continue;
            gap = here;
            own = its;
        }
        if (gap <= 0) continue;
        const double wanted = gap / size + own.uniform(), most = std::max(1.0, pace / 24 * hours_to_fill);
        const auto tasks = static_cast<std::int64_t>(std::min(wanted, most));
        if (tasks == 0) continue;
        const double apart = hours_to_fill / static_cast<double>(tasks);
        const Instant first = scene.now + Duration::hours(apart * own.uniform());
        scene.errands.push_back({i, 0, first, tasks, Duration::hours(apart)});
        active[i] = true;
    }
}

}  // namespace

void Begun::take(std::span<const Record> records, bool week) {
    tokens.resize(records.size());
    sessions.resize(records.size());
    for (std::size_t i = 0; i < records.size(); ++i) {
        tokens[i] = records[i].tokens;
        if (week) sessions[i] = records[i].sessions;
    }
}

Instant next_filling(Instant t) {
    Instant next = Instant::at(t.day()) + evening;
    if (next <= t) next = next + Duration::days(1);
    while (iso_weekday(next) > 5) next = next + Duration::days(1);
    return next;
}

void fill_gaps(std::span<const KnownRule> rules, const Begun& begun, std::span<const double> knacks, double pace,
               const Chance& chance, Scene& scene) {
    Active active(scene.people.size());
    for (std::size_t i = 0; i < active.size(); ++i) active[i] = scene.records[i].sessions > begun.sessions[i];
    const bool quotas =
        std::any_of(rules.begin(), rules.end(), [](const KnownRule& each) { return each.rule.params.fills_days(); });
    if (quotas) fill_day(rules, begun, pace, chance, active, scene);
    if (iso_weekday(scene.now) != 5) return;
    const Instant monday = Instant::at(scene.now.day()) + Duration::days(-4);
    for (const auto& [rule, since, pull] : rules) {
        const bool whole = rule.holds(monday) && since <= monday;
        if (rule.params.fills_weeks() && whole && rule.holds(scene.now)) fill_week(rule, knacks, chance, active, scene);
    }
}

}  // namespace burncast

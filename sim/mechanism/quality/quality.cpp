#include "sim/mechanism/quality/quality.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "sim/random/text_hash.hpp"

namespace burncast {

namespace {

enum Work : std::size_t { review_work, bug_work, rework_work };  // places in extra_work()

constexpr std::string_view queue_name = "review queue";

ExtraWork repair(std::string name, Purpose purpose, const RepairParams& params) {
    ExtraWork work;
    work.name = std::move(name);
    work.purpose = purpose;
    work.path = "quality.repairs";
    work.session = params.session.value_or(Reference{});
    work.model = params.model.value_or(Reference{});
    work.difficulty = params.difficulty;
    work.vague = params.vague;
    work.impossible = params.impossible;
    return work;
}

bool works_on(std::chrono::sys_days day) {
    const unsigned weekday = std::chrono::weekday(day).iso_encoding();  // Monday is 1
    return weekday <= 5;
}

}  // namespace

const Table<Quality::Params>& Quality::table() {
    static const Table<Params> table =
        Table<Params>("scenario", "What comes back.").part("quality", &Params::quality, quality_table());
    return table;
}

const Table<Quality::TeamParams>& Quality::team_table() {
    static const Table<TeamParams> table =
        Table<TeamParams>("company.*", "What comes back.").part("quality", &TeamParams::quality, team_quality_table());
    return table;
}

Quality::Quality(const Params& params, const std::vector<TeamParams>& teams, const Setting& setting)
    : params_(params.quality.value_or(QualityParams{})), on_(params.quality.has_value()), chance_(setting.chance) {
    for (std::size_t t = 0; t < teams.size(); ++t) {
        Team team;
        team.key = text_hash(setting.teams[t]);
        const TeamQualityParams own = teams[t].quality.value_or(TeamQualityParams{});
        team.agents = own.agents.value_or(params_.agents);
        if (own.reviewers) team.reviews = *own.reviewers * params_.review.reviews;
        teams_.push_back(team);
    }
    for (const std::string& model : setting.models) {
        double factor = 1;
        for (const ModelQualityParams& each : params_.models)
            if (each.model.name == model) factor *= each.factor;
        model_factor_.push_back(factor);
    }
    for (const std::string& session : setting.sessions)
        session_comes_back_.push_back(params_.sessions.empty() ||
                                      std::any_of(params_.sessions.begin(), params_.sessions.end(),
                                                  [&](const Reference& name) { return name.name == session; }));
}

std::vector<ExtraWork> Quality::extra_work(TeamId) const {
    if (!on_) return {};
    ExtraWork review;
    review.name = "review";
    review.purpose = Purpose::review;
    review.path = "quality.review";
    review.session = params_.review.session;
    review.model = params_.review.model.value_or(Reference{});
    review.difficulty = params_.review.difficulty;
    return {review, repair("bug fix", Purpose::bug_fix, params_.repairs),
            repair("rework", Purpose::rework, params_.repairs)};
}

// ---------------------------------------------------------------- a step

void Quality::before(Attempt& attempt, const Person& person, const Memory* memory, Stream&) const {
    const TeamQuality& team = static_cast<const QualityMemory*>(memory)->teams[person.team.index()];
    attempt.need.human_minutes *= 1 + params_.debt.interest * team.debt;
}

bool Quality::comes_back(const Ended& ended) const {
    const bool kept =
        ended.purpose == Purpose::own_work || ended.purpose == Purpose::bug_fix || ended.purpose == Purpose::rework;
    return ended.accepted && kept && session_comes_back_[ended.session];
}

void Quality::after(const Ended& ended, const Person& person, const Memory* memory, std::vector<FollowUp>& next,
                    Stream& chance) const {
    const Team& team = teams_[person.team.index()];
    if (!comes_back(ended)) return;
    const TeamQuality& now = static_cast<const QualityMemory*>(memory)->teams[person.team.index()];
    const bool reviewed = chance.chance(params_.review.coverage * (1 - now.unreviewed));
    next.push_back({review_work, Duration::days(now.waiting), reviewed ? 0 : 1});
    const double factor =
        team.agents * model_factor_[ended.model.index()] * (reviewed ? 1 : 1 + params_.review.unreviewed);
    for (const auto& [work, each] : {std::pair(bug_work, params_.bugs), std::pair(rework_work, params_.rework)}) {
        for (std::int64_t n = chance.poisson(each * factor * now.done); n > 0; --n)
            next.push_back({work, Duration::seconds(params_.delay.draw(chance))});
        if (now.done == 1) continue;
        if (const std::int64_t undone = chance.poisson(each * factor * (1 - now.done)); undone > 0)
            next.push_back({work, {}, undone});
    }
}

// ---------------------------------------------------------------- a review

Instant Quality::next_review(Instant after) const {
    return on_ ? Instant::at(after.day() + std::chrono::days(1)) : Instant::never();
}

namespace {

std::array<std::int64_t, purpose_count> due_of(const Scene& scene, const TeamSpan& team) {
    std::array<std::int64_t, purpose_count> due{};
    for (std::size_t i = team.first; i < team.first + team.people; ++i)
        for (std::size_t p = 0; p < purpose_count; ++p) due[p] += scene.records[i].due[p];
    return due;
}

}  // namespace

std::unique_ptr<Memory> Quality::begin(Scene& scene) const {
    auto memory = std::make_unique<QualityMemory>();
    for (const TeamSpan& team : scene.teams) memory->teams.emplace_back().due = due_of(scene, team);
    return memory;
}

void Quality::review(Scene& scene, Memory* memory) const {
    std::vector<TeamQuality>& teams = static_cast<QualityMemory*>(memory)->teams;
    for (std::size_t t = 0; t < teams.size(); ++t) {
        const auto people = scene.people.subspan(scene.teams[t].first, scene.teams[t].people);
        const auto users = std::count_if(people.begin(), people.end(),
                                         [&](const Person& person) { return person.has_tools(scene.now); });
        end_day(scene.now, teams_[t], static_cast<double>(users), teams[t], due_of(scene, scene.teams[t]));
    }
}

void Quality::end_day(Instant now, const Team& team, double people, TeamQuality& state,
                      const std::array<std::int64_t, purpose_count>& due) const {
    const auto since = [&](Purpose purpose) {
        return static_cast<double>(due[index(purpose)] - state.due[index(purpose)]);
    };
    const double results = since(Purpose::review), repairs = since(Purpose::bug_fix) + since(Purpose::rework);
    state.owed *= std::exp(-1 / params_.debt.lifetime.in_days());
    state.owed += repairs * (1 - state.done) + results * params_.debt.shortcuts;
    state.debt = people > 0 ? state.owed / people : 0;
    if (team.reviews) {
        const std::chrono::sys_days day = now.day() - std::chrono::days(1);  // that has just ended
        Stream chance = chance_.stream(Aspect::review, team.key, text_hash(queue_name),
                                       static_cast<std::uint64_t>(day.time_since_epoch().count()));
        const auto reviewed = works_on(day) ? static_cast<double>(chance.poisson(*team.reviews)) : 0;
        state.queue.pass_day(results * params_.review.coverage * (1 - state.unreviewed), reviewed);
        state.waiting = state.queue.waiting(*team.reviews);
        state.unreviewed = ReviewQueue::unreviewed(state.waiting, params_.review.patience.in_days());
    } else {
        state.queue = {};
        state.waiting = state.unreviewed = 0;
    }
    const double most = params_.repairs.most * people;
    state.done = repairs > most ? most / repairs : 1;
    state.due = due;
}

}  // namespace burncast

#include "sim/mechanism/routing/routing.hpp"

#include <algorithm>
#include <limits>
#include <string>

namespace burncast {

const Table<Routing::Params>& Routing::table() {
    static const Table<Params> table =
        Table<Params>("scenario", "Choosing and routing.").part("routing", &Params::routing, routing_table());
    return table;
}

Routing::Routing(const Params& params, const Setting& setting)
    : params_(params.routing.value_or(RoutingParams{})), on_(params.routing.has_value()) {
    if (params_.choice) choice_.emplace(*params_.choice, setting);
    for (const RouteParams& route : params_.rules) {
        Rule rule{route, setting.model(route.model), std::nullopt, std::nullopt};
        if (route.team) rule.team = setting.team(*route.team);
        if (route.session) {
            const auto at = std::find(setting.sessions.begin(), setting.sessions.end(), route.session->name);
            rule.session = static_cast<std::size_t>(at - setting.sessions.begin());
        }
        guesses_ = guesses_ || route.above || route.below;
        checks_ = checks_ || route.checked;
        rules_.push_back(std::move(rule));
    }
}

namespace {

// Whether the first asks for nothing that the second does not ask for, but for human time.
bool asks_no_more(const RouteParams& first, const RouteParams& second) {
    const auto any_or_same = [](const std::optional<Reference>& is, const std::optional<Reference>& other) {
        return !is || is == other;
    };
    const bool purpose = first.purpose ? first.purpose == second.purpose : second.purpose != Purpose::review;
    return any_or_same(first.session, second.session) && any_or_same(first.team, second.team) && purpose &&
           (!first.checked || second.checked);
}

// Whether rules before it take everything that a rule would.
bool comes_too_late(std::span<const RouteParams> before, const RouteParams& rule) {
    const Duration always = Duration::milliseconds(std::numeric_limits<std::int64_t>::max());
    Duration taken = rule.above.value_or(Duration());  // all from `above` to here
    for (bool more = true; more && taken < rule.below.value_or(always);) {
        more = false;
        for (const RouteParams& first : before) {
            if (!asks_no_more(first, rule) || first.above.value_or(Duration()) > taken) continue;
            more = more || first.below.value_or(always) > taken;
            taken = std::max(taken, first.below.value_or(always));
        }
    }
    return taken >= rule.below.value_or(always);
}

}  // namespace

std::vector<Objection> Routing::objections(Instant, Instant) const {
    std::vector<Objection> all;
    const std::span<const RouteParams> rules(params_.rules);
    for (std::size_t i = 0; i < rules.size(); ++i)
        if (comes_too_late(rules.first(i), rules[i]))
            all.push_back({{"routing", "rules", std::to_string(i)},
                           "has no effect: the rules before it take all that would come to it",
                           Severity::note});
    if (!checks_) all.push_back({{"routing", "check"}, "has no effect: no rule says `checked`", Severity::note});
    return all;
}

bool Routing::judged() const { return params_.check.session && checks_; }

std::vector<ExtraWork> Routing::extra_work(TeamId) const {
    if (!judged()) return {};
    ExtraWork check;
    check.name = "check";
    check.purpose = Purpose::review;
    check.path = "routing.check";
    check.session = *params_.check.session;
    check.model = params_.check.model.value_or(Reference{});
    check.difficulty = params_.check.difficulty;
    return {check};
}

std::vector<ModelUse> Routing::models() const {
    std::vector<ModelUse> uses;
    const auto path = [](const char* list, std::size_t i) {
        return "routing." + std::string(list) + "[" + std::to_string(i) + "].model";
    };
    if (params_.choice)
        for (std::size_t i = 0; i < params_.choice->models.size(); ++i)
            uses.push_back({params_.choice->models[i].model, path("choice.models", i)});
    for (std::size_t i = 0; i < params_.rules.size(); ++i) {
        const RouteParams& rule = params_.rules[i];
        uses.push_back({rule.model, path("rules", i), rule.session.value_or(Reference{}), rule.lane});
    }
    return uses;
}

bool Routing::Rule::fits(const Attempt& attempt, const Person& person, double seconds) const {
    return (!params.below || seconds < params.below->in_seconds()) &&
           (!params.above || seconds >= params.above->in_seconds()) && (!session || *session == attempt.session) &&
           (!team || *team == person.team) &&
           (params.purpose ? *params.purpose == attempt.purpose : attempt.purpose != Purpose::review) &&
           (!params.checked || attempt.number == 1);
}

void Routing::before(Attempt& attempt, const Person& person, const Memory*, Stream& chance) const {
    const double seconds = attempt.need.human_minutes * 60 * (guesses_ ? chance.lognormal(1, params_.misjudgement) : 1);
    const bool rejects = checks_ && chance.chance(params_.check.false_reject);
    const bool notices = checks_ && !chance.chance(params_.check.false_accept);
    if (choice_ && attempt.purpose != Purpose::review && choice_->offers(attempt.model))
        attempt.model =
            choice_->choose(attempt.model, attempt.need.human_minutes, person.price_felt, attempt.prices, chance);
    const auto rule = std::find_if(rules_.begin(), rules_.end(),
                                   [&](const Rule& each) { return each.fits(attempt, person, seconds); });
    if (rule == rules_.end()) return;
    attempt.model = rule->model;
    attempt.lane = rule->params.lane;
    if (rule->params.checked) attempt.verdict = Verdict{rejects, notices};
}

void Routing::after(const Ended& ended, const Person&, const Memory*, std::vector<FollowUp>& next, Stream&) const {
    if (ended.checked && judged()) next.push_back({.work = 0, .after = Duration(), .undone = 0, .due = false});
}

}  // namespace burncast

#include "sim/scenario/resolve.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <vector>

#include "sim/config/suggestion.hpp"
#include "sim/scenario/extra_work.hpp"

namespace burncast {

namespace {

// Suggestions are for people: not among thousands of names, and not once nobody will read them.
std::string suggestion(const std::string& name, const std::vector<std::string>& known, const Faults& faults) {
    return known.size() > 1000 || faults.count() > Faults::most_kept ? "" : did_you_mean(name, known);
}

template <class T>
bool expect_name(const std::vector<Named<T>>& all, const Reference& reference, const std::string& path,
                 const std::string& where, Faults& faults) {
    if (find(all, reference.name)) return true;
    std::vector<std::string> names;
    for (const Named<T>& each : all) names.push_back(each.name);
    faults.add(reference.place, path,
               shown(reference.name) + " is not defined under " + where + suggestion(reference.name, names, faults));
    return false;
}

void expect_role(const Scenario& scenario, const NameUse& use, Faults& faults) {
    std::vector<std::string> roles;
    for (const Named<TeamParams>& team : scenario.company) roles.push_back(team.value.role);
    if (std::find(roles.begin(), roles.end(), use.name.name) == roles.end())
        faults.add(use.name.place, use.path,
                   "no team has the role " + shown(use.name.name) + suggestion(use.name.name, roles, faults));
}

// The roles that hear a role are roles of the same conversation.
void check_links(const ConversationParams& conversation, const std::string& roles, Faults& faults) {
    for (const Named<ConversationRole>& role : conversation.roles)
        for (std::size_t i = 0; i < role.value.heard_by.size(); ++i)
            (void)expect_name(conversation.roles, role.value.heard_by[i],
                              join_path(roles, role.name) + ".heard_by[" + std::to_string(i) + "]", "roles", faults);
}

// The models of a scenario by name.
class Models {
public:
    explicit Models(const Scenario& scenario) {
        for (const Named<ModelParams>& model : scenario.market.models) {
            by_name_.emplace(model.name, &model);
            names_.push_back(model.name);
        }
    }

    // The model that a name stands for, which the reference names from now on; null (with a fault) for a name that
    // leads nowhere or in a circle.
    const Named<ModelParams>* resolve(Reference& reference, const std::string& path, Faults& faults) const {
        const Named<ModelParams>* model = named(reference.name);
        if (!model) {
            const std::string hint =
                names_.empty() ? " (no models at all: is `import: catalogue/models.yaml` missing?)" : "";
            faults.add(reference.place, path,
                       shown(reference.name) + " is not defined under market.models" + hint +
                           suggestion(reference.name, names_, faults));
        }
        for (int steps = 0; model && model->value.same_as; ++steps) {
            if (steps == most_steps) {
                faults.add(reference.place, path,
                           shown(reference.name) + ": same_as goes in a circle, or on for more than 16 names");
                return nullptr;
            }
            model = named(model->value.same_as->name);
        }
        if (model) reference.name = model->name;
        return model;
    }

    // Null when there is none of this name.
    [[nodiscard]] const Named<ModelParams>* named(const std::string& name) const {
        const auto at = by_name_.find(name);
        return at == by_name_.end() ? nullptr : at->second;
    }

private:
    static constexpr int most_steps = 16;
    std::unordered_map<std::string, const Named<ModelParams>*> by_name_;
    std::vector<std::string> names_;
};

// Whether a model sells the lane that work is to go by. Names that lead nowhere have been told already.
void check_lane(const Models& models, const std::string& name, Lane lane, const Place& place, const std::string& path,
                Faults& faults) {
    const Named<ModelParams>* model = models.named(name);
    if (!model) return;
    if ((lane == Lane::batch && !model->value.batch) || (lane == Lane::fast && !model->value.fast))
        faults.add(place, path,
                   model->name + " has no " + (lane == Lane::batch ? "batch" : "fast") +
                       " lane (give its factor in market.models)");
}

// A kind of session on a model.
struct Work {
    Reference session, model;
};

// Whether a model can do what a kind of session asks for. `work` has both; `key` is the one of them to blame, or empty
// where `path` itself names the model.
template <class Work>
void check_fit(const Scenario& scenario, const Models& models, const Work& work, const std::string& path,
               const std::string& key, Faults& faults) {
    const Place& place = key == "session" ? work.session.place : work.model.place;
    const std::string at = key.empty() ? path : join_path(path, key);
    const Named<ModelParams>* model = models.named(work.model.name);
    if (!model) return;
    const Named<SessionParams>* session = find(scenario.sessions, work.session.name);
    if (session && session->value.cache == CacheLife::one_hour && model->value.cache_read &&
        !model->value.cache_write_1h)
        faults.add(place, at,
                   model->name + " sells no cache that lives an hour (no cache_write_1h), as session " + session->name +
                       " asks for");
    if (session && model->value.context && *model->value.context < session->value.context_limit)
        faults.add(place, at,
                   model->name + " takes prompts of at most " + std::to_string(model->value.context->count()) +
                       " tokens, but session " + session->name + " grows to " +
                       std::to_string(session->value.context_limit.count()) + " (lower its context_limit)");
}

}  // namespace

void resolve_names(Scenario& scenario, const NodePtr& root, const Reader& reader, Faults& faults) {
    const Models models(scenario);
    const bool dated = reader.whole("start") && reader.whole("horizon");
    const NodePtr horizon = root ? root->find("horizon") : nullptr, company = root ? root->find("company") : nullptr;
    const double days = dated ? (scenario.end() - scenario.start).in_days() : 1;
    if (horizon && (days < 1 || days > 366 * 20))
        faults.add(horizon->place, "horizon = " + shown(*horizon),
                   std::string(days < 1 ? "is no time at all" : "is too long") + " (1 day to 20 years)");
    if (scenario.people() > 10'000'000)
        faults.add(company ? company->place : Place{}, "company", "has more than 10M people");
    for (const Named<TeamParams>& team : scenario.company)
        if (team.value.teams > 1) {  // of a department this is gone by now
            const Written teams = written(root, {"company", team.name, "teams"});
            faults.add(teams.place, teams.path, "this is one of a department's teams, and none itself");
        }
    for (const NameUse& use : reader.names()) {
        if (!reader.reached(join_path(use.refers_to, use.name.name))) continue;
        if (use.refers_to == "sessions")
            (void)expect_name(scenario.sessions, use.name, use.path, use.refers_to, faults);
        if (use.refers_to == "company") (void)expect_name(scenario.company, use.name, use.path, use.refers_to, faults);
        if (use.refers_to == "company" && use.path.starts_with(join_path("company", use.name.name) + "."))
            faults.add(use.name.place, use.path, "is the team itself; name other teams");
        if (use.refers_to == "company.*.role") expect_role(scenario, use, faults);
        Reference model = use.name;
        if (use.refers_to == "market.models" && models.resolve(model, use.path, faults))
            use.set(&scenario, std::move(model));
    }
    for (const Named<SessionParams>& session : scenario.sessions) {
        const std::string roles = join_path("sessions", session.name) + ".conversation.roles";
        if (session.value.conversation && reader.reached(roles))
            check_links(*session.value.conversation, roles, faults);
    }
    for (const Named<TeamParams>& team : scenario.company) {
        const auto check = [&](const auto& all, const std::string& key) {
            for (const auto& work : all) {
                const std::string path = join_path(join_path("company", team.name) + "." + key, work.name);
                if (!reader.whole(path) || !reader.whole(join_path("market.models", work.value.model.name))) continue;
                check_lane(models, work.value.model.name, work.value.lane, work.place, join_path(path, "lane"), faults);
                if (reader.whole(join_path("sessions", work.value.session.name)))
                    check_fit(scenario, models, work.value, path, "model", faults);
            }
        };
        check(team.value.work, "work");
        check(team.value.agents, "agents");
    }
}

void resolve_mechanisms(const Scenario& scenario, const NodePtr& root, const std::vector<bool>& lived, Instant from,
                        Faults& faults) {
    const Models models(scenario);
    std::map<std::string, Reference> sessions;  // that any work takes
    const auto takes = [&](const Reference& session) { sessions.emplace(session.name, session); };
    for (const Named<TeamParams>& team : scenario.company) {
        for (const Named<WorkParams>& work : team.value.work) takes(work.value.session);
        for (const Named<BackgroundParams>& agents : team.value.agents) takes(agents.value.session);
    }
    const std::vector<bool> living = scenario.living(lived);
    for (const Extra& extra : extra_work(scenario, living)) {
        if (done_somehow(extra.work)) takes(extra.work.session);
        const std::vector<Named<WorkParams>>& own = scenario.company[extra.team.index()].value.work;
        const bool models_of_team = !own.empty() && own.front().value.model.place == extra.work.model.place;
        check_fit(scenario, models, extra.work, extra.work.path, models_of_team ? "session" : "model", faults);
    }
    for (const ModelUse& use : extra_models(scenario, living)) {
        for (const auto& [name, session] : sessions)
            if (use.session.name.empty() || use.session.name == name)
                check_fit(scenario, models, Work{session, use.model}, use.path, "", faults);
        check_lane(models, use.model.name, use.lane, use.model.place, use.path, faults);
    }
    for (const Objection& objection : objections(scenario, lived, from)) {
        if (objection.severity != Severity::fault) continue;
        const Written blamed = written(root, objection.keys);
        faults.add(blamed.place, blamed.path, objection.text);
    }
}

std::string model_behind(const Scenario& scenario, const std::string& name) {
    Faults unasked;
    Reference reference{name, {}};
    Models(scenario).resolve(reference, "", unasked);
    return reference.name;
}

bool check_team(const Scenario& scenario, const Reference& team, const std::string& path, Faults& faults) {
    return expect_name(scenario.company, team, path, "company", faults);
}

void check_same_company(const ReadScenario& patched, const ReadScenario& base, const Place& place,
                        const std::string& path, Faults& faults) {
    const auto refuse = [&](const std::string& what) {
        faults.add(
            place, path,
            "changes " + what + ": a policy is tested on the same company, make another scenario for another one");
    };
    const auto whole = [&](const std::string& part) { return patched.reader.whole(part) && base.reader.whole(part); };
    const Scenario &now = patched.scenario, &was = base.scenario;
    const bool dated = whole("start") && whole("horizon");
    if (dated && (now.start != was.start || !(now.horizon == was.horizon))) refuse("start or horizon");
    if (!patched.reader.reached("company") || !base.reader.reached("company")) return;
    const bool same_teams = std::equal(now.company.begin(), now.company.end(), was.company.begin(), was.company.end(),
                                       [&](const auto& a, const auto& b) {
                                           const bool known = whole(join_path("company", a.name) + ".people");
                                           return a.name == b.name && a.value.teams == b.value.teams &&
                                                  (a.value.people == b.value.people || !known);
                                       });
    if (!same_teams) return refuse("teams or numbers of people");
    for (std::size_t t = 0; t < now.company.size(); ++t)
        if (whole(join_path("company", was.company[t].name) + ".salary") &&
            now.company[t].value.salary != was.company[t].value.salary)
            return refuse("a salary");
}

}  // namespace burncast

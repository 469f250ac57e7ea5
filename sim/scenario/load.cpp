#include "sim/scenario/load.hpp"

#include <algorithm>

#include "sim/config/faults.hpp"
#include "sim/config/name_text.hpp"
#include "sim/config/suggestion.hpp"
#include "sim/config/yaml.hpp"
#include "sim/scenario/department.hpp"
#include "sim/scenario/for_teams.hpp"
#include "sim/scenario/names.hpp"
#include "sim/scenario/notes.hpp"
#include "sim/scenario/questions.hpp"
#include "sim/scenario/resolve.hpp"
#include "sim/scenario/standard.hpp"

namespace burncast {

namespace {

// `lived`: the mechanisms that lived before `from`, where it begins; without one it begins with the run.
ReadScenario read_phase(const NodePtr& root, const std::string& directory, const std::vector<bool>& lived,
                        std::optional<Instant> from, Faults& faults) {
    const std::size_t before = faults.count();
    ReadScenario read{Reader(faults, read_currency(root, faults), directory)};
    read.scenario = read.reader.read(scenario_table(), root);
    read.scenario.currency = read.reader.currency().code;  // written as a sign or a code
    resolve_names(read.scenario, root, read.reader, faults);
    read.from = from.value_or(read.scenario.start);
    if (faults.count() == before) resolve_mechanisms(read.scenario, root, lived, read.from, faults);
    read.sound = faults.count() == before;
    return read;
}

// A table that a policy reads again counts again only if it has changed meanwhile.
void keep_files(const std::vector<TableFile>& files, LoadedScenario& loaded) {
    for (const TableFile& file : files)
        if (std::find(loaded.tables.begin(), loaded.tables.end(), file) == loaded.tables.end())
            loaded.tables.push_back(file);
}

// The entries of a policy that say when and for whom it holds, or those that it changes.
NodePtr entries_of(const Node& policy, bool own) {
    std::vector<Entry> entries;
    for (const Entry& entry : policy.entries)
        if ((policy_table().info().field(entry.key) != nullptr) == own) entries.push_back(entry);
    return make_map(std::move(entries), policy.place);
}

// Whom a policy is for, where that is not everybody; nothing after a fault.
std::optional<ForTeams> whom(const PolicyParams& own, const Entry& policy, const ReadScenario& read,
                             const std::string& path, Faults& faults) {
    if (!read.reader.reached("company") || (own.teams.empty() && !own.share)) return std::nullopt;
    if (own.share && !own.teams.empty()) {
        faults.add(policy.value->find("share")->place, join_path(path, "share"),
                   "is drawn among all teams; write either `for` or `share`");
        return std::nullopt;
    }
    ForTeams whom{{}, policy.value->find(own.share ? "share" : "for")->place, own.share.has_value()};
    if (own.share) {
        std::vector<std::string> teams;
        for (const Named<TeamParams>& team : read.scenario.company) teams.push_back(team.name);
        whom.teams = drawn_teams(teams, *own.share, own.draw);
        return whom;
    }
    bool known = true;
    for (std::size_t t = 0; t < own.teams.size(); ++t) {
        const std::string at = join_path(path, "for");
        const bool alone = own.teams.size() == 1;
        known =
            check_team(read.scenario, own.teams[t], alone ? at : at + "[" + std::to_string(t) + "]", faults) && known;
        whom.teams.push_back(own.teams[t].name);
    }
    if (!known) return std::nullopt;
    return whom;
}

// All money of a policy is in the scenario's currency. Another one is one fault, not one for every amount there is.
NodePtr without_currency(const NodePtr& changes, const Scenario& base, const std::string& path, Faults& faults) {
    const NodePtr currency = changes->find("currency");
    if (!currency) return changes;
    Faults unreadable;
    if (read_currency(changes, unreadable).code != base.currency || !unreadable.empty())
        faults.add(currency->place, join_path(path, "currency") + " = " + shown(*currency),
                   "all money of a policy is in the scenario's currency, " + base.currency);
    std::vector<Entry> entries = changes->entries;
    std::erase_if(entries, [](const Entry& entry) { return entry.key == "currency"; });
    return make_map(std::move(entries), changes->place);
}

void read_policy(const Entry& entry, const NodePtr& root, const std::string& directory, const ReadScenario& read,
                 LoadedScenario& loaded, Notes& notes, Faults& faults) {
    const std::string path = join_path("policies", written_name(loaded.grids, entry.key));
    if (entry.value->is_off()) return;
    if (const std::string wrong = wrong_name(entry.key); !wrong.empty()) faults.add(entry.key_place, path, wrong);
    if (!entry.value->is_map()) {
        faults.add(entry.value->place, path,
                   "is " + kind_text(*entry.value) + "; a policy is a map of the keys that differ");
        return;
    }
    if (entry.key == "base") {
        faults.add(entry.key_place, path, "`base` is the name of the scenario without a policy; choose another");
        return;
    }
    for (const char* key : {"policies", "gates", "expect", "scenario", "extends", "import"})
        if (const Entry* other = entry.value->entry(key))
            faults.add(other->key_place, join_path(path, key), "belongs to the scenario, not to a policy");
    if (const Entry* other = entry.value->entry("value"))
        faults.add(other->key_place, join_path(path, "value"),
                   "what results are worth is measured alike under every policy: it stands in the scenario alone");
    const Scenario& base = read.scenario;
    const PolicyParams own = Reader(faults, {}, directory).read(policy_table(), entries_of(*entry.value, true), path);
    if (own.from && read.reader.whole("start") && read.reader.whole("horizon") && !(*own.from < base.end()))
        faults.add(entry.value->find("from")->place, join_path(path, "from"),
                   iso_date(*own.from) + " is not before the end of the scenario, " + iso_date(base.end()));
    NodePtr changes = without_currency(entries_of(*entry.value, false), base, path, faults);
    if (const std::optional<ForTeams> part = whom(own, entry, read, path, faults))
        changes = changes_for(changes, *part, root, path, faults);
    const std::size_t before = faults.count();
    const Instant from = std::max(base.start, own.from.value_or(base.start));
    const bool later = from > base.start;
    const std::vector<bool> lived = later && read.sound ? base.living({}) : std::vector<bool>{};
    const NodePtr whole = layer(root, changes);
    ReadScenario patched = read_phase(whole, directory, lived, from, faults);
    faults.put_under(path, before);
    check_same_company(patched, read, entry.key_place, path, faults);
    if (!faults.empty()) return;
    notes.look_at(patched, whole, lived, path);
    keep_files(patched.reader.files(), loaded);
    Policy policy{entry.key, {}};
    if (later) policy.phases.push_back(loaded.policies.front().phases.front());
    policy.phases.push_back({from, std::move(patched.scenario), patched.reader.unknowns()});
    loaded.policies.push_back(std::move(policy));
}

// Machines that a policy brings on a day stand there only if they were ordered before.
void check_orders(const std::vector<Policy>& policies, Faults& faults) {
    for (const Policy& policy : policies) {
        for (std::size_t p = 1; p < policy.phases.size(); ++p) {
            for (const Named<ContractParams>& contract : policy.phases[p].scenario.contracts) {
                const bool machines = contract.value.kind == ContractKind::own_hardware;
                if (!machines || contract.value.from || find(policy.phases[p - 1].scenario.contracts, contract.name))
                    continue;
                faults.add(contract.place, join_path("policies." + policy.name + ".contracts", contract.name),
                           "needs a `from`, the day on which it is ordered, as the policy begins in mid-run");
            }
        }
    }
}

// A contract that is only for models which no work of any policy uses is a slip: it would take nothing.
void check_contracts(const std::vector<Policy>& policies, Faults& faults) {
    const std::vector<std::string> used = names_of(policies).models;
    const auto is_used = [&](const Reference& model) {
        return std::find(used.begin(), used.end(), model.name) != used.end();
    };
    check_orders(policies, faults);
    std::vector<Place> told;  // a policy has the contracts of its base
    for (const Policy& policy : policies) {
        for (const Phase& phase : policy.phases) {
            for (const Named<ContractParams>& contract : phase.scenario.contracts) {
                const std::vector<Reference>& models = contract.value.models;
                if (!used.empty() && (models.empty() || std::any_of(models.begin(), models.end(), is_used))) continue;
                const Place& place = models.empty() ? contract.place : models.front().place;
                if (std::find(told.begin(), told.end(), place) != told.end()) continue;
                told.push_back(place);
                const std::string path = join_path("contracts", contract.name);
                if (used.empty())
                    faults.add(place, path, "nobody does any work, so the contract would take nothing");
                else
                    faults.add(place, path + ".models",
                               "no work is done by " + std::string(models.size() == 1 ? "this model" : "these models") +
                                   ", so the contract would take nothing");
            }
        }
    }
}

LoadedScenario load(Document document, const std::vector<std::string>& overrides, const std::vector<std::string>& gates,
                    const std::string& directory, Faults& faults) {
    faults.throw_if_any();
    NodePtr standard = read_yaml_text(std::string(standard_layer()), "standard sessions", faults);
    NodePtr root = layer(standard, document.root);
    for (const std::string& assignment : overrides) root = with_override(root, assignment, faults);
    faults.throw_if_any();

    LoadedScenario loaded;
    Gridded gridded = with_grids(root, faults);
    root = document.root = with_departments(gridded.root);
    loaded.grids = std::move(gridded.grids);
    const ReadScenario base = read_phase(root, directory, {}, std::nullopt, faults);
    Notes notes;
    if (base.sound) notes.look_at(base, root, {}, "");
    const NodePtr policies = base.scenario.policies;
    keep_files(base.reader.files(), loaded);
    loaded.policies.push_back({"base", {{base.scenario.start, base.scenario, base.reader.unknowns()}}});
    if (policies && !policies->is_null() && !policies->is_off()) {
        if (!policies->is_map())
            faults.add(policies->place, "policies",
                       "is " + kind_text(*policies) + "; policies are a map of names to patches");
        for (const Entry& entry : policies->entries) read_policy(entry, root, directory, base, loaded, notes, faults);
    }
    if (faults.empty()) check_contracts(loaded.policies, faults);
    read_questions(loaded, root, base.reader, gates, faults);
    faults.throw_if_any();
    loaded.notes = notes.all();
    loaded.document = std::move(document);
    loaded.directory = directory;
    return loaded;
}

}  // namespace

bool Policy::uncertain() const {
    return std::any_of(phases.begin(), phases.end(), [](const Phase& phase) { return !phase.unknowns.empty(); });
}

LoadedScenario load_scenario(const std::string& path, const std::vector<std::string>& overrides,
                             const std::vector<std::string>& gates) {
    Faults faults;
    Document document = load_document(path, faults);
    const std::string directory = std::filesystem::path(path).parent_path().string();
    return load(std::move(document), overrides, gates, directory, faults);
}

LoadedScenario with_policies(const LoadedScenario& loaded, std::vector<Entry> policies) {
    Document document = loaded.document;
    std::vector<Entry> entries = document.root->entries;
    std::erase_if(entries, [](const Entry& e) { return e.key == "policies" || e.key == "gates" || e.key == "expect"; });
    entries.push_back({"policies", document.root->place, make_map(std::move(policies), document.root->place)});
    document.root = make_map(std::move(entries), document.root->place);
    Faults faults;
    return load(std::move(document), {}, {}, loaded.directory, faults);
}

LoadedScenario load_scenario_text(const std::string& text, const std::string& name, const std::string& directory) {
    Faults faults;
    Document document = load_text(text, name, directory, faults);
    return load(std::move(document), {}, {}, directory, faults);
}

}  // namespace burncast

#include "sim/scenario/drivers.hpp"

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <optional>

#include "sim/config/suggestion.hpp"

namespace burncast {

namespace {

const Place place{"burncast explain", 0, 0};

NodePtr text(std::string value) { return make_scalar(std::move(value), place); }
NodePtr map(std::vector<Entry> entries) { return entries.empty() ? nullptr : make_map(std::move(entries), place); }

// {a: {b: value}} of a.b; null stays null.
NodePtr at(std::initializer_list<const char*> keys, NodePtr value) {
    for (auto key = std::rbegin(keys); value && key != std::rend(keys); ++key)
        value = make_map({{*key, place, std::move(value)}}, place);
    return value;
}

// An empty map stands for something with every default, an empty list for nothing.
bool stands(const NodePtr& root, const std::vector<std::string>& keys) {
    NodePtr node = root;
    for (const std::string& key : keys) node = node ? node->find(key) : nullptr;
    return node && !node->is_null() && !node->is_off() && !(node->is_list() && node->items.empty());
}

// Every entry of a map of names switched off; null where there is none.
NodePtr all_off(const NodePtr& root, const char* key) {
    std::vector<Entry> entries;
    if (stands(root, {key}))
        for (const Entry& entry : root->find(key)->entries)
            if (!entry.value->is_off()) entries.push_back({entry.key, place, text("off")});
    return at({key}, map(std::move(entries)));
}

// Keys of a map that stand there, each with another value.
NodePtr replaced(std::initializer_list<const char*> keys, const NodePtr& written,
                 const std::vector<std::pair<const char*, const char*>>& values) {
    std::vector<Entry> entries;
    for (const auto& [key, value] : values)
        if (written && written->find(key)) entries.push_back({key, place, text(value)});
    return at(keys, map(std::move(entries)));
}

// The same patch for each entry of a map of names, where `patch` has one.
NodePtr for_each_in(const NodePtr& root, const char* key, const std::function<NodePtr(const Entry&)>& patch) {
    std::vector<Entry> entries;
    if (stands(root, {key}))
        for (const Entry& entry : root->find(key)->entries)
            if (NodePtr value = entry.value->is_map() ? patch(entry) : nullptr)
                entries.push_back({entry.key, place, std::move(value)});
    return at({key}, map(std::move(entries)));
}

// ---------------------------------------------------------------- each driver's absence

NodePtr steady_prices(const NodePtr& root) {
    NodePtr patch;
    for (const char* key : {"prices", "releases"})
        if (stands(root, {"market", key})) patch = layer(patch, at({"market", key}, text("off")));
    return patch;
}

NodePtr no_answer(const NodePtr& root) {
    const NodePtr patch = replaced({"market"}, root->find("market"), {{"elasticity", "0"}});
    return stands(root, {"market", "new_uses"}) ? layer(patch, at({"market", "new_uses"}, text("off"))) : patch;
}

NodePtr steady_texts(const NodePtr& root) {
    return stands(root, {"market", "tokens"}) ? at({"market", "tokens"}, text("off")) : nullptr;
}

NodePtr no_more_users(const NodePtr& root) {
    return for_each_in(root, "company", [](const Entry& team) {
        return replaced(
            {"adoption"}, team.value->find("adoption"),
            {{"innovation", "0/day"}, {"imitation", "0/day"}, {"mandate", "0/day"}, {"intensity_imitation", "0/day"}});
    });
}

NodePtr no_private_orders(const NodePtr& root) {
    return stands(root, {"side_jobs"}) ? at({"side_jobs"}, text("off")) : nullptr;
}

NodePtr paying_choosers(const NodePtr& root) {
    if (!stands(root, {"routing", "choice"})) return nullptr;
    return for_each_in(root, "company", [](const Entry&) { return at({"price_felt"}, text("100%")); });
}

NodePtr no_failing_calls(const NodePtr& root) {
    NodePtr patch = at({"retries", "automatic", "error_rate"}, text("0%"));
    patch = layer(patch, all_off(root, "outages"));
    return stands(root, {"overload"}) ? layer(patch, at({"overload"}, text("off"))) : patch;
}

NodePtr one_try(const NodePtr&) { return at({"retries", "manual", "limit"}, text("1")); }

NodePtr no_circles(const NodePtr& root) {
    return for_each_in(root, "sessions", [](const Entry& session) {
        const NodePtr patch = at({"stuck_hazard"}, text("0%"));
        return session.value->find("conversation") ? layer(patch, at({"conversation", "unclosed"}, text("0%"))) : patch;
    });
}

NodePtr no_repairs(const NodePtr& root) { return stands(root, {"quality"}) ? at({"quality"}, text("off")) : nullptr; }

NodePtr prompt_control(const NodePtr& root) {
    const NodePtr patch = stands(root, {"finance"}) ? at({"finance", "sees_spend_after"}, text("0 s")) : nullptr;
    const NodePtr limits = for_each_in(root, "controls", [](const Entry& control) {
        return replaced({}, control.value, {{"lag", "0 s"}});
    });
    return layer(patch, limits);
}

struct Known {
    const char* name;
    DriverKind kind;
    const char* without;
    NodePtr (*patch)(const NodePtr& root);
};

NodePtr no_goals(const NodePtr& root) { return all_off(root, "incentives"); }
NodePtr list_prices(const NodePtr& root) { return all_off(root, "contracts"); }

using enum DriverKind;
constexpr Known known_drivers[] = {
    {"prices", neither, "prices stay where they were on the first day", steady_prices},
    {"answer to prices", neither, "people use as much whatever it costs", no_answer},
    {"longer contexts", technical, "a text takes as many tokens as on the first day", steady_texts},
    {"adoption", neither, "nobody else begins to use the tools", no_more_users},
    {"gaming", management, "nobody is ranked, rewarded or pressed for use", no_goals},
    {"side jobs", management, "nobody works for somebody else", no_private_orders},
    {"free choice", management, "people choose models as if they paid", paying_choosers},
    {"failing calls", technical, "no call fails", no_failing_calls},
    {"trying again", technical, "a failed session is not tried again", one_try},
    {"loops", technical, "no agent goes in circles", no_circles},
    {"repairs", technical, "no accepted work comes back", no_repairs},
    {"late control", management, "finance and limits see spending at once", prompt_control},
    {"contracts", management, "everything is paid at list prices", list_prices}};

std::optional<DriverKind> kind_of(std::string_view name) {
    for (const DriverKind kind : {management, technical, neither})
        if (name == driver_kind_text(kind)) return kind;
    return std::nullopt;
}

// A policy's changes, without when and for whom.
NodePtr changes_of(const Node& policy) {
    std::vector<Entry> entries;
    for (const Entry& entry : policy.entries)
        if (!policy_table().info().field(entry.key)) entries.push_back(entry);
    return make_map(std::move(entries), policy.place);
}

void add_policy(const LoadedScenario& loaded, const std::string& asked, std::vector<DriverPatch>& drivers,
                Faults& faults) {
    const std::string option = "--cause " + shown(asked);
    const std::size_t equals = asked.rfind('=');
    const std::string name = asked.substr(0, equals);
    const std::optional<DriverKind> kind =
        equals == std::string::npos ? std::nullopt : kind_of(std::string_view(asked).substr(equals + 1));
    if (!kind) {
        faults.add({}, option, "write it as POLICY=management, POLICY=technical or POLICY=neither");
        return;
    }
    std::vector<std::string> known;
    for (const Policy& policy : loaded.policies)
        if (policy.name != "base") known.push_back(policy.name);
    if (std::find(known.begin(), known.end(), name) == known.end()) {
        faults.add({}, option, "there is no policy “" + shown(name) + "”" + did_you_mean(name, known));
        return;
    }
    const auto named = [&](const DriverPatch& driver) { return driver.driver.name == name; };
    if (std::any_of(drivers.begin(), drivers.end(), named)) {
        faults.add({}, option, "“" + shown(name) + "” is a driver already");
        return;
    }
    const NodePtr policy = loaded.document.root->find("policies")->find(name);
    for (const FieldInfo& field : policy_table().info().fields)
        if (policy->find(field.key))
            faults.add({}, option,
                       "the policy has `" + std::string(field.key) +
                           "`: what removes a cause holds from the start and for everybody");
    drivers.push_back({{name, *kind, "as under the policy"}, changes_of(*policy)});
}

}  // namespace

std::vector<DriverPatch> drivers_of(const LoadedScenario& loaded, const std::vector<std::string>& policies) {
    std::vector<DriverPatch> drivers;
    for (const Known& known : known_drivers)
        if (NodePtr patch = known.patch(loaded.document.root))
            drivers.push_back({{known.name, known.kind, known.without}, std::move(patch)});
    Faults faults;
    for (const std::string& policy : policies) add_policy(loaded, policy, drivers, faults);
    if (drivers.size() > most_drivers)
        faults.add(
            {}, "--cause",
            "comes to " + std::to_string(drivers.size()) + " drivers, more than " + std::to_string(most_drivers));
    faults.throw_if_any();
    return drivers;
}

NodePtr without(const std::vector<DriverPatch>& drivers, unsigned removed) {
    NodePtr patch;
    for (std::size_t d = drivers.size(); d-- > 0;)
        if ((removed >> d & 1U) != 0) patch = layer(patch, drivers[d].without);
    return patch;
}

}  // namespace burncast

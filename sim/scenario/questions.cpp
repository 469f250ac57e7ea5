#include "sim/scenario/questions.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <string>

#include "sim/config/node.hpp"
#include "sim/config/suggestion.hpp"
#include "sim/scenario/expectation_text.hpp"
#include "sim/scenario/gate_text.hpp"
#include "sim/scenario/names.hpp"
#include "sim/scenario/resolve.hpp"
#include "sim/scenario/value_text.hpp"
#include "sim/world/cause.hpp"
#include "sim/world/purpose.hpp"

namespace burncast {

namespace {

// What a run of the scenario reports, as far as it is known.
struct Reported {
    std::optional<Periods> periods;
    std::optional<Groups> groups;
    std::set<std::string> names;  // while the groups are not known: all that any of them may have
    bool has_budget = true;
};

void add_keys(const Node& node, std::set<std::string>& keys) {
    for (const NodePtr& item : node.items) add_keys(*item, keys);
    for (const Entry& entry : node.entries) {
        keys.insert(entry.key);
        add_keys(*entry.value, keys);
    }
}

Reported reported(const LoadedScenario& loaded, const NodePtr& root, const Reader& reader, bool sound) {
    const Scenario& base = loaded.base();
    Reported reported;
    const bool dated = reader.whole("start") && reader.whole("horizon") && base.start < base.end();
    if (dated) reported.periods = Periods(base.start, base.end());
    if (sound) {
        reported.groups = groups_of(names_of(loaded.policies));
    } else {
        reported.names.insert(cause_names.begin(), cause_names.end());
        reported.names.insert(purpose_names.begin(), purpose_names.end());
        reported.names.emplace(at_list_prices);
        add_keys(*root, reported.names);
    }
    if (reader.reached("budget")) reported.has_budget = base.budget.has_value();
    return reported;
}

// A model may be asked for by another name for it.
void name_model(Column& name, const Scenario& scenario, const Groups& groups) {
    if (!name.group_kind.empty() || name.group.empty()) return;
    const std::string model = model_behind(scenario, name.group);
    if (std::find(groups.models.begin(), groups.models.end(), model) != groups.models.end()) name.group = model;
}

// Why a run cannot tell this number; empty when it can.
std::string missing(Column& name, const Scenario& scenario, const Reported& reported) {
    if (name.measure == "budget_exhausted_on") {
        if (name.period != "total") return "a budget is exhausted once in a run: write budget_exhausted_on.total";
        return reported.has_budget ? "" : "the scenario has no budget that could be exhausted";
    }
    const std::string& period = name.period;
    if (reported.periods && period != "total" && period != "year" && period != "month") {
        const std::vector<std::string>& known = is_year(period) ? reported.periods->years : reported.periods->months;
        if (std::find(known.begin(), known.end(), period) == known.end())
            return "“" + period + "” lies outside the run (" + known.front() +
                   (known.size() > 1 ? " to " + known.back() : "") + ")";
    }
    if (!reported.groups) {
        if (reported.names.contains(name.group)) return "";
        return resolve_part(name, {}) + did_you_mean(name.group, {reported.names.begin(), reported.names.end()});
    }
    name_model(name, scenario, *reported.groups);
    if (std::string wrong = resolve_part(name, *reported.groups); !wrong.empty()) return wrong;
    const Periods any(Instant(), Instant() + Duration::days(1));
    Column total = name;
    total.period = "total";
    if (!columns_asked(columns_of(any, *reported.groups, false), total).empty()) return {};
    return "nothing in this scenario brings " + name.measure.substr(name.measure.rfind('.') + 1) + ", so “" +
           name.measure + "” is not reported";
}

std::string missing(ReportedValue& value, const Scenario& scenario, const Reported& reported) {
    std::string wrong = missing(value.over, scenario, reported);
    if (wrong.empty() && value.under) wrong = missing(*value.under, scenario, reported);
    return wrong;
}

// A key that one patch changes and another does not; empty when there is none. That both change it alike is not asked:
// one value may be written in many ways. Nor is what is no map, or `off`: it has been told, or removes what is there.
std::string key_beyond(const Node& one, const Node& other, const std::string& path) {
    for (const Entry& entry : one.entries) {
        if (path.empty() && policy_table().info().field(entry.key)) continue;  // when, and for whom
        const std::string at = join_path(path, entry.key);
        const NodePtr there = other.find(entry.key);
        if (!there) return at;
        if (!there->is_map()) continue;
        if (std::string beyond = key_beyond(*entry.value, *there, at); !beyond.empty()) return beyond;
    }
    return {};
}

// Of when a policy begins and for whom it is, what two policies do not have in common; empty when there is nothing.
std::string other_scope(const Node& one, const Node& other) {
    const auto written = [](const NodePtr& node) { return node ? node->text : std::string(); };
    for (const FieldInfo& field : policy_table().info().fields)
        if (written(one.find(field.key)) != written(other.find(field.key))) return field.key;
    return {};
}

// Beside base; those that are faulty among them.
std::vector<std::string> policy_names(const NodePtr& policies) {
    std::vector<std::string> names;
    for (const Entry& entry : policies ? policies->entries : std::vector<Entry>{})
        if (!entry.value->is_off()) names.push_back(entry.key);
    return names;
}

// Of these names the first that no policy has; empty when there is none. What a faulty grid would bring is not known.
std::string no_policy(const std::vector<std::string>& asked, const std::vector<std::string>& known,
                      const std::vector<Grid>& grids) {
    for (const std::string& name : asked) {
        const auto faulty = [&](const Grid& grid) { return grid.policies.empty() && name.starts_with(grid.name); };
        if (std::find(known.begin(), known.end(), name) != known.end() ||
            std::any_of(grids.begin(), grids.end(), faulty))
            continue;
        for (const Grid& grid : grids)
            if (name == grid.name)
                return "“" + shown(name) + "” is a grid; name one of its policies, such as " + grid.policies.front();
        return "there is no policy “" + shown(name) + "”" + did_you_mean(name, known);
    }
    return {};
}

std::string wrong_policies(const Gate& gate, const NodePtr& policies, const std::vector<Grid>& grids) {
    std::vector<std::string> known = policy_names(policies);
    known.emplace_back("base");
    std::vector<std::string> asked;
    for (const std::string& name : {gate.policy, gate.against})
        if (!name.empty()) asked.push_back(name);
    return no_policy(asked, known, grids);
}

// Why no share of a saving can be told for these policies; empty when it can, or when none is asked.
std::string wrong_policies(const Expectation& expectation, const NodePtr& policies, const std::vector<Grid>& grids) {
    const std::vector<std::string>& asked = expectation.shapley;
    if (std::string none = no_policy(asked, policy_names(policies), grids); !none.empty()) return none;
    for (const std::string& name : asked)
        if (std::count(asked.begin(), asked.end(), name) > 1)
            return "“" + shown(name) + "” stands twice; a share is of one policy, another, and both together";
    for (std::size_t i = 0; i + 1 < asked.size(); ++i) {
        const NodePtr one = policies->find(asked[i]), both = policies->find(asked.back());
        if (!one || !both || !both->is_map()) continue;
        if (const std::string key = other_scope(*one, *both); !key.empty())
            return "“" + shown(asked.back()) + "” is not both together: its `" + key + "` is not that of “" +
                   shown(asked[i]) + "”";
        if (const std::string beyond = key_beyond(*one, *both, ""); !beyond.empty())
            return "“" + shown(asked.back()) + "” is not both together: it lacks " + beyond + ", which “" +
                   shown(asked[i]) + "” changes";
    }
    return {};
}

// P(budget exhausted before DAY): before a day outside the run it never is, or always as it is at all.
std::string wrong_day(const Gate& gate, const Scenario& scenario) {
    if (gate.statistic.kind != Statistic::Kind::probability || gate.value.unit != UnitKind::date ||
        std::isinf(gate.event_limit))
        return {};
    const Instant day = Instant() + Duration::days(gate.event_limit);
    if (day > scenario.start && day <= scenario.end()) return {};
    return "“" + iso_date(day) + "” lies outside the run (" + iso_date(scenario.start) + " to " +
           iso_date(scenario.end()) + ")";
}

bool is_several(const ReportedValue& value) {
    const auto several = [](const Column& column) { return column.period == "year" || column.period == "month"; };
    return several(value.over) || (value.under && several(*value.under));
}

}  // namespace

std::string unreported(ReportedValue& value, const LoadedScenario& loaded) {
    const Scenario& base = loaded.base();
    const Reported known{
        Periods(base.start, base.end()), groups_of(names_of(loaded.policies)), {}, base.budget.has_value()};
    return missing(value, base, known);
}

std::vector<NamedValue> asked_values(const std::vector<std::string>& texts, const std::string& option,
                                     const LoadedScenario& loaded) {
    Faults faults;
    std::vector<NamedValue> asked;
    for (const std::string& text : texts) {
        Parsed<ReportedValue> value = parse_value(text);
        std::string wrong = value ? unreported(*value.value, loaded) : value.wrong;
        if (wrong.empty() && is_several(*value.value)) wrong = "is of one period here: total, 2026 or 2026-03";
        if (!wrong.empty())
            faults.add({}, option + " " + shown(text), wrong);
        else
            asked.push_back({text, std::move(*value.value)});
    }
    faults.throw_if_any();
    return asked;
}

void read_questions(LoadedScenario& loaded, const NodePtr& root, const Reader& reader,
                    const std::vector<std::string>& more, Faults& faults) {
    const Scenario& base = loaded.base();
    const Currency& currency = reader.currency();
    const Reported known = reported(loaded, root, reader, faults.empty());
    const auto read_gate = [&](const std::string& text, const Place& place, const std::string& path) {
        Parsed<Gate> gate = parse_gate(text, currency);
        std::string wrong = gate ? missing(gate.value->value, base, known) : gate.wrong;
        if (wrong.empty()) wrong = wrong_day(*gate.value, base);
        if (wrong.empty()) wrong = wrong_policies(*gate.value, base.policies, loaded.grids);
        if (wrong.empty())
            loaded.gates.push_back(std::move(*gate.value));
        else
            faults.add(place, path, wrong);
    };
    for (std::size_t i = 0; i < base.gates.size(); ++i) {
        const Reference& line = base.gates[i];
        if (line.name.empty()) continue;  // has been told
        read_gate(line.name, line.place, "gates[" + std::to_string(i) + "] = " + shown(line.name));
    }
    for (const std::string& text : more) read_gate(text, {"--gate " + shown(text), 0, 0}, {});
    for (std::size_t i = 0; i < base.expect.size(); ++i) {
        const ExpectParams& line = base.expect[i];
        const std::string path = "expect[" + std::to_string(i) + "]";
        std::optional<Expectation> expectation = read_expectation(line, path, currency, faults);
        if (!expectation) continue;
        std::string wrong = missing(expectation->value, base, known);
        if (wrong.empty()) wrong = wrong_policies(*expectation, base.policies, loaded.grids);
        if (!wrong.empty())
            faults.add(line.what.place, path + ".what = " + shown(line.what.name), wrong);
        else
            loaded.expectations.push_back(std::move(*expectation));
    }
}

}  // namespace burncast

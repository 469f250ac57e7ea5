#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <vector>

#include "sim/app/commands.hpp"
#include "sim/app/print.hpp"
#include "sim/base/error.hpp"
#include "sim/config/suggestion.hpp"
#include "sim/config/table_text.hpp"
#include "sim/scenario/catalogue.hpp"
#include "sim/scenario/grammar.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/stats/measure.hpp"

namespace burncast {

namespace {

// Every table reachable from the scenario's, by the name of its field path.
void collect(const TableInfo& table, std::vector<const TableInfo*>& all) {
    all.push_back(&table);
    for (const FieldInfo& field : table.fields)
        if (field.table && std::find(all.begin(), all.end(), field.table) == all.end()) collect(*field.table, all);
}

bool means(const TableInfo& table, const std::string& name) {
    if (table.name == name || table.name == name + ".*" || table.name == name + "[]") return true;
    std::string last = table.name;  // the last word alone: work, tiers
    for (const char* end : {".*", "[]"})
        if (last.ends_with(end)) last.resize(last.size() - 2);
    return last.substr(last.rfind('.') + 1) == name || last == name;
}

// What is described by more than a table.
struct Topic {
    std::string_view name;
    std::string (*text)();
};
constexpr Topic topics[] = {{"measures", describe_measures}, {"mechanisms", describe_mechanisms},
                            {"gates", describe_gates},       {"expect", describe_expectations},
                            {"policies", describe_policies}, {"select", describe_select}};

}  // namespace

int describe_command(const DescribeOptions& options) {
    if (options.json_schema) {
        print(json_schema(scenario_table().info(), "burncast scenario") + "\n");
        return all_fine;
    }
    for (const Topic& topic : topics) {
        if (options.name != topic.name) continue;
        print(topic.text());
        return all_fine;
    }
    if (options.name.empty()) {
        print(describe_text(scenario_table().info()));
        return all_fine;
    }
    std::vector<const TableInfo*> all;
    collect(scenario_table().info(), all);
    std::vector<std::string> known;
    for (const Topic& topic : topics) known.emplace_back(topic.name);
    const auto exactly = std::find_if(all.begin(), all.end(), [&](auto* table) { return table->name == options.name; });
    const auto nearly = std::find_if(all.begin(), all.end(), [&](auto* table) { return means(*table, options.name); });
    const auto asked = exactly != all.end() ? exactly : nearly;
    if (asked != all.end()) {
        print(describe_text(**asked));
        return all_fine;
    }
    for (const TableInfo* table : all) known.push_back(table->name);
    std::string names;
    for (const std::string& name : known) names += (names.empty() ? "" : ", ") + name;
    throw ScenarioError({Fault(
        {}, "describe",
        options.name + " is not a part of a scenario" + did_you_mean(options.name, known) + "; there are " + names)});
}

int check_command(const CheckOptions& options) {
    int exit = all_fine;
    for (const std::string& file : options.files) {
        try {
            const LoadedScenario scenario = load_scenario(file, {});
            print(fmt::format("{}: fine ({} people, {} policies)\n", file, scenario.base().people(),
                              scenario.policies.size() - 1));
            for (const Note& note : scenario.notes) print(to_text(note) + "\n");
        } catch (const ScenarioError& error) {
            fmt::print(stderr, "{}\n", error.what());
            exit = input_wrong;
        }
    }
    return exit;
}

}  // namespace burncast

#include <fmt/core.h>
#include <algorithm>
#include <map>

#include "analysis/attribution_page.hpp"
#include "sim/app/commands.hpp"
#include "sim/app/interrupt.hpp"
#include "sim/app/print.hpp"
#include "sim/app/progress.hpp"
#include "sim/app/provenance.hpp"
#include "sim/app/run_place.hpp"
#include "sim/app/scenario_path.hpp"
#include "sim/experiment/lives.hpp"
#include "sim/random/text_hash.hpp"
#include "sim/scenario/drivers.hpp"
#include "sim/scenario/questions.hpp"
#include "sim/stats/value.hpp"

namespace burncast {

namespace {

constexpr std::size_t usual_replications = 100;
constexpr std::size_t most_exact = 5;  // drivers whose every set is played: 32 lives a replication

// The sets of drivers that each replication plays, and the orders that meet them; none where it plays all sets.
struct Design {
    std::size_t drivers = 0;
    std::vector<std::vector<Arrival>> orders;  // by replication
    std::vector<std::vector<DriverSet>> sets;  // by replication, each set once
    std::map<DriverSet, std::size_t> policy;   // place in the plan's policies, of every set that is met
    [[nodiscard]] DriverSet all() const { return (1U << drivers) - 1; }
    [[nodiscard]] bool exact() const { return drivers <= most_exact; }
};

// Fisher and Yates.
Arrival shuffled(std::size_t drivers, Stream& chance) {
    Arrival order(drivers);
    for (std::size_t d = 0; d < drivers; ++d) order[d] = d;
    for (std::size_t d = drivers; d > 1; --d)
        std::swap(order[d - 1], order[static_cast<std::size_t>(chance.uniform() * static_cast<double>(d))]);
    return order;
}

Design design_of(std::size_t drivers, std::size_t replications, std::uint64_t seed) {
    Design design{drivers, {}, {}, {}};
    for (std::size_t r = 0; r < replications; ++r) {
        std::vector<DriverSet> sets;
        std::vector<Arrival> orders;
        if (design.exact()) {
            for (DriverSet set = 0; set < 1U << drivers; ++set) sets.push_back(set);
        } else {
            Stream chance = Chance(seed, r).stream(Aspect::ignorance, text_hash("the order of drivers"));
            orders.push_back(shuffled(drivers, chance));
            orders.emplace_back(orders.front().rbegin(), orders.front().rend());
            for (const Arrival& order : orders)
                for (const DriverSet set : sets_met(order)) sets.push_back(set);
            std::sort(sets.begin(), sets.end());
            sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
        }
        for (const DriverSet set : sets) design.policy.emplace(set, 0);
        design.orders.push_back(std::move(orders));
        design.sets.push_back(std::move(sets));
    }
    return design;
}

// The scenario with a policy for every set that is met.
LoadedScenario without_drivers(const LoadedScenario& loaded, const std::vector<DriverPatch>& drivers, Design& design) {
    std::vector<Entry> policies;
    for (auto& [set, place] : design.policy) {
        const NodePtr patch = without(drivers, design.all() & ~set);
        if (patch) {
            policies.push_back({fmt::format("drivers {}", set), {}, patch});
            place = policies.size();
        }
    }
    return with_policies(loaded, std::move(policies));
}

std::vector<std::size_t> columns_of(const Plan& plan, const ReportedValue& value) {
    std::vector<std::size_t> columns = columns_asked(plan.layout().columns(), value.over);
    if (value.under) columns.push_back(columns_asked(plan.layout().columns(), *value.under).front());
    return columns;
}

// Calendar months, parts of one by its days.
double months_of(const Scenario& scenario) {
    const std::chrono::year_month_day first{scenario.start.day()}, after{scenario.end().day()};
    if (first.day() == after.day())
        return static_cast<double>((after.year() / after.month() - first.year() / first.month()).count());
    return (scenario.end() - scenario.start).in_days() / days_per_month;
}

// What the budget comes to over the run; nothing where it is not that of a plain bill.
std::optional<double> budget_of(const Scenario& scenario, const NamedValue& measure) {
    if (!scenario.budget || measure.name != "bill.total") return std::nullopt;
    const double amount = scenario.budget->amount.units();
    if (scenario.budget->period == BudgetPeriod::total) return amount;
    return amount * months_of(scenario) / (scenario.budget->period == BudgetPeriod::year ? 12 : 1);
}

std::vector<LifeToPlay> lives_of(const Design& design) {
    std::vector<LifeToPlay> lives;
    for (std::size_t r = 0; r < design.sets.size(); ++r)
        for (const DriverSet set : design.sets[r]) lives.push_back({design.policy.at(set), r});
    return lives;
}

// Of the replications that were played whole, as far as the first that was not. `rows` are as of lives_of().
std::vector<Attribution> attributions_of(const Design& design, const std::vector<std::vector<double>>& rows) {
    std::vector<Attribution> attributions;
    std::size_t at = 0;
    for (std::size_t r = 0; r < design.sets.size(); ++r) {
        std::map<DriverSet, double> values;
        for (const DriverSet set : design.sets[r]) {
            const std::vector<double>& row = rows[at++];
            if (row.empty()) return attributions;
            values[set] = row.size() == 2 ? row[0] / row[1] : row[0];
        }
        const ValueOf value = [&](DriverSet set) { return values.at(set); };
        attributions.push_back({value(design.all()), value(0),
                                design.exact() ? shapley_values(design.drivers, value)
                                               : shapley_values(design.drivers, design.orders[r], value)});
    }
    return attributions;
}

std::vector<Driver> names_of(const std::vector<DriverPatch>& patches) {
    std::vector<Driver> drivers;
    for (const DriverPatch& patch : patches) drivers.push_back(patch.driver);
    return drivers;
}

AttributionFacts facts_of(const Scenario& base, const NamedValue& measure, const Design& design,
                          const ExplainOptions& options) {
    AttributionFacts facts;
    facts.scenario = base.title;
    facts.measure = measure.name;
    facts.unit = measure.value.unit;
    facts.seed = options.seed;
    facts.exact = design.exact();
    facts.currency = base.currency;
    facts.start = base.start.day();
    facts.budget = budget_of(base, measure);
    return facts;
}

}  // namespace

int explain_command(const ExplainOptions& options) {
    const std::string path = scenario_path(options.scenario);
    const LoadedScenario loaded = load_scenario(path, options.overrides);
    const std::vector<DriverPatch> patches = drivers_of(loaded, options.causes);
    const NamedValue measure = asked_values({options.measure}, "--measure", loaded).front();
    const std::size_t replications = options.replications.value_or(usual_replications);
    Design design = design_of(patches.size(), replications, options.seed);
    std::string asked = fmt::format("explain {} {} {}", options.seed, replications, measure.name);
    for (const std::string& cause : options.causes) asked += " " + cause;
    const std::string hash = hash_of(loaded, asked);
    const Plan plan(without_drivers(loaded, patches, design), options.seed, EngineKind::fast);
    RunPlace place(options.out, path, hash);

    const Provenance provenance;
    const std::vector<LifeToPlay> lives = lives_of(design);
    LivesOptions lives_options;
    lives_options.threads = options.threads;
    lives_options.stop = &watch_for_interrupt();
    std::vector<std::vector<double>> rows;
    {
        Progress progress(0, options.quiet, "", "lives");
        lives_options.progress = [&](std::size_t done, std::size_t planned) { progress.show(done, planned); };
        rows = play_lives(plan, lives, columns_of(plan, measure.value), lives_options);
    }

    const std::vector<Attribution> attributions = attributions_of(design, rows);
    const bool interrupted = attributions.size() < replications;
    if (attributions.empty()) {
        fmt::print(stderr, "interrupted before the first replication was finished; nothing was written\n");
        return was_interrupted;
    }
    const AttributionReport report =
        attribute(names_of(patches), attributions, block_size(plan.policies().front().uncertain()));
    AttributionFacts facts = facts_of(loaded.base(), measure, design, options);
    facts.replications = attributions.size();
    facts.lives = lives.size();
    facts.interrupted = interrupted;
    facts.notes = loaded.notes;
    Manifest manifest = provenance.manifest(plan, options);
    manifest.run_hash = hash;
    manifest.replications = attributions.size();
    manifest.interrupted = interrupted;
    const Findings findings = attribution_findings(report, facts);
    facts.directory = place.write(files_of(findings), manifest);
    print_answer(
        options, [&] { return findings_json(findings); },
        [&](bool colour) { return attribution_page(report, facts, 100, colour); });
    if (interrupted) place.tell_interrupted(attributions.size());
    return interrupted ? was_interrupted : all_fine;
}

}  // namespace burncast

#include <fmt/core.h>
#include <algorithm>
#include <functional>
#include <map>
#include <memory>

#include "analysis/attribution_page.hpp"
#include "analysis/driver_design.hpp"
#include "sim/app/commands.hpp"
#include "sim/app/interrupt.hpp"
#include "sim/app/print.hpp"
#include "sim/app/progress.hpp"
#include "sim/app/provenance.hpp"
#include "sim/app/run_place.hpp"
#include "sim/app/scenario_path.hpp"
#include "sim/experiment/lives.hpp"
#include "sim/scenario/drivers.hpp"
#include "sim/scenario/questions.hpp"
#include "sim/stats/value.hpp"

namespace burncast {

namespace {

// The place of every set that is played in the plan's policies.
using Places = std::map<DriverSet, std::size_t>;

// The scenario with a policy for every set that is played.
LoadedScenario without_drivers(const LoadedScenario& loaded, const std::vector<DriverPatch>& drivers,
                               const DriverDesign& design, Places& places) {
    std::vector<Entry> policies;
    for (const DriverSet set : design.sets()) {
        const NodePtr patch = without(drivers, design.all() & ~set);
        if (patch) policies.push_back({fmt::format("drivers {}", set), {}, patch});
        places[set] = patch ? policies.size() : 0;
    }
    return with_policies(loaded, std::move(policies));
}

// What the budgets of the run come to; nothing where it cuts one in two, or where it is not that of a plain bill.
std::optional<double> budget_of(const Scenario& scenario, const NamedValue& measure) {
    if (!scenario.budget || measure.name != "bill.total") return std::nullopt;
    const double amount = scenario.budget->amount.units();
    if (scenario.budget->period == BudgetPeriod::total) return amount;
    const std::chrono::year_month_day first{scenario.start.day()}, after{scenario.end().day()};
    const bool year = scenario.budget->period == BudgetPeriod::year;
    for (const std::chrono::year_month_day day : {first, after})
        if (day.day() != std::chrono::day(1) || (year && day.month() != std::chrono::January)) return std::nullopt;
    const auto months = (after.year() / after.month() - first.year() / first.month()).count();
    return amount * static_cast<double>(months) / (year ? 12 : 1);
}

// One that is a number a life, which the company tells with and without its drivers.
NamedValue asked_value(const std::string& text, const LoadedScenario& played) {
    NamedValue asked = asked_values({text}, "--measure", played).front();
    if (asked.value.unit == UnitKind::date)
        throw ScenarioError(
            {Fault({}, "--measure " + shown(text), "is a date, which may be never: that is no sum of shares")});
    return asked;
}

std::vector<LifeToPlay> lives_of(const DriverDesign& design, const Places& places) {
    std::vector<LifeToPlay> lives;
    for (std::size_t r = 0; r < design.replications(); ++r)
        for (const DriverSet set : design.sets(r)) lives.push_back({places.at(set), r});
    return lives;
}

// Of the replications that were played whole, as far as the first that was not. `rows` are as of lives_of().
std::vector<Attribution> attributions_of(const DriverDesign& design, const std::vector<std::vector<double>>& rows) {
    std::vector<Attribution> attributions;
    std::size_t at = 0;
    for (std::size_t r = 0; r < design.replications(); ++r) {
        std::map<DriverSet, double> values;
        for (const DriverSet set : design.sets(r)) {
            const std::vector<double>& row = rows[at++];
            if (row.empty()) return attributions;
            values[set] = value_of(row);
        }
        attributions.push_back(design.attribution(r, [&](DriverSet set) { return values.at(set); }));
    }
    return attributions;
}

std::vector<Driver> names_of(const std::vector<DriverPatch>& patches) {
    std::vector<Driver> drivers;
    for (const DriverPatch& patch : patches) drivers.push_back(patch.driver);
    return drivers;
}

AttributionFacts facts_of(const Scenario& base, const NamedValue& measure, const DriverDesign& design,
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
    const std::size_t replications = options.replications.value_or(usual_replications);
    const DriverDesign design(patches.size(), replications, [&](std::uint64_t r) -> std::function<double()> {
        const auto stream = std::make_shared<Stream>(Chance(options.seed, r).stream(Aspect::ordering, 0));
        return [stream] { return stream->uniform(); };
    });
    std::string asked = fmt::format("explain {} {} {}", options.seed, replications, options.measure);
    for (const std::string& cause : options.causes) asked += " " + cause;
    const std::string hash = hash_of(loaded, asked);
    Places places;
    const Plan plan(without_drivers(loaded, patches, design, places), options.seed, EngineKind::fast);
    const NamedValue measure = asked_value(options.measure, plan.scenario());
    RunPlace place(options.out, path, hash);

    const Provenance provenance;
    const std::vector<LifeToPlay> lives = lives_of(design, places);
    LivesOptions lives_options;
    lives_options.threads = options.threads;
    lives_options.stop = &watch_for_interrupt();
    std::vector<std::vector<double>> rows;
    {
        Progress progress(0, options.quiet, "", "lives");
        lives_options.progress = [&](std::size_t done, std::size_t planned) { progress.show(done, planned); };
        rows = play_lives(plan, lives, columns_of(measure.value, plan.layout().columns()), lives_options);
    }

    const std::vector<Attribution> attributions = attributions_of(design, rows);
    const bool interrupted = attributions.size() < replications;
    if (attributions.empty()) {
        fmt::print(stderr, "interrupted before the first replication was finished; nothing was written\n");
        return was_interrupted;
    }
    const AttributionReport report = attribute(names_of(patches), attributions, block_size(!plan.inputs().empty()));
    AttributionFacts facts = facts_of(loaded.base(), measure, design, options);
    facts.replications = attributions.size();
    facts.lives = static_cast<std::size_t>(
        std::count_if(rows.begin(), rows.end(), [](const std::vector<double>& row) { return !row.empty(); }));
    facts.interrupted = interrupted;
    facts.notes = loaded.notes;
    const Manifest manifest = provenance.manifest(plan, options, {hash, {"base"}, attributions.size(), interrupted});
    const Findings findings = attribution_findings(report, facts);
    facts.directory = place.write(files_of(findings), manifest);
    print_answer(
        options, [&] { return findings_json(findings); },
        [&](bool colour) { return attribution_page(report, facts, 100, colour); });
    if (interrupted) place.tell_interrupted(attributions.size());
    return interrupted ? was_interrupted : all_fine;
}

}  // namespace burncast

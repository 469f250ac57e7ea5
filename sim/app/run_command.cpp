#include <fmt/core.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "analysis/analyse.hpp"
#include "analysis/terminal_page.hpp"
#include "burncast_version.hpp"
#include "sim/app/commands.hpp"
#include "sim/app/interrupt.hpp"
#include "sim/app/print.hpp"
#include "sim/app/progress.hpp"
#include "sim/app/scenario_path.hpp"
#include "sim/config/suggestion.hpp"
#include "sim/config/table_text.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/output/json.hpp"
#include "sim/output/run_directory.hpp"
#include "sim/random/text_hash.hpp"

namespace burncast {

namespace {

constexpr std::size_t default_replications = 100;

std::string engine_name(EngineKind engine) {
    return engine == EngineKind::fast ? "fast" : engine == EngineKind::interleaved ? "interleaved" : "calls";
}

std::string budget_period_name(BudgetPeriod period) {
    return period == BudgetPeriod::month ? "month" : period == BudgetPeriod::year ? "year" : "total";
}

std::string now_text() {
    const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    return iso_time(Instant::from_epoch(now.time_since_epoch().count()));
}

std::string machine_text() {
    utsname name{};
    if (uname(&name) != 0) return "unknown";
    return fmt::format("{} {} {}, {} processors", name.sysname, name.release, name.machine,
                       sysconf(_SC_NPROCESSORS_ONLN));
}

std::vector<std::size_t> chosen_policies(const Plan& plan, const RunOptions& options, bool all) {
    std::vector<std::size_t> chosen;
    std::vector<std::string> known;
    for (const Policy& policy : plan.policies()) known.push_back(policy.name);
    if (all && options.policies.empty())
        for (std::size_t p = 0; p < known.size(); ++p) chosen.push_back(p);
    else if (all)
        chosen.push_back(0);  // compare needs the base beside whatever is named
    for (const std::string& name : options.policies) {
        const auto at = std::find(known.begin(), known.end(), name);
        if (at == known.end())
            throw ScenarioError(
                {Fault({}, "--policy", name + " is not a policy of this scenario" + did_you_mean(name, known))});
        const auto p = static_cast<std::size_t>(at - known.begin());
        if (std::find(chosen.begin(), chosen.end(), p) == chosen.end()) chosen.push_back(p);
    }
    if (chosen.empty()) chosen.push_back(0);
    // Where base is played it is what the others are compared with, wherever it was named.
    std::stable_partition(chosen.begin(), chosen.end(), [](std::size_t p) { return p == 0; });
    return chosen;
}

std::string hash_text(std::uint64_t hash) { return fmt::format("{:016x}", hash); }

std::string scenario_hash(const Plan& plan) {
    std::string text = dump(scenario_table().info(), plan.scenario().document.root);
    for (const TableFile& table : plan.scenario().tables) text += " " + hash_text(table.hash);
    return hash_text(text_hash(text));
}

// Threads and the order in which events are played change nothing, so they are no part of it.
std::string run_hash(const Plan& plan, const RunOptions& options, const std::vector<std::size_t>& policies,
                     std::size_t replications) {
    std::string text = scenario_hash(plan);
    text += fmt::format(" {} {} {} {} {} {}", options.seed, replications, options.precision.value_or(0),
                        options.engine == EngineKind::calls, program_version, program_commit);
    if (options.precision) text += fmt::format(" {}", options.most_replications);
    for (const std::size_t p : policies) text += " " + plan.policies()[p].name;
    return hash_text(text_hash(text));
}

std::optional<BudgetPlan> budget_of(const Phase& phase) {
    const std::optional<BudgetParams>& budget = phase.scenario.budget;
    if (!budget) return std::nullopt;
    BudgetPlan plan{budget->amount.units(), budget_period_name(budget->period)};
    for (const Unknown& unknown : phase.unknowns) {
        if (unknown.path != "budget.amount") continue;
        plan.low = unknown.interval.low;
        plan.high = unknown.interval.high;
    }
    return plan;
}

std::optional<RunFacts::Budget> budget_of(const Policy& policy) {
    RunFacts::Budget budget{budget_of(policy.phases.front())};
    std::optional<BudgetPlan> now = budget.plan;
    for (const Phase& phase : policy.phases) {
        if (budget_of(phase) == now) continue;
        now = budget_of(phase);
        budget.changes.push_back({phase.from.day(), now});
    }
    return budget.plan || !budget.changes.empty() ? std::optional(budget) : std::nullopt;
}

RunFacts facts_of(const Plan& plan, const RunOptions& options, const std::vector<std::size_t>& policies) {
    const Scenario& scenario = plan.scenario().base();
    RunFacts facts;
    facts.scenario = scenario.title;
    facts.seed = options.seed;
    facts.engine = plan.engine() == EngineKind::calls ? "calls" : "fast";  // interleaved gives the same bytes as fast
    facts.people = static_cast<std::size_t>(scenario.people());
    facts.currency = scenario.currency;
    facts.start = scenario.start.day();
    facts.end = scenario.end().day();
    for (const std::size_t p : policies) facts.budgets.push_back(budget_of(plan.policies()[p]));
    facts.precision = options.precision;
    facts.gates = plan.scenario().gates;
    if (policies.front() == 0)  // what happened, happened without a policy
        facts.expectations = plan.scenario().expectations;
    return facts;
}

Manifest manifest_of(const Plan& plan, const RunOptions& options, const ExperimentResult& result,
                     const std::string& hash) {
    Manifest manifest;
    manifest.scenario = plan.scenario().base().title;
    for (const SourceText& source : plan.scenario().document.sources)
        manifest.files.push_back({source.name, hash_text(text_hash(source.text)), source.text});
    for (const TableFile& table : plan.scenario().tables)
        manifest.files.push_back({table.name, hash_text(table.hash), std::nullopt});
    manifest.scenario_hash = scenario_hash(plan);
    manifest.run_hash = hash;
    manifest.arguments = options.arguments;
    manifest.seed = options.seed;
    manifest.version = program_version;
    manifest.commit = program_commit;
    manifest.engine = engine_name(options.engine);
    manifest.threads = threads_for(options.threads);
    manifest.replications = result.policies.front().rows.replications();
    for (const PolicyRows& policy : result.policies) manifest.policies.push_back(policy.name);
    manifest.machine = machine_text();
    return manifest;
}

void tell_interrupted(const std::filesystem::path& directory, const InterruptedPlace& place, std::size_t finished) {
    std::string kept = " and kept";
    if (place.kept)
        kept = fmt::format("; {} keeps the {} of an earlier run", place.directory.string(), place.kept->replications);
    else if (place.directory != directory)
        kept = fmt::format(" and kept in {}; {} keeps what it holds", place.directory.string(), directory.string());
    fmt::print(stderr, "interrupted: {} replications were finished{}\n", finished, kept);
}

int play(const RunOptions& options, bool all_policies) {
    const std::string path = options.scenario.empty() ? quickstart_path() : options.scenario;
    LoadedScenario loaded = load_scenario(path, options.overrides);
    if (options.dump) {
        print(dump(scenario_table().info(), loaded.document.root));
        return all_fine;
    }
    const Plan plan(std::move(loaded), options.seed, options.engine);
    const std::vector<std::size_t> policies = chosen_policies(plan, options, all_policies);

    ExperimentOptions experiment;
    experiment.replications = options.replications.value_or(default_replications);
    experiment.precision = options.precision;
    experiment.most_replications = options.most_replications;
    experiment.threads = options.threads;
    const std::string hash = run_hash(plan, options, policies, experiment.replications);
    const std::filesystem::path directory =
        !options.out.empty() ? options.out
                             : "runs/" + std::filesystem::path(path).stem().string() + "-" + hash.substr(0, 8);
    check_run_directory(directory);
    experiment.stop = &watch_for_interrupt();

    const std::string started = now_text();
    const auto begin = std::chrono::steady_clock::now();
    ExperimentResult result;
    {
        Progress progress(policies.size(), options.quiet);
        experiment.progress = [&](std::size_t done, std::size_t planned) { progress.show(done, planned); };
        result = run_experiment(plan, policies, experiment);
    }
    if (result.policies.front().rows.replications() == 0) {
        fmt::print(stderr, "interrupted before the first replication was finished; nothing was written\n");
        return was_interrupted;
    }
    Report report = analyse(facts_of(plan, options, policies), result.policies);
    Manifest manifest = manifest_of(plan, options, result, hash);
    manifest.started = started;
    manifest.finished = now_text();
    manifest.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    report.notes = plan.scenario().notes;
    report.interrupted = manifest.interrupted = result.interrupted;
    InterruptedPlace place{directory, std::nullopt};
    if (result.interrupted) place = place_for_interrupted(directory, {hash, manifest.replications, true});
    if (!place.kept) {
        write_run_directory(place.directory, report, result.policies, manifest);
        report.directory = place.directory.string();
    }

    if (options.format == Format::json)
        print(summary_json(report));
    else if (!options.quiet)
        print(terminal_page(report, 100, isatty(STDOUT_FILENO) != 0));
    if (result.interrupted) {
        tell_interrupted(directory, place, manifest.replications);
        return was_interrupted;
    }
    // A comparison may well include what one is afraid of: it is the base that has to keep the promises there.
    bool kept = true;
    for (const PolicyRows& policy : result.policies)
        if (!all_policies || policy.name == "base") kept = kept && gates_hold(report, policy.name);
    return kept && expectations_hold(report) ? all_fine : promise_broken;
}

}  // namespace

int run_command(const RunOptions& options) { return play(options, false); }
int compare_command(const RunOptions& options) { return play(options, true); }

}  // namespace burncast

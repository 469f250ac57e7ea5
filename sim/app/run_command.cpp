#include <fmt/core.h>
#include <algorithm>

#include "analysis/analyse.hpp"
#include "analysis/terminal_page.hpp"
#include "sim/app/commands.hpp"
#include "sim/app/interrupt.hpp"
#include "sim/app/play_selection.hpp"
#include "sim/app/print.hpp"
#include "sim/app/progress.hpp"
#include "sim/app/provenance.hpp"
#include "sim/app/run_place.hpp"
#include "sim/app/scenario_path.hpp"
#include "sim/config/suggestion.hpp"
#include "sim/config/table_text.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/output/json.hpp"

namespace burncast {

namespace {

std::string budget_period_name(BudgetPeriod period) {
    return period == BudgetPeriod::month ? "month" : period == BudgetPeriod::year ? "year" : "total";
}

std::vector<std::size_t> chosen_policies(const Plan& plan, const RunOptions& options, bool all, Faults& faults) {
    std::vector<std::size_t> chosen;
    std::vector<std::string> known;
    for (const Policy& policy : plan.policies()) known.push_back(policy.name);
    if (all && options.policies.empty())
        for (std::size_t p = 0; p < known.size(); ++p) chosen.push_back(p);
    else if (all)
        chosen.push_back(0);  // compare needs the base beside whatever is named
    std::vector<std::string> asked;
    const std::vector<Grid>& grids = plan.scenario().grids;
    for (const std::string& name : options.policies)
        for (std::string& each : policies_meant(grids, name)) asked.push_back(std::move(each));
    for (const std::string& name : asked) {
        const auto at = std::find(known.begin(), known.end(), name);
        if (at == known.end()) {
            for (const Grid& grid : grids) known.push_back(grid.name);
            faults.add({}, "--policy " + shown(name), "is not a policy of this scenario" + did_you_mean(name, known));
            continue;
        }
        const auto p = static_cast<std::size_t>(at - known.begin());
        if (std::find(chosen.begin(), chosen.end(), p) == chosen.end()) chosen.push_back(p);
    }
    if (chosen.empty()) chosen.push_back(0);
    // Where base is played it is what the others are compared with, wherever it was named.
    std::stable_partition(chosen.begin(), chosen.end(), [](std::size_t p) { return p == 0; });
    return chosen;
}

// Whoever asks by hand wants an answer: a gate of the scenario may go without one, not a --gate.
void check_played(const Plan& plan, const RunOptions& options, const std::vector<std::size_t>& policies,
                  Faults& faults) {
    const std::vector<Gate>& gates = plan.scenario().gates;  // those of the command come last
    for (std::size_t g = gates.size() - options.gates.size(); g < gates.size(); ++g)
        for (const std::string& name : {gates[g].policy, gates[g].against}) {
            const auto is_it = [&](std::size_t p) { return plan.policies()[p].name == name; };
            if (!name.empty() && std::none_of(policies.begin(), policies.end(), is_it))
                faults.add({}, "--gate " + shown(gates[g].text),
                           "is about " + name + ", which is not played: add --policy " + name + ", or compare all");
        }
}

std::optional<SelectionQuestion> asked_selection(const Plan& plan, const RunOptions& options, std::size_t policies,
                                                 Faults& faults) {
    if (options.selection.select.empty()) return std::nullopt;
    std::optional<SelectionQuestion> question = read_selection(options.selection, plan.scenario(), faults);
    if (policies < 2 && faults.empty())
        faults.add({}, "--select", "is among policies, and the scenario has none beside base");
    if (question) question->most_replications = options.most_replications;
    return question;
}

// What changes the results; threads and the order in which events are played do not.
std::string run_hash(const Plan& plan, const RunOptions& options, const std::vector<std::size_t>& policies,
                     std::size_t replications) {
    std::string asked = fmt::format("{} {} {} {}", options.seed, replications, options.precision.value_or(0),
                                    options.engine == EngineKind::calls);
    if (options.precision) asked += fmt::format(" {}", options.most_replications);
    for (const std::size_t p : policies) asked += " " + plan.policies()[p].name;
    for (const std::string& gate : options.gates) asked += " " + gate;
    if (const SelectionText& text = options.selection; !text.select.empty())
        asked += fmt::format(" {} | {} | {} | {} {}", text.select, text.indifference, text.confidence, text.tolerance,
                             options.most_replications);
    return hash_of(plan.scenario(), asked);
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

// By replication, where each uncertain input of a policy lies.
std::vector<std::vector<double>> inputs_drawn(const Plan& plan, const Policy& policy, std::size_t replications) {
    const std::vector<Input> own = inputs_of({policy});
    std::vector<std::vector<double>> drawn(own.empty() ? 0 : replications);
    for (std::size_t r = 0; r < drawn.size(); ++r) {
        const std::vector<double> all = drawn_inputs(plan, r);
        for (std::size_t i = 0; i < all.size(); ++i)
            if (std::any_of(own.begin(), own.end(), [&](const Input& o) { return o.path == plan.inputs()[i].path; }))
                drawn[r].push_back(all[i]);
    }
    return drawn;
}

RunFacts facts_of(const Plan& plan, const RunOptions& options, const std::vector<std::size_t>& policies,
                  std::size_t replications) {
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
    facts.inputs = inputs_drawn(plan, plan.policies()[policies.front()], replications);
    facts.precision = options.precision;
    facts.gates = plan.scenario().gates;
    if (policies.front() == 0)  // what happened, happened without a policy
        facts.expectations = plan.scenario().expectations;
    return facts;
}

// Each policy as far as it was played: all alike, unless a selection was asked for.
struct Played {
    std::vector<PolicyRows> policies;
    std::optional<SelectionReport> selection;
    bool interrupted = false;
};

Played played(const Plan& plan, const std::vector<std::size_t>& policies,
              const std::optional<SelectionQuestion>& question, ExperimentOptions experiment, bool quiet) {
    Progress progress(question ? 0 : policies.size(), quiet, "", question ? "lives at most" : "policies");
    experiment.stop = &watch_for_interrupt();
    experiment.progress = [&](std::size_t done, std::size_t planned) { progress.show(done, planned); };
    if (!question) {
        ExperimentResult result = run_experiment(plan, policies, experiment);
        return {std::move(result.policies), std::nullopt, result.interrupted};
    }
    PlayedSelection result =
        play_selection(plan, policies, *question, {experiment.threads, experiment.progress, experiment.stop});
    const bool interrupted = result.selection.interrupted;
    return {std::move(result.policies), std::move(result.selection), interrupted};
}

// Of several policies only what all of them have been played can be held side by side.
Report report_of(const RunFacts& facts, const Played& result) {
    Report report = analyse(facts, result.selection ? in_common(result.policies) : result.policies);
    report.selection = result.selection;
    report.interrupted = result.interrupted;
    return report;
}

int play(const RunOptions& options, bool all_policies) {
    const std::string path = scenario_path(options.scenario);
    LoadedScenario loaded = load_scenario(path, options.overrides, options.gates);
    if (options.dump) {
        print(dump(scenario_table().info(), loaded.document.root));
        return all_fine;
    }
    const Plan plan(std::move(loaded), options.seed, options.engine);
    Faults faults;
    const std::vector<std::size_t> policies = chosen_policies(plan, options, all_policies, faults);
    check_played(plan, options, policies, faults);
    const std::optional<SelectionQuestion> question = asked_selection(plan, options, policies.size(), faults);
    faults.throw_if_any();

    ExperimentOptions experiment;
    experiment.replications = options.replications.value_or(usual_replications);
    experiment.precision = options.precision;
    experiment.most_replications = options.most_replications;
    experiment.threads = options.threads;
    const std::string hash = run_hash(plan, options, policies, experiment.replications);
    RunPlace place(options.out, path, hash);

    const Provenance provenance;
    const Played result = played(plan, policies, question, experiment, options.quiet);
    Report report = report_of(facts_of(plan, options, policies, result.policies.front().rows.replications()), result);
    if (report.replications == 0) {
        fmt::print(stderr, "interrupted before the first replication was finished; nothing was written\n");
        return was_interrupted;
    }
    Finished finished{hash, {}, 0, result.interrupted};
    for (const PolicyRows& policy : result.policies) {
        finished.policies.push_back(policy.name);
        finished.replications = std::max(finished.replications, policy.rows.replications());
    }
    const Manifest manifest = provenance.manifest(plan, options, std::move(finished));
    report.notes = plan.scenario().notes;
    report.directory = place.write(files_of(report, result.policies), manifest);

    print_answer(
        options, [&] { return summary_json(report); }, [&](bool colour) { return terminal_page(report, 100, colour); });
    if (result.interrupted) {
        place.tell_interrupted(manifest.replications);
        return was_interrupted;
    }
    // A comparison may well include what one is afraid of: it is the base that has to keep the promises there, and
    // who is named.
    bool kept = true;
    for (const PolicyRows& policy : result.policies)
        if (!all_policies || policy.name == "base") kept = kept && gates_hold(report, policy.name);
    return kept && expectations_hold(report) ? all_fine : promise_broken;
}

}  // namespace

int run_command(const RunOptions& options) { return play(options, false); }
int compare_command(const RunOptions& options) { return play(options, true); }

}  // namespace burncast

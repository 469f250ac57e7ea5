#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <span>

#include "analysis/cases_page.hpp"
#include "analysis/expectation.hpp"
#include "analysis/gate.hpp"
#include "sim/app/commands.hpp"
#include "sim/app/interrupt.hpp"
#include "sim/app/print.hpp"
#include "sim/app/progress.hpp"
#include "sim/app/scenario_path.hpp"
#include "sim/base/error.hpp"
#include "sim/config/document.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/output/json.hpp"

namespace burncast {

namespace {

namespace fs = std::filesystem;

// Luck averages out over many people, who cost time; what is not known does not, so even they are played some times.
constexpr std::size_t replications_of_many = 20, replications_of_very_many = 10;
constexpr std::int64_t many_people = 2000, very_many_people = 20'000;

std::size_t default_replications(std::int64_t people) {
    if (people > very_many_people) return replications_of_very_many;
    return people > many_people ? replications_of_many : usual_replications;
}

// A file that cannot be read counts: playing it tells why.
bool may_expect(const fs::path& file) {
    Faults faults;
    const Document document = load_document(file.string(), faults);
    return !faults.empty() || (document.root && document.root->find("expect"));
}

// Files as named, and of directories those that carry `expect:`; by name. What is wrong with a directory goes to `wrong`.
std::vector<std::string> case_files(const std::vector<std::string>& named, std::vector<ScenarioError>& wrong) {
    std::vector<std::string> files;
    for (const std::string& name : named) {
        std::error_code error;
        if (!fs::is_directory(name, error)) {
            files.push_back(name);  // reading it says what is wrong with it
            continue;
        }
        std::vector<std::string> inside;
        for (fs::recursive_directory_iterator at(name, error), end; !error && at != end; at.increment(error)) {
            const fs::path& file = at->path();
            if ((file.extension() == ".yaml" || file.extension() == ".yml") && may_expect(file))
                inside.push_back(file.string());
        }
        if (error)
            wrong.push_back(ScenarioError({Fault({name, 0, 0}, "", "cannot be looked through: " + error.message())}));
        else if (inside.empty())
            wrong.push_back(ScenarioError({Fault({name, 0, 0}, "", "holds no scenario with `expect:`")}));
        std::sort(inside.begin(), inside.end());
        files.insert(files.end(), inside.begin(), inside.end());
    }
    return files;
}

// What was really observed, happened without a policy: the base is played alone, but for policies that a line or a gate
// asks about.
std::vector<std::size_t> asked_policies(const LoadedScenario& scenario) {
    std::vector<std::size_t> asked = {0};
    for (std::size_t p = 1; p < scenario.policies.size(); ++p) {
        const std::string& name = scenario.policies[p].name;
        const auto asks = [&](const Expectation& line) {
            return std::find(line.shapley.begin(), line.shapley.end(), name) != line.shapley.end();
        };
        const auto names = [&](const Gate& gate) { return gate.policy == name || gate.against == name; };
        if (std::any_of(scenario.expectations.begin(), scenario.expectations.end(), asks) ||
            std::any_of(scenario.gates.begin(), scenario.gates.end(), names))
            asked.push_back(p);
    }
    return asked;
}

ExperimentResult play(const Plan& plan, const CasesOptions& options, const std::string& label) {
    const std::vector<std::size_t> policies = asked_policies(plan.scenario());
    Progress progress(policies.size(), options.quiet, label);
    ExperimentOptions experiment;
    experiment.replications = options.replications.value_or(default_replications(plan.scenario().base().people()));
    experiment.threads = options.threads;
    experiment.stop = &watch_for_interrupt();
    experiment.progress = [&](std::size_t done, std::size_t planned) { progress.show(done, planned); };
    return run_experiment(plan, policies, experiment);
}

CaseReport report_of(const std::string& file, const Plan& plan, std::span<const PolicyRows> policies) {
    const PolicyRows& base = policies.front();
    const Scenario& scenario = plan.scenario().base();
    CaseReport report;
    report.scenario = scenario.title;
    report.file = file;
    report.replications = base.rows.replications();
    report.currency = scenario.currency;
    report.start = scenario.start.day();
    report.notes = plan.scenario().notes;
    for (const Expectation& line : plan.scenario().expectations)
        report.expectations.push_back(evaluate_expectation(line, policies, report.start, report.currency));
    for (const Gate& gate : plan.scenario().gates)
        report.gates.push_back(gate.policy.empty() ? evaluate_gate(gate, base, block_size(base.uncertain))
                                                   : evaluate_gates(gate, policies).front());
    return report;
}

}  // namespace

int cases_command(const CasesOptions& options) {
    std::vector<ScenarioError> wrong;
    const std::vector<std::string> files =
        case_files(options.files.empty() ? std::vector<std::string>{cases_path()} : options.files, wrong);
    for (const ScenarioError& error : wrong) fmt::print(stderr, "{}\n", error.what());
    const bool pages = options.format == Format::table && !options.quiet;
    std::vector<CaseReport> cases;
    std::size_t faulty = wrong.size();
    bool interrupted = false;
    for (std::size_t n = 0; n < files.size() && !interrupted; ++n) {
        try {
            LoadedScenario loaded = load_scenario(files[n], {});
            if (loaded.expectations.empty())
                throw ScenarioError({Fault({files[n], 0, 0}, "expect", "is missing: a case says what was observed")});
            const Plan plan(std::move(loaded), options.seed, EngineKind::fast);
            const ExperimentResult result =
                play(plan, options, fmt::format("{} ({} of {}): ", files[n], n + 1, files.size()));
            interrupted = result.interrupted;
            if (interrupted) break;
            cases.push_back(report_of(files[n], plan, result.policies));
            if (pages) print(case_page(cases.back(), 100, isatty(STDOUT_FILENO) != 0));
        } catch (const ScenarioError& error) {
            fmt::print(stderr, "{}\n", error.what());
            ++faulty;
        }
    }
    if (options.format == Format::json) print(cases_json(cases, faulty, interrupted));
    if (pages) print(cases_total(cases, faulty));
    if (interrupted) {
        fmt::print(stderr, "interrupted: {} of {} cases were finished\n", cases.size(), files.size());
        return was_interrupted;
    }
    if (faulty > 0) return input_wrong;
    return std::all_of(cases.begin(), cases.end(), case_holds) ? all_fine : promise_broken;
}

}  // namespace burncast

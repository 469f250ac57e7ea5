#include <fmt/core.h>
#include <algorithm>

#include "analysis/sensitivity.hpp"
#include "analysis/sensitivity_page.hpp"
#include "sim/app/commands.hpp"
#include "sim/app/interrupt.hpp"
#include "sim/app/print.hpp"
#include "sim/app/progress.hpp"
#include "sim/app/provenance.hpp"
#include "sim/app/run_place.hpp"
#include "sim/app/scenario_path.hpp"
#include "sim/app/simulator.hpp"
#include "sim/base/error.hpp"
#include "sim/config/suggestion.hpp"
#include "sim/output/gzip.hpp"

namespace burncast {

namespace {

std::size_t place_of(const std::string& name, const Plan& plan) {
    std::vector<std::string> known;
    for (const Policy& policy : plan.policies()) known.push_back(policy.name);
    const auto at = std::find(known.begin(), known.end(), name);
    if (at == known.end())
        throw ScenarioError(
            {Fault({}, "--policy", name + " is not a policy of this scenario" + did_you_mean(name, known))});
    return static_cast<std::size_t>(at - known.begin());
}

void check_inputs(const Plan& plan, const std::string& path) {
    if (!plan.inputs().empty()) return;
    throw ScenarioError({Fault({path, 0, 0}, "",
                               "has no uncertain input, so nothing but luck moves its answer; write a value as a 90% "
                               "interval, such as `rate: 0.8 to 1.4/day`, or try one: --set PATH='LOW to HIGH'")});
}

// What stands at this place; empty when nothing does.
std::string text_at(const Node& node, const Place& place) {
    if (node.is_scalar() && node.place == place) return node.text;
    for (const NodePtr& item : node.items)
        if (std::string text = text_at(*item, place); !text.empty()) return text;
    for (const Entry& entry : node.entries)
        if (std::string text = text_at(*entry.value, place); !text.empty()) return text;
    return {};
}

std::vector<RunFile> files_of(const SensitivityReport& report, const std::vector<SensitivityLife>& lives) {
    return {{"sensitivity.json", [&report](const TextSink& sink) { sink(sensitivity_json(report)); }},
            {"sensitivity.csv", [&report](const TextSink& sink) { write_sensitivity_csv(report, sink); }},
            {"lives.csv.gz", [&report, &lives](const TextSink& sink) {
                 GzipStream gzip(sink);
                 write_lives_csv(report, lives, [&](std::string_view text) { gzip.write(text); });
                 gzip.finish();
             }}};
}

// What changes the results.
std::string asked_text(const SensitivityOptions& options) {
    std::string text =
        fmt::format("sensitivity {} {} {} {}", options.seed, options.points, options.measure, options.policy);
    for (const bool played :
         {options.methods.morris, options.methods.sobol, options.methods.tornado, options.methods.information})
        text += played ? " 1" : " 0";
    return text;
}

void add_facts(SensitivityReport& report, const Plan& plan, const SensitivityOptions& options, const AskedPlan& asked) {
    const Scenario& scenario = plan.scenario().base();
    report.scenario = scenario.title;
    report.measure = options.measure;
    report.unit = asked.unit();
    report.seed = options.seed;
    report.currency = scenario.currency;
    report.start = scenario.start.day();
    report.notes = plan.scenario().notes;
    for (std::size_t i = 0; i < report.inputs.size(); ++i)
        report.inputs[i].interval = text_at(*plan.scenario().document.root, plan.inputs()[i].place);
    if (!report.decision) return;
    report.decision->valued = asked.net_benefit().valued;
    report.decision->time_counted = asked.net_benefit().time_counted;
}

}  // namespace

int sensitivity_command(const SensitivityOptions& options) {
    const std::string path = scenario_path(options.scenario);
    const Plan plan(load_scenario(path, options.overrides), options.seed, EngineKind::fast);
    check_inputs(plan, path);
    AskedPlan asked(plan, place_of(options.policy, plan), options.measure, options.threads, watch_for_interrupt());
    const std::string hash = hash_of(plan.scenario(), asked_text(options));
    RunPlace place(options.out, path, hash);

    const Provenance provenance;
    SensitivityStudy found;
    const std::size_t planned =
        size_of(options.methods, options.points, plan.inputs().size(), plan.policies().size()).lives;
    {
        Progress progress(0, options.quiet, "", "lives");
        asked.show(progress, planned);
        found = study(asked.simulator(), options.methods, options.points);
    }
    SensitivityReport& report = found.report;
    if (report.lives == 0) {
        fmt::print(stderr, "interrupted before the first row was finished; nothing was written\n");
        return was_interrupted;
    }
    add_facts(report, plan, options, asked);
    report.interrupted = watch_for_interrupt() && report.lives < planned;
    std::vector<std::string> policies;
    for (const Policy& policy : plan.policies()) policies.push_back(policy.name);
    const Manifest manifest =
        provenance.manifest(plan, options, {hash, std::move(policies), report.lives, report.interrupted});
    report.directory = place.write(files_of(report, found.lives), manifest);
    print_answer(
        options, [&] { return sensitivity_json(report); },
        [&](bool colour) { return sensitivity_page(report, 100, colour); });
    if (!report.interrupted) return all_fine;
    place.tell_interrupted(report.lives, "lives");
    return was_interrupted;
}

}  // namespace burncast

#include "sim/app/cli.hpp"

#include <algorithm>
#include <charconv>
#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "burncast_version.hpp"
#include "sim/app/commands.hpp"
#include "sim/config/node.hpp"
#include "sim/config/quantity.hpp"
#include "sim/config/suggestion.hpp"

namespace burncast {

namespace {

std::string check_share(const std::string& text) {
    const auto parsed = parse_quantity(text, Dimension::share);
    if (!parsed) return parsed.wrong;
    return *parsed.value > 0 && *parsed.value < 1 ? "" : "must be between 0% and 100%";
}

std::optional<std::uint64_t> parse_seed(const std::string& text) {
    std::uint64_t seed = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return seed;
}

std::string check_seed(const std::string& text) {
    return parse_seed(text) ? "" : "must be a whole number from 0 to 18446744073709551615";
}

const std::map<std::string, EngineKind> engines = {
    {"fast", EngineKind::fast}, {"interleaved", EngineKind::interleaved}, {"calls", EngineKind::calls}};
const std::map<std::string, Format> formats = {{"table", Format::table}, {"json", Format::json}};

template <class Value>
std::function<std::string(const std::string&)> one_of(const std::map<std::string, Value>& names) {
    return [&names](const std::string& name) {
        if (names.count(name) > 0) return std::string();
        std::string known;
        for (const auto& each : names) known += (known.empty() ? "" : ", ") + each.first;
        return name + " is not known (one of " + known + ")";
    };
}

void add_replications_option(CLI::App& command, std::optional<std::size_t>& replications,
                             const std::string& usual = std::to_string(usual_replications)) {
    command.add_option("--replications", replications, "How many lives of the company to play [" + usual + "]")
        ->check(CLI::Range(std::size_t{1}, std::size_t{10'000'000}))
        ->type_name("N");
}

// Of whatever plays, be it one scenario or all cases.
template <class Options>
void add_luck_and_format(CLI::App& command, Options& options, const std::string& json) {
    command
        .add_option_function<std::string>(
            "--seed", [&options](const std::string& text) { options.seed = *parse_seed(text); },
            "Seed of all chance, a whole number below 2^64 [1]")
        ->check(check_seed)
        ->type_name("S");
    command.add_option("--threads", options.threads, "Threads [all]; results do not depend on it")
        ->check(CLI::Range(std::size_t{0}, std::size_t{4096}))
        ->type_name("N");
    command
        .add_option_function<std::string>(
            "--format", [&options](const std::string& name) { options.format = formats.at(name); },
            "table or json" + json + " [table]")
        ->check(one_of(formats))
        ->type_name("FORMAT");
}

void add_scenario(CLI::App& command, std::string& scenario) {
    command.add_option("scenario", scenario, "Scenario file; scenarios/quickstart.yaml when none is named")
        ->type_name("SCENARIO");
}

// `json`: what --format json prints; `more`: what else --set can do.
void add_playing_options(CLI::App& command, PlayingOptions& options, const std::string& json = "",
                         const std::string& more = "") {
    command.add_option("--set", options.overrides, "Override a value of the scenario (repeatable)" + more)
        ->type_name("PATH=VALUE")
        ->allow_extra_args(false);
    add_luck_and_format(command, options, json);
    command.add_option("--out", options.out, "Run directory [runs/<scenario>-<hash>]")
        ->check([](const std::string& path) { return path.empty() ? "must name a directory" : ""; })
        ->type_name("DIR");
    command.add_flag("--quiet", options.quiet, "No progress, no page: only the run directory");
}

void add_run_options(CLI::App& command, RunOptions& options) {
    add_scenario(command, options.scenario);
    command
        .add_option("--policy", options.policies,
                    "Play this policy, or all of this grid (repeatable; `base` is the scenario without one)")
        ->type_name("NAME")
        ->allow_extra_args(false);
    command
        .add_option("--gate", options.gates,
                    "Add a promise to those of the scenario (repeatable), as in `burncast describe gates`")
        ->type_name("TEXT")
        ->allow_extra_args(false);
    add_replications_option(command, options.replications);
    command
        .add_option_function<std::string>(
            "--precision",
            [&options](const std::string& share) {
                options.precision = *parse_quantity(share, Dimension::share).value;
            },
            "Go on until the mean and P95 of the total bill are known to this, such as 1%")
        ->check(check_share)
        ->type_name("SHARE");
    command
        .add_option("--max-replications", options.most_replications,
                    "With --precision or --select: stop short after this many [20000]")
        ->check(CLI::Range(std::size_t{2}, std::size_t{10'000'000}))
        ->type_name("N");
    command
        .add_option_function<std::string>(
            "--engine", [&options](const std::string& name) { options.engine = engines.at(name); },
            "fast, interleaved (same bytes, in time order) or calls (call by call) [fast]")
        ->check(one_of(engines))
        ->type_name("ENGINE");
    command.add_flag("--dump", options.dump, "Print the scenario with every default filled in, and stop");
    add_playing_options(command, options, " (the run's summary.json)");
}

void add_sweep_options(CLI::App& command, SweepOptions& options) {
    add_scenario(command, options.scenario);
    command
        .add_option("--vary", options.vary,
                    "An input and its values, FIRST..LAST or a list: market.price=-90%..+50%, "
                    "company.engineering.people=100,200 (repeatable: every combination)")
        ->required()
        ->type_name("PATH=VALUES")
        ->allow_extra_args(false);
    command.add_option("--steps", options.steps, "Values that FIRST..LAST stands for [9]")
        ->check(CLI::Range(std::size_t{2}, std::size_t{200}))
        ->type_name("N");
    command
        .add_option("--measure", options.measures,
                    "What to tell of each point (repeatable) [bill.total, tokens.total, and value.total or "
                    "accepted_hours.total]")
        ->type_name("MEASURE.PERIOD")
        ->allow_extra_args(false);
    add_replications_option(command, options.replications);
    add_playing_options(command, options);
}

void add_pilot_options(CLI::App& command, PilotOptions& options) {
    command.add_option("scenario", options.scenario, "Scenario file")->required()->type_name("SCENARIO");
    command
        .add_option("policy", options.policy,
                    "The policy to pilot, with `share` or `for` and `from`; none is needed where there is one such")
        ->type_name("POLICY");
    add_replications_option(command, options.replications);
    add_playing_options(command, options);
}

void add_explain_options(CLI::App& command, ExplainOptions& options) {
    add_scenario(command, options.scenario);
    command.add_option("--measure", options.measure, "What to explain [bill.total]")->type_name("MEASURE.PERIOD");
    command
        .add_option("--cause", options.causes,
                    "A policy of the scenario that removes a cause, and whose it is: management, technical or neither "
                    "(repeatable)")
        ->type_name("POLICY=KIND")
        ->allow_extra_args(false);
    add_replications_option(command, options.replications);
    add_playing_options(command, options);
}

void add_selection_options(CLI::App& command, SelectionText& selection) {
    CLI::Option* select =
        command
            .add_option("--select", selection.select,
                        "Find the policy with the best mean, playing no more than that takes: \"min(bill)\", "
                        "\"max(value) subject to bill <= $100k\", \"min(bill) subject to value >= 95% of base\" "
                        "(burncast describe select)")
            ->check([](const std::string& text) { return text.empty() ? "must say which" : ""; })
            ->type_name("WHICH")
            ->excludes("--replications")
            ->excludes("--precision");
    command
        .add_option("--indifference", selection.indifference,
                    "With --select, which needs it: a difference too small to be worth finding, such as $50k")
        ->type_name("AMOUNT")
        ->needs(select);
    command.add_option("--confidence", selection.confidence, "With --select: how sure it has to be [95%]")
        ->type_name("SHARE")
        ->needs(select);
    command
        .add_option("--tolerance", selection.tolerance,
                    "With --select: who keeps or breaks the condition by less may be told either way [1% of its limit]")
        ->type_name("AMOUNT")
        ->needs(select);
}

const std::map<std::string, SensitivityMethods> methods = {{"all", {false, true, true, true}},
                                                           {"sobol", {false, true, false, false}},
                                                           {"tornado", {false, false, true, false}},
                                                           {"morris", {true, false, false, false}},
                                                           {"information", {false, false, false, true}}};

void add_sensitivity_options(CLI::App& command, SensitivityOptions& options) {
    add_scenario(command, options.scenario);
    command.add_option("--measure", options.measure, "The answer, as in a gate: p95 of it is not one [bill.total]")
        ->type_name("VALUE");
    command.add_option("--policy", options.policy, "The policy whose answer it is [base]")->type_name("NAME");
    command
        .add_option_function<std::string>(
            "--method", [&options](const std::string& name) { options.methods = methods.at(name); },
            "sobol (shares of the variance, luck's too), tornado (one input at a time), information (what it is worth "
            "to know more before a policy is chosen), morris (which of many matter at all), or all but the last [all]")
        ->check(one_of(methods))
        ->type_name("METHOD");
    command
        .add_option("--points", options.points,
                    "Rows of the design of sobol, and draws of information; the others go with it [200]")
        ->check(CLI::Range(std::size_t{20}, std::size_t{100'000}))
        ->type_name("N");
    add_playing_options(command, options, " (sensitivity.json)", "; PATH='LOW to HIGH' makes it uncertain");
}

// Says so when it is none; without this CLI11 would only ask for a command.
bool is_command(const CLI::App& app, const std::string& word) {
    std::vector<std::string> known;
    for (const CLI::App* command : app.get_subcommands(nullptr)) known.push_back(command->get_name());
    if (word.starts_with("-") || std::find(known.begin(), known.end(), word) != known.end()) return true;
    std::cerr << shown(word) << " is no command of burncast" << did_you_mean(word, known) << "; there are";
    for (const std::string& name : known) std::cerr << (name == known.front() ? " " : ", ") << name;
    std::cerr << " (burncast --help)\n";
    return false;
}

// What CLI11 says of an option that is given twice is about numbers of arguments.
std::string failure_text(const CLI::App* app, const CLI::Error& error) {
    std::string text = CLI::FailureMessage::simple(app, error);
    const std::size_t at = text.find(": At Most 1 required");
    if (at != std::string::npos) text.replace(at, text.find('\n', at) - at, " may be given only once");
    return text;
}

// CLI11 exits with numbers of its own; ours are part of the contract.
int parse_failed(CLI::App& app, const CLI::ParseError& error) {
    const int code = app.exit(error, std::cout, std::cerr);
    return code == 0 ? all_fine : input_wrong;
}

void add_check_options(CLI::App& command, CheckOptions& options) {
    command.add_option("files", options.files, "Scenario files")->required()->type_name("FILE");
}

void add_cases_options(CLI::App& command, CasesOptions& options) {
    command
        .add_option("files", options.files,
                    "Scenario files, or directories of them; scenarios/cases when none is named")
        ->type_name("FILE|DIR");
    add_replications_option(command, options.replications, "100; of more than 2,000 people 20, of more than 20,000 10");
    add_luck_and_format(command, options, "");
    command.add_flag("--quiet", options.quiet, "No progress, no page: only the exit code");
}

void add_describe_options(CLI::App& command, DescribeOptions& options) {
    command
        .add_option("name", options.name,
                    "A part of a scenario such as company, sessions or market.models; or measures, mechanisms, gates, "
                    "expect, policies, select")
        ->type_name("NAME");
    command.add_flag("--json-schema", options.json_schema, "A JSON Schema of scenarios, for editors");
}

void add_compare_options(CLI::App& command, RunOptions& options) {
    add_run_options(command, options);
    add_selection_options(command, options.selection);
}

// What the command line chose to do.
struct Chosen {
    std::vector<std::string> arguments;
    std::function<int()> command;
};

template <class Options>
void add_command(CLI::App& app, Chosen& chosen, const char* name, const char* meaning,
                 void (*add_options)(CLI::App&, Options&), int (*command)(const Options&)) {
    const auto options = std::make_shared<Options>();
    if constexpr (std::is_base_of_v<PlayingOptions, Options>) options->arguments = chosen.arguments;
    CLI::App* const subcommand = app.add_subcommand(name, meaning);
    add_options(*subcommand, *options);
    subcommand->callback([&chosen, options, command] { chosen.command = [=] { return command(*options); }; });
}

void add_commands(CLI::App& app, Chosen& chosen) {
    add_command(app, chosen, "run", "Forecast: replicate, summarise, print, write the run directory", add_run_options,
                run_command);
    add_command(app, chosen, "compare",
                "Every policy of the scenario against the base, on the same luck; gates are asked of the base, or of "
                "the policy that they name",
                add_compare_options, compare_command);
    add_command(app, chosen, "sweep",
                "Any measure against any input, on the same luck; of a price its rebound, and where backfire begins",
                add_sweep_options, sweep_command);
    add_command(app, chosen, "pilot",
                "A staged roll-out: what comparing teams would show, what is true, and how many teams and weeks it "
                "takes",
                add_pilot_options, pilot_command);
    add_command(app, chosen, "explain",
                "Why the bill is what it is: what each driver adds, and whether it is management's or technical",
                add_explain_options, explain_command);
    add_command(app, chosen, "sensitivity", "Which uncertain input moves the answer, and which is worth knowing better",
                add_sensitivity_options, sensitivity_command);
    add_command(app, chosen, "check", "Read and check only; every fault and note at once", add_check_options,
                check_command);
    add_command(app, chosen, "cases",
                "Hold scenarios that carry `expect:` against what was observed; the base is played, and policies that "
                "a line asks about",
                add_cases_options, cases_command);
    add_command(app, chosen, "describe",
                "Every field: meaning, unit, range, default, source; also measures, mechanisms, gates and policies",
                add_describe_options, describe_command);
}

}  // namespace

int command_line(int argc, const char* const* argv) {
    CLI::App app("burncast: what will our AI agents cost, and which policy keeps the bill in hand?");
    app.require_subcommand(1);
    app.failure_message(failure_text);
    app.set_version_flag("--version", std::string("burncast ") + program_version + " (" + program_commit + ")");
    app.footer(
        "Exit codes: 0 fine, 1 a gate or expectation failed, 2 the input is wrong, 3 a fault of burncast, 130 "
        "interrupted.");
    Chosen chosen;
    chosen.arguments.assign(argv + 1, argv + argc);
    add_commands(app, chosen);

    if (argc > 1 && !is_command(app, argv[1])) return input_wrong;
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) { return parse_failed(app, error); }
    return chosen.command();
}

}  // namespace burncast

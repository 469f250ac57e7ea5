#include <fmt/core.h>
#include <algorithm>

#include "analysis/sweep_page.hpp"
#include "sim/app/commands.hpp"
#include "sim/app/interrupt.hpp"
#include "sim/app/print.hpp"
#include "sim/app/progress.hpp"
#include "sim/app/provenance.hpp"
#include "sim/app/run_place.hpp"
#include "sim/app/scenario_path.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/scenario/questions.hpp"
#include "sim/scenario/value_text.hpp"
#include "sim/scenario/variation.hpp"

namespace burncast {

namespace {

constexpr std::size_t most_points = 2000;

std::vector<Axis> axes_of(const SweepOptions& options) {
    Faults faults;
    std::vector<Axis> axes;
    std::size_t points = 1;
    for (const std::string& text : options.vary) {
        Parsed<Axis> axis = parse_axis(text, options.steps.value_or(usual_steps));
        const auto is_it = [&](const Axis& other) { return axis && other.path == axis.value->path; };
        if (!axis)
            faults.add({}, "--vary " + text, axis.wrong);
        else if (std::any_of(axes.begin(), axes.end(), is_it))
            faults.add({}, "--vary " + text, "is the second one of " + axis.value->path);
        if (!axis) continue;
        points *= axis.value->values.size();
        axes.push_back(std::move(*axis.value));
    }
    if (points > most_points)
        faults.add({}, "--vary",
                   "comes to " + std::to_string(points) + " points, more than " + std::to_string(most_points) +
                       "; take fewer values, or --steps");
    faults.throw_if_any();
    return axes;
}

// The bill, the tokens, and what they are for.
std::vector<std::string> usual_measures(const Scenario& scenario) {
    return {"bill.total", "tokens.total", scenario.value ? "value.total" : "accepted_hours.total"};
}

// Counts by digits, the last one first: every combination of the axes' values.
std::vector<std::vector<std::size_t>> places(const std::vector<Axis>& axes) {
    std::vector<std::vector<std::size_t>> all{{}};
    for (const Axis& axis : axes) {
        std::vector<std::vector<std::size_t>> longer;
        for (const std::vector<std::size_t>& at : all)
            for (std::size_t v = 0; v < axis.values.size(); ++v) {
                longer.push_back(at);
                longer.back().push_back(v);
            }
        all = std::move(longer);
    }
    return all;
}

// That every point tells what is asked: a model or a month may be there at some alone. `scenarios` are as it is, then as
// `at` the places.
void check_measures(const Sweep& sweep, const std::vector<std::vector<std::size_t>>& at,
                    const std::vector<LoadedScenario>& scenarios) {
    Faults faults;
    for (const NamedValue& measure : sweep.measures)
        for (std::size_t p = 0; p < at.size(); ++p) {
            ReportedValue value = *parse_value(measure.name).value;
            const std::string wrong = unreported(value, scenarios[p + 1]);
            if (wrong.empty()) continue;
            std::string where;
            for (std::size_t a = 0; a < sweep.axes.size(); ++a)
                where += (a > 0 ? ", " : "") + sweep.axes[a].path + "=" + sweep.axes[a].values[at[p][a]];
            faults.add({}, "--measure " + shown(measure.name), "at " + shown(where) + ": " + wrong);
            break;  // one point of a measure is enough to mend it
        }
    faults.throw_if_any();
}

// Those that a plan reports of what is asked, and of the bill.
std::vector<std::size_t> needed_columns(const Plan& plan, const std::vector<NamedValue>& measures) {
    std::vector<std::size_t> needed;
    const auto need = [&](const Column& column) {
        for (const std::size_t c : columns_asked(plan.layout().columns(), column))
            if (std::find(needed.begin(), needed.end(), c) == needed.end()) needed.push_back(c);
    };
    need({"bill", "total"});
    for (const NamedValue& measure : measures) {
        need(measure.value.over);
        if (measure.value.under) need(*measure.value.under);
    }
    return needed;
}

Rows empty_rows(const Plan& plan, const std::vector<std::size_t>& columns) {
    std::vector<Column> names;
    for (const std::size_t c : columns) names.push_back(plan.layout().columns()[c]);
    return Rows(std::move(names));
}

// Rows of as many replications as every point has finished.
PolicyRows first_of(const PolicyRows& whole, std::size_t replications) {
    PolicyRows rows{whole.name, Rows(whole.rows.columns()), whole.uncertain};
    for (std::size_t r = 0; r < replications; ++r) rows.rows.append(whole.rows.row(r));
    return rows;
}

// The points one after another, the scenario as it is first; in rounds over all of them, so that a stop leaves as many
// replications of every point as it can.
class Player {
public:
    Player(std::vector<LoadedScenario> scenarios, const std::vector<NamedValue>& measures, const SweepOptions& options)
        : options_(options) {
        for (LoadedScenario& scenario : scenarios)
            plans_.emplace_back(std::move(scenario), options.seed, EngineKind::fast);
        for (const Plan& plan : plans_) {
            const Policy& policy = plan.policies().back();
            columns_.push_back(needed_columns(plan, measures));
            rows_.push_back({policy.name, empty_rows(plan, columns_.back()), policy.uncertain()});
        }
    }

    // Whether it came to its end.
    bool play() {
        const std::size_t asked = options_.replications.value_or(usual_replications);
        const std::atomic<bool>& stop = watch_for_interrupt();
        Progress progress(plans_.size(), options_.quiet, "", "points");
        const std::size_t planned = asked * plans_.size();
        std::size_t done = 0;
        for (std::size_t first = 0, last = 0; first < asked && !stop; first = last) {
            last = std::min(asked, first + std::clamp<std::size_t>(first, 1, most_in_a_round));  // small ones first
            for (std::size_t p = 0; p < plans_.size() && !stop; ++p) {
                std::vector<LifeToPlay> lives;
                for (std::size_t r = first; r < last; ++r) lives.push_back({plans_[p].policies().size() - 1, r});
                LivesOptions lives_options;
                lives_options.threads = options_.threads;
                lives_options.stop = &stop;
                lives_options.progress = [&](std::size_t so_far, std::size_t) {
                    progress.show(done + so_far, planned);
                };
                for (const std::vector<double>& row : play_lives(plans_[p], lives, columns_[p], lives_options)) {
                    if (row.empty()) break;
                    rows_[p].rows.append(row);
                }
                done += lives.size();
            }
        }
        for (const PolicyRows& rows : rows_) common_ = std::min(common_, rows.rows.replications());
        return common_ == asked;
    }

    [[nodiscard]] std::size_t replications() const { return common_; }
    [[nodiscard]] PolicyRows rows(std::size_t point) const { return first_of(rows_[point], common_); }
    [[nodiscard]] const Plan& plan() const { return plans_.front(); }
    // The share of a point's run that comes after a change of price.
    [[nodiscard]] double days_with_price(std::size_t point) const {
        const Scenario& base = plans_[point].scenario().base();
        return (base.end() - price_changes_on(base)).in_days() / (base.end() - base.start).in_days();
    }
    // Each once, as several points say the same in vain.
    [[nodiscard]] std::vector<Note> notes() const {
        std::vector<Note> all;
        for (const Plan& plan : plans_)
            for (const Note& note : plan.scenario().notes)
                if (std::none_of(all.begin(), all.end(), [&](const Note& other) {
                        return other.path == note.path && other.message == note.message;
                    }))
                    all.push_back(note);
        return all;
    }

private:
    static constexpr std::size_t most_in_a_round = 20;
    const SweepOptions& options_;
    std::vector<Plan> plans_;
    std::vector<std::vector<std::size_t>> columns_;  // by plan
    std::vector<PolicyRows> rows_;
    std::size_t common_ = static_cast<std::size_t>(-1);
};

}  // namespace

int sweep_command(const SweepOptions& options) {
    const std::string path = scenario_path(options.scenario);
    Sweep sweep;
    sweep.axes = axes_of(options);
    std::vector<LoadedScenario> scenarios{varied(path, options.overrides, {}, {})};
    const LoadedScenario& as_it_is = scenarios.front();
    const Scenario base = as_it_is.base();
    sweep.measures =
        asked_values(options.measures.empty() ? usual_measures(base) : options.measures, "--measure", as_it_is);
    std::string asked = fmt::format("sweep {} {}", options.seed, options.replications.value_or(usual_replications));
    for (const std::string& text : options.vary) asked += " " + text;
    for (const NamedValue& measure : sweep.measures) asked += " " + measure.name;
    asked += fmt::format(" {}", options.steps.value_or(usual_steps));
    const std::string hash = hash_of(as_it_is, asked);
    const std::vector<std::vector<std::size_t>> at = places(sweep.axes);
    for (const std::vector<std::size_t>& place : at)
        scenarios.push_back(varied(path, options.overrides, sweep.axes, place));
    check_measures(sweep, at, scenarios);
    RunPlace place(options.out, path, hash);

    const Provenance provenance;
    Player player(std::move(scenarios), sweep.measures, options);
    const bool whole = player.play();
    if (player.replications() == 0) {
        fmt::print(stderr, "interrupted before every point had a replication; nothing was written\n");
        return was_interrupted;
    }
    sweep.as_it_is = player.rows(0);
    for (std::size_t p = 0; p < at.size(); ++p)
        sweep.points.push_back({at[p], player.rows(p + 1), player.days_with_price(p + 1)});
    const SweepReport report = analyse_sweep(sweep, base.currency);

    const Manifest manifest =
        provenance.manifest(player.plan(), options, {hash, {"base"}, player.replications(), !whole});
    SweepFacts facts{base.title, options.seed, base.currency, base.start.day(), !whole, ""};
    facts.notes = player.notes();
    const Findings findings = sweep_findings(sweep, report, facts);
    facts.directory = place.write(files_of(findings), manifest);
    print_answer(
        options, [&] { return findings_json(findings); },
        [&](bool colour) { return sweep_page(sweep, report, facts, 100, colour); });
    if (!whole) place.tell_interrupted(player.replications());
    return whole ? all_fine : was_interrupted;
}

}  // namespace burncast

#include <fmt/core.h>
#include <algorithm>

#include "analysis/pilot_page.hpp"
#include "sim/app/commands.hpp"
#include "sim/app/interrupt.hpp"
#include "sim/app/print.hpp"
#include "sim/app/progress.hpp"
#include "sim/app/provenance.hpp"
#include "sim/app/run_place.hpp"
#include "sim/config/suggestion.hpp"
#include "sim/experiment/lives.hpp"
#include "sim/scenario/for_teams.hpp"

namespace burncast {

namespace {

// Draws of the teams; more lives have them again, on other luck. Every draw is a policy that has to be read.
constexpr std::size_t most_draws = 100;
constexpr std::size_t fewest_weeks = 2;  // before, and after

[[noreturn]] void refuse(const std::string& path, const std::string& text) {
    throw ScenarioError({Fault({}, path, text)});
}

bool is_for_a_part(const Entry& policy) {
    return policy.value->is_map() && (policy.value->entry("share") || policy.value->entry("for"));
}

// The policy that is to be piloted, as written.
Entry asked_policy(const LoadedScenario& scenario, const std::string& name) {
    const NodePtr policies = scenario.document.root->find("policies");
    std::vector<std::string> parts, known;
    for (const Entry& entry : policies && policies->is_map() ? policies->entries : std::vector<Entry>{}) {
        known.push_back(entry.key);
        if (is_for_a_part(entry)) parts.push_back(entry.key);
    }
    if (name.empty() && parts.size() != 1)
        refuse("POLICY", parts.empty() ? "no policy has a `share` of the teams, or is `for` some"
                                       : "several policies are for a part of the company; name one");
    const std::string chosen = name.empty() ? parts.front() : name;
    if (std::find(known.begin(), known.end(), chosen) == known.end())
        refuse("POLICY", "“" + shown(chosen) + "” is not a policy of this scenario" + did_you_mean(chosen, known));
    const Entry policy = *policies->entry(chosen);
    if (!is_for_a_part(policy))
        refuse("policies." + chosen,
               "is for everybody; a pilot needs a `share: 30%` of the teams, or `for: [TEAM, …]`");
    if (!policy.value->entry("from"))
        refuse("policies." + chosen, "needs a `from`: the weeks before are what the weeks after are compared with");
    return policy;
}

Entry with_key(const Entry& policy, const std::string& name, const std::string& key, const std::string& value) {
    std::vector<Entry> entries = policy.value->entries;
    std::erase_if(entries, [&](const Entry& e) {
        return e.key == key || (key == "share" && (e.key == "for" || e.key == "draw"));
    });
    entries.push_back({key, policy.key_place, make_scalar(value, policy.key_place)});
    return {name, policy.key_place, make_map(std::move(entries), policy.value->place)};
}

// What a policy that is `for` some teams would be, were it for everybody: what each of its teams gets, every team does.
Entry for_everybody(const Entry& policy, const std::vector<std::string>& with, const std::vector<std::string>& teams) {
    std::vector<Entry> entries = with_key(policy, "everybody", "share", "100%").value->entries;
    const auto company =
        std::find_if(entries.begin(), entries.end(), [](const Entry& e) { return e.key == "company"; });
    if (company != entries.end() && company->value->is_map() && !with.empty()) {
        const NodePtr first = company->value->find(with.front());
        for (const std::string& team : with) {
            const NodePtr own = company->value->find(team);
            if (!first || !own || !says_the_same(*first, *own))
                refuse("policies." + policy.key,
                       "does not do the same in all of its teams, so what it would do in the others is not said; give "
                       "each of them the same, or write it with a `share` of the teams");
        }
        std::vector<Entry> all;
        for (const std::string& team : teams) all.push_back({team, company->key_place, first});
        company->value = make_map(std::move(all), company->value->place);
    }
    return {"everybody", policy.key_place, make_map(std::move(entries), policy.value->place)};
}

// A scenario of nobody (base), everybody, and the pilot with each draw of its teams.
class Arms {
public:
    Arms(const LoadedScenario& loaded, const Entry& policy, const PilotOptions& options, std::size_t lives)
        : teams_(teams_of(loaded)),
          own_(own_keys(policy, loaded)),
          draws_(own_.share ? std::min(lives, most_draws) : 1),
          plan_(with_policies(loaded, entries(policy)), options.seed, EngineKind::fast) {
        for (std::size_t d = 0; d < draws_; ++d) {
            const std::vector<std::string> with =
                own_.share ? drawn_teams(teams_, *own_.share, static_cast<std::int64_t>(d)) : named_teams();
            std::vector<bool> treated;
            for (const std::string& team : teams_)
                treated.push_back(std::find(with.begin(), with.end(), team) != with.end());
            const auto count = static_cast<std::size_t>(std::count(treated.begin(), treated.end(), true));
            if (count < 2 || teams_.size() - count < 2)
                refuse("policies." + policy.key,
                       fmt::format("has {} of {} teams; two with it and two without are the least to compare "
                                   "(`teams: 20` makes a team so many)",
                                   count, teams_.size()));
            treated_.push_back(std::move(treated));
        }
    }

    [[nodiscard]] const Plan& plan() const { return plan_; }
    [[nodiscard]] bool drawn() const { return own_.share.has_value(); }
    [[nodiscard]] Instant from() const { return plan_.policies().back().phases.back().from; }
    [[nodiscard]] const std::vector<bool>& treated(std::size_t life) const { return treated_[life % draws_]; }
    [[nodiscard]] const Policy& nobody() const { return plan_.policies()[0]; }
    [[nodiscard]] const Policy& everybody() const { return plan_.policies()[1]; }
    [[nodiscard]] const Policy& pilot(std::size_t life) const { return plan_.policies()[2 + life % draws_]; }

private:
    static std::vector<std::string> teams_of(const LoadedScenario& loaded) {
        std::vector<std::string> teams;
        for (const Named<TeamParams>& team : loaded.base().company) teams.push_back(team.name);
        return teams;
    }
    // When the policy is and for whom.
    static PolicyParams own_keys(const Entry& policy, const LoadedScenario& loaded) {
        std::vector<Entry> own = policy.value->entries;
        std::erase_if(own, [](const Entry& entry) { return policy_table().info().field(entry.key) == nullptr; });
        Faults faults;
        PolicyParams params = Reader(faults, {}, loaded.directory)
                                  .read(policy_table(), make_map(std::move(own), policy.value->place), "");
        faults.throw_if_any();
        return params;
    }
    [[nodiscard]] std::vector<std::string> named_teams() const {
        std::vector<std::string> names;
        for (const Reference& team : own_.teams) names.push_back(team.name);
        return names;
    }
    [[nodiscard]] std::vector<Entry> entries(const Entry& policy) const {
        std::vector<Entry> all{for_everybody(policy, named_teams(), teams_)};
        for (std::size_t d = 0; d < draws_; ++d) {
            const std::string name = "pilot-" + std::to_string(d);
            all.push_back(own_.share ? with_key(policy, name, "draw", std::to_string(d))
                                     : Entry{name, policy.key_place, policy.value});
        }
        return all;
    }

    std::vector<std::string> teams_;
    PolicyParams own_;
    std::size_t draws_;
    Plan plan_;
    std::vector<std::vector<bool>> treated_;  // by draw
};

struct PilotedMeasure {
    const char* name;
    double (*value)(const TeamWeek& week);
};
constexpr PilotedMeasure measures[] = {
    {"bill", [](const TeamWeek& week) { return week.spend.units(); }},
    {"tokens", [](const TeamWeek& week) { return static_cast<double>(week.tokens.count()); }},
    {"accepted_tasks", [](const TeamWeek& week) { return static_cast<double>(week.accepted); }},
};

TeamSeries series_of(const TeamWeeks& weeks, const PilotedMeasure& measure) {
    TeamSeries series(weeks.weeks().front().teams.size());
    for (const TeamWeeks::Week& week : weeks.weeks())
        for (std::size_t t = 0; week.whole() && t < series.size(); ++t)
            series[t].push_back(measure.value(week.teams[t]));
    return series;
}

// The three lives on one luck; nothing when a stop came before they were finished.
struct Triple {
    std::vector<TeamWeeks> arms;  // nobody, pilot, everybody
};

std::vector<Triple> play(const Arms& arms, std::size_t lives, const PilotOptions& options) {
    const std::atomic<bool>& stop = watch_for_interrupt();
    Progress progress(0, options.quiet, "", "lives");
    std::vector<Triple> all(lives);
    LivesOptions lives_options;
    lives_options.threads = options.threads;
    lives_options.stop = &stop;
    lives_options.progress = [&](std::size_t done, std::size_t planned) { progress.show(done, planned); };
    const auto live = [&](std::size_t k) {
        Triple triple;
        TaskMemory memory;
        for (const Policy* policy : {&arms.nobody(), &arms.pilot(k), &arms.everybody()}) {
            TeamWeeks& weeks = triple.arms.emplace_back(arms.from());
            if (replicate(arms.plan(), *policy, k, &stop, {}, &memory, &weeks).empty()) return false;
        }
        all[k] = std::move(triple);
        return true;
    };
    each_life(lives, live, lives_options);
    const auto hole = std::find_if(all.begin(), all.end(), [](const Triple& triple) { return triple.arms.empty(); });
    all.erase(hole, all.end());
    return all;
}

PilotWeeks weeks_of(const Arms& arms, const std::string& policy) {
    const Scenario& base = arms.plan().scenario().base();
    const auto whole = [](Duration time) { return static_cast<std::size_t>(std::max(0.0, time.in_days() / 7)); };
    const PilotWeeks weeks{whole(arms.from() - base.start), whole(base.end() - arms.from())};
    if (weeks.before < fewest_weeks || weeks.after < fewest_weeks)
        refuse("policies." + policy + ".from",
               fmt::format("leaves {} whole weeks before and {} after; two of each are the least", weeks.before,
                           weeks.after));
    return weeks;
}

std::vector<PilotMeasure> analysed(const Arms& arms, const std::vector<Triple>& triples, PilotWeeks weeks) {
    std::vector<PilotMeasure> all;
    for (const PilotedMeasure& measure : measures) {
        std::vector<PilotLife> lives;
        for (std::size_t k = 0; k < triples.size(); ++k) {
            const auto arm = [&](std::size_t which) { return series_of(triples[k].arms[which], measure); };
            lives.push_back({arms.treated(k), arm(0), arm(1), arm(2)});
        }
        all.push_back({measure.name, analyse_pilot(lives, weeks, block_size(!arms.plan().inputs().empty()))});
    }
    return all;
}

}  // namespace

int pilot_command(const PilotOptions& options) {
    const LoadedScenario loaded = load_scenario(options.scenario, options.overrides);
    const Entry policy = asked_policy(loaded, options.policy);
    const std::size_t asked = options.replications.value_or(usual_replications);
    const Arms arms(loaded, policy, options, asked);
    const PilotWeeks weeks = weeks_of(arms, policy.key);
    const std::string hash = hash_of(loaded, fmt::format("pilot {} {} {}", options.seed, asked, policy.key));
    RunPlace place(options.out, options.scenario, hash);

    const Provenance provenance;
    const std::vector<Triple> triples = play(arms, asked, options);
    if (triples.empty()) {
        fmt::print(stderr, "interrupted before the first life was finished; nothing was written\n");
        return was_interrupted;
    }
    const bool whole = triples.size() == asked;
    const std::vector<PilotMeasure> found = analysed(arms, triples, weeks);
    const Manifest manifest =
        provenance.manifest(arms.plan(), options, {hash, {"base", policy.key}, triples.size(), !whole});
    const Scenario& base = loaded.base();
    PilotFacts facts{base.title, policy.key,     options.seed, base.currency, arms.from().day(),
                     weeks,      triples.size(), arms.drawn(), !whole,        ""};
    facts.notes = loaded.notes;
    const Findings findings = pilot_findings(found, facts);
    facts.directory = place.write(files_of(findings), manifest);
    print_answer(
        options, [&] { return findings_json(findings); },
        [&](bool colour) { return pilot_page(found, facts, 100, colour); });
    if (!whole) place.tell_interrupted(triples.size(), "lives");
    return whole ? all_fine : was_interrupted;
}

}  // namespace burncast

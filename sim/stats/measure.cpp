#include "sim/stats/measure.hpp"

#include <algorithm>

#include "sim/base/screen_text.hpp"

namespace burncast {

namespace {

// One for every cause or purpose, and one for own work as a whole.
constexpr std::string_view patterns[] = {"<cause>", "<purpose>"};

constexpr Parts everywhere = by_team | by_model | by_cause | by_session;

constexpr Measure table[] = {
    {"bill", UnitKind::currency, everywhere | by_contract | less_is_better,
     "What is paid for the period: all use of models at the prices of the moment of use, and where there are "
     "contracts what these make of it. What contracts do not cover is the contract `list`. What was paid for nothing "
     "is shared by the teams and models that it was for, in proportion to their use, and is of no kind of session."},
    {"bill.<cause>", UnitKind::currency, less_is_better,
     "The part of the bill that was spent for one cause: useful, failed, auto_retry, manual_retry, loop and so on; "
     "`unused` is what contracts were paid for that nobody used. The causes sum to the bill. `own` stands for own work "
     "whatever happened to it: those five together."},
    {"list_cost", UnitKind::currency, by_team | by_model | by_session | by_contract | of_contracts,
     "What the same use costs at list prices (in FOCUS the ListCost, where the bill is the EffectiveCost); of a "
     "contract what it took of it. Told where there are contracts."},
    {"utilisation", UnitKind::share, by_contract | of_contracts | more_is_better,
     "Of the money that contracts take whether or not they are used (seats, commitments, own hardware), the share that "
     "met use; no value where there is none. Told where there are contracts."},
    {"hardware_wait", UnitKind::minutes, by_contract | of_contracts | less_is_better,
     "How long a call waits on average before own hardware serves it; no value where none says how many calls it "
     "serves "
     "at once (`slots`). Told where there are contracts."},
    {"tokens", UnitKind::tokens, everywhere,
     "All tokens billed in the period: input, cache writes, cache reads and output."},
    {"tokens.input", UnitKind::tokens, 0, "Prompt tokens billed at the full input price."},
    {"tokens.cache_write", UnitKind::tokens, 0, "Prompt tokens written to the provider's cache."},
    {"tokens.cache_read", UnitKind::tokens, 0, "Prompt tokens read back from the provider's cache."},
    {"tokens.output", UnitKind::tokens, 0, "Tokens the models wrote, reasoning included."},
    {"tokens.<cause>", UnitKind::tokens, 0, "The tokens spent for one cause, or for `own` work, as bill.<cause>."},
    {"average_price", UnitKind::currency_per_mtok, by_team | by_model | by_session,
     "The bill of the period divided by its tokens, whatever their kind: what a token cost on average. It moves with "
     "prices and as much with what models, and how often cached, people use; no value without tokens."},
    {"tokens_per_person", UnitKind::tokens, by_team,
     "The tokens that people used, divided by all people of the company, active or not; agents that nobody starts are "
     "left out."},
    {"tokens_per_session", UnitKind::tokens, by_session,
     "Tokens billed in the period divided by the sessions begun in it; no value without a session."},
    {"cost_per_session", UnitKind::currency_per_session, by_session | less_is_better,
     "The bill of the period divided by the sessions begun in it; no value without a session."},
    {"calls", UnitKind::calls, everywhere, "Model calls that were billed, repeated ones included."},
    {"calls.<cause>", UnitKind::calls, 0, "The calls made for one cause, or for `own` work, as bill.<cause>."},
    {"sessions", UnitKind::sessions, by_team | by_session,
     "Tries that were started: a task tried three times counts three."},
    {"tasks", UnitKind::tasks, by_team, "Tasks that were begun, of every purpose."},
    {"tasks.<purpose>", UnitKind::tasks, by_team,
     "Tasks that were begun for one purpose: own work, gaming, side_job, bug_fix, rework, review."},
    {"minutes", UnitKind::minutes, by_team, "The time that sessions took, from each one's first call to its end."},
    {"minutes.<purpose>", UnitKind::minutes, by_team, "The same time, of tasks of one purpose."},
    {"accepted_hours", UnitKind::hours, by_team | more_is_better,
     "Human hours that the accepted tasks would have taken; tasks of own work only."},
    {"saved_hours", UnitKind::hours, by_team | of_either_sign | more_is_better,
     "Hours that people saved on these tasks: what they would have taken alone, less what they take with the model; no "
     "value where nothing is said of anybody's skill."},
    {"accepted_tasks", UnitKind::tasks, by_team | more_is_better,
     "Tasks whose result was accepted in the period; tasks of own work only."},
    {"refused_tasks", UnitKind::tasks, by_team | less_is_better,
     "Tasks that a control, such as a cap, turned away for good, those under way included."},
    {"private_tasks", UnitKind::tasks, by_team | less_is_better,
     "Tasks that were done on private accounts because a control was in the way; they are in no bill."},
    {"exceptions_asked", UnitKind::tasks, by_team, "Tasks for which an exception from a control was asked for."},
    {"exceptions_granted", UnitKind::tasks, by_team, "Tasks for which it was granted."},
    {"breaker_trips", UnitKind::alerts, by_team, "How often a breaker stopped a person, an agent or a group of them."},
    {"false_trips", UnitKind::alerts, by_team | less_is_better,
     "Of these, how often less than half of what was spent in the hour before went in circles."},
    {"alerts", UnitKind::alerts, 0, "How often a control told somebody that a share of a limit had been used."},
    {"active_share", UnitKind::share, 0,
     "Share of all people who were active, that is, who had a model called in the period."},
    {"weekly_active_share", UnitKind::share, 0,
     "Share of all people who were active in a week: the mean over the weeks, from Monday to Sunday, that lie wholly "
     "in the period; no value when none does."},
    {"cost_per_accepted_task", UnitKind::currency_per_task, by_team | less_is_better,
     "The whole bill divided by the accepted tasks; no value when there are none."},
    {"cost_per_accepted_hour", UnitKind::currency_per_hour, by_team | less_is_better,
     "The whole bill divided by accepted_hours: to be held against what an hour of somebody's work costs."},
    {"cost_per_saved_hour", UnitKind::currency_per_hour, by_team | less_is_better,
     "The whole bill divided by saved_hours; no value when none are saved."},
    {"value", UnitKind::currency, by_team | of_value | more_is_better,
     "What the accepted results of own work are worth: `worth` times what the hours cost that people alone would have "
     "needed, of those that last and that the company can absorb. Told, as the following seven, where there is "
     "`value`."},
    {"durable_share", UnitKind::share, by_team | of_value | more_is_better,
     "Of accepted_hours, the share that is not lost to rework, whether that comes before the end of the run or after "
     "it; no value when nothing was accepted."},
    {"absorbed_share", UnitKind::share, by_team | of_value,
     "Of the hours that last, the share that the company can absorb; no value without any."},
    {"labour_saved", UnitKind::currency, by_team | of_value | of_either_sign | more_is_better,
     "What saved_hours would have cost; it is a part of value, and not to be added to it. No value where nothing is "
     "said of anybody's skill."},
    {"work_cost", UnitKind::currency, by_team | of_value,
     "What people's own time for the accepted tasks of own work costs, with the model; no value where somebody's skill "
     "is not known. What agents do that nobody starts takes nobody's time."},
    {"review_cost", UnitKind::currency, by_team | of_value | less_is_better, "What people's time for reviews costs."},
    {"repair_cost", UnitKind::currency, by_team | of_value | less_is_better,
     "What people's time for bug fixes and rework costs, with the model; no value where somebody's skill is not "
     "known."},
    {"roi", UnitKind::ratio, by_team | of_value | more_is_better,
     "(value - work_cost - review_cost - repair_cost - bill) / bill: what a unit of the bill brought beyond itself; no "
     "value without a bill, or where somebody's skill is not known. Below 0 a dearer bill looks better: compare net "
     "amounts then."},
    {"waste_share", UnitKind::share, less_is_better,
     "1 - bill.useful / bill: the share of the money that did not go into the try that was accepted; no value without "
     "a bill."},
    {"loop_share_of_failed.tokens", UnitKind::share, by_session | less_is_better,
     "Of the tokens of tries that ended without an accepted result, automatic retries apart, the share spent after the "
     "agent began to go in circles; no value when no try failed."},
    {"loop_share_of_failed.calls", UnitKind::share, by_session | less_is_better, "The same share of their calls."},
    {"rework_within_2_weeks", UnitKind::share, by_team | less_is_better,
     "Of the accepted tasks of own work, the share that comes back as rework within two weeks, whether or not that is "
     "still before the end of the run; no value when no task was accepted."},
    {"metric_value_correlation", UnitKind::ratio, 0,
     "How well tokens tell who delivers: Spearman's rank correlation of tokens and accepted hours over the people "
     "active in the period; no value when either is the same for all of them."},
    {"top_person_bill", UnitKind::currency, 0, "The largest bill that any one person ran up in the period."},
    {"top_person_tokens", UnitKind::tokens, 0, "The most tokens that any one person used in the period."},
    {"person_bill.p10", UnitKind::currency, 0, "Of the people active in the period, one in ten spent less than this."},
    {"person_bill.p50", UnitKind::currency, 0, "Of the people active in the period, half spent less than this."},
    {"person_bill.p90", UnitKind::currency, 0, "Of the people active in the period, one in ten spent more than this."},
    {"person_bill.mean", UnitKind::currency, 0, "The mean bill of the people active in the period."},
    {"person_tokens.p50", UnitKind::tokens, 0, "Of the people active in the period, half used fewer tokens than this."},
    {"person_tokens.mean", UnitKind::tokens, 0,
     "The mean tokens of the people active in the period (tokens_per_person is over all people)."},
    {"top_decile_share", UnitKind::share, 0,
     "The share of the money of all people active in the period that the tenth of them who spent most account for (the "
     "tenth rounded up)."},
    {"budget_exhausted_on", UnitKind::date, more_is_better,
     "The day on which a budget first ran out; never, when it lasted. For the whole run only."},
};

// "bill." for "bill.<cause>"; empty when the entry is no pattern.
std::string_view stem_of(std::string_view entry) {
    for (const std::string_view pattern : patterns)
        if (entry.ends_with(pattern)) return entry.substr(0, entry.size() - pattern.size());
    return {};
}

bool stands_for(std::string_view entry, std::string_view name) {
    const std::string_view stem = stem_of(entry);
    if (stem.empty() || !name.starts_with(stem) || name.size() == stem.size()) return false;
    name.remove_prefix(stem.size());
    if (name == "total" || name == "year" || name == "month") return false;  // a period
    return std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

// "; by team, cause; less is better", or nothing.
std::string parts_text(Parts parts) {
    std::string text;
    for (const auto& [part, name] : part_names)
        if ((parts & part) != 0) text += (text.empty() ? "; by " : ", ") + std::string(name);
    if ((parts & less_is_better) != 0) text += "; less is better";
    if ((parts & more_is_better) != 0) text += "; more is better";
    return text;
}

}  // namespace

std::span<const Measure> measures() { return table; }

const Measure* find_measure(std::string_view name) {
    for (const Measure& measure : table)
        if (measure.name == name && stem_of(name).empty()) return &measure;
    for (const Measure& measure : table)
        if (stands_for(measure.name, name)) return &measure;
    return nullptr;
}

Better better_of(std::string_view measure) {
    const Measure* known = find_measure(measure);
    if (known == nullptr || measure == "bill.useful" || measure == "bill.own") return Better::neither;
    return (known->parts & less_is_better) != 0   ? Better::lower
           : (known->parts & more_is_better) != 0 ? Better::higher
                                                  : Better::neither;
}

std::string unit_text(UnitKind unit, std::string_view currency) {
    switch (unit) {
        case UnitKind::currency:
            return std::string(currency);
        case UnitKind::tokens:
            return "tokens";
        case UnitKind::calls:
            return "calls";
        case UnitKind::sessions:
            return "sessions";
        case UnitKind::hours:
            return "hours";
        case UnitKind::minutes:
            return "minutes";
        case UnitKind::ratio:
            return "ratio";
        case UnitKind::tasks:
            return "tasks";
        case UnitKind::share:
            return "share";
        case UnitKind::currency_per_session:
            return std::string(currency) + "/session";
        case UnitKind::currency_per_task:
            return std::string(currency) + "/task";
        case UnitKind::currency_per_hour:
            return std::string(currency) + "/hour";
        case UnitKind::alerts:
            return "alerts";
        case UnitKind::currency_per_mtok:
            return std::string(currency) + "/Mtok";
        case UnitKind::date:
            return "date";
    }
    return {};
}

std::string describe_measures() {
    std::string page = wrapped(
        "Measures, for a period (a month 2026-01, a year 2026, or total for the whole run). Money is in the "
        "scenario's currency. Where parts are named, each of them has the measure, too: tokens@coding_agent.total.",
        0, 100);
    for (const Measure& measure : table) {
        std::string title = std::string(measure.name);
        title.append(title.size() < 26 ? 26 - title.size() : 1, ' ');
        page += '\n' + title + '[' + unit_text(measure.unit, "currency") + parts_text(measure.parts) + "]\n" +
                wrapped(measure.meaning, 4, 100);
    }
    return page;
}

}  // namespace burncast

#include "sim/stats/measure.hpp"

#include <algorithm>

namespace burncast {

namespace {

constexpr std::string_view pattern = "bill.<cause>";

constexpr Measure table[] = {
    {"bill", UnitKind::currency, "What all use of models in the period costs, at the prices of the moment of use."},
    {pattern, UnitKind::currency,
     "The part of the bill that was spent for one cause: useful, failed, auto_retry, manual_retry, loop and so on. The "
     "causes sum to the bill."},
    {"tokens", UnitKind::tokens, "All tokens billed in the period: input, cache writes, cache reads and output."},
    {"tokens.input", UnitKind::tokens, "Prompt tokens billed at the full input price."},
    {"tokens.cache_write", UnitKind::tokens, "Prompt tokens written to the provider's cache."},
    {"tokens.cache_read", UnitKind::tokens, "Prompt tokens read back from the provider's cache."},
    {"tokens.output", UnitKind::tokens, "Tokens the models wrote, reasoning included."},
    {"calls", UnitKind::calls, "Model calls that were billed, repeated ones included."},
    {"sessions", UnitKind::sessions, "Tries that were started: a task tried three times counts three."},
    {"accepted_hours", UnitKind::hours, "Human hours that the accepted tasks would have taken; tasks of own work only."},
    {"accepted_tasks", UnitKind::tasks, "Tasks whose result was accepted in the period."},
    {"refused_tasks", UnitKind::tasks, "Tasks or calls that a control, such as a cap, turned away."},
    {"active_share", UnitKind::share,
     "Share of all people who were active, that is, who had a model called in the period."},
    {"cost_per_accepted_task", UnitKind::currency_per_task,
     "The whole bill divided by the accepted tasks; no value when there are none."},
    {"waste_share", UnitKind::share,
     "1 - bill.useful / bill: the share of the money that did not go into the try that was accepted; no value without "
     "a bill."},
    {"top_person_bill", UnitKind::currency, "The largest bill that any one person ran up in the period."},
    {"top_person_tokens", UnitKind::tokens, "The most tokens that any one person used in the period."},
    {"person_bill.p10", UnitKind::currency, "Of the people active in the period, one in ten spent less than this."},
    {"person_bill.p50", UnitKind::currency, "Of the people active in the period, half spent less than this."},
    {"person_bill.p90", UnitKind::currency, "Of the people active in the period, one in ten spent more than this."},
    {"person_bill.mean", UnitKind::currency, "The mean bill of the people active in the period."},
    {"top_decile_share", UnitKind::share,
     "The share of the money of all people active in the period that the tenth of them who spent most account for (the "
     "tenth rounded up)."},
    {"budget_exhausted_on", UnitKind::date,
     "The day on which a budget first ran out; never, when it lasted. For the whole run only."},
};

bool is_cause_measure(std::string_view name) {
    constexpr std::string_view prefix = "bill.";
    if (!name.starts_with(prefix) || name.size() == prefix.size()) return false;
    name.remove_prefix(prefix.size());
    if (name == "total" || name == "year" || name == "month") return false;  // a bill's period
    return std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

// Words of `text` in lines of at most `width` columns, each after `indent` spaces.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
    std::string page;
    std::size_t column = width;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(text.size(), word.size() + 1));
        if (column + 1 + word.size() > width) {
            if (!page.empty()) page += '\n';
            page.append(indent, ' ');
            column = indent;
        } else {
            page += ' ';
            ++column;
        }
        page += word;
        column += word.size();
    }
    return page + '\n';
}

}  // namespace

std::span<const Measure> measures() { return table; }

const Measure* find_measure(std::string_view name) {
    const std::string_view entry = is_cause_measure(name) ? pattern : name;
    if (name == pattern) return nullptr;
    for (const Measure& measure : table)
        if (measure.name == entry) return &measure;
    return nullptr;
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
        case UnitKind::ratio:
            return "ratio";
        case UnitKind::tasks:
            return "tasks";
        case UnitKind::share:
            return "share";
        case UnitKind::currency_per_task:
            return std::string(currency) + "/task";
        case UnitKind::date:
            return "date";
    }
    return {};
}

std::string describe_measures() {
    std::string page = wrapped(
        "Measures, for a period (a month 2026-01, a year 2026, or total for the whole run). Money is in the "
        "scenario's currency.",
        0, 100);
    for (const Measure& measure : table) {
        std::string title = std::string(measure.name);
        title.append(title.size() < 26 ? 26 - title.size() : 1, ' ');
        page += '\n' + title + '[' + unit_text(measure.unit, "currency") + "]\n" + wrapped(measure.meaning, 4, 100);
    }
    return page;
}

}  // namespace burncast

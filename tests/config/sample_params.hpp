// A params struct with a field of every kind, and its table.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/config/table.hpp"

namespace burncast::test {

enum class Cache { five_minutes, hour, off };

struct Work {
    double rate = 0;
    Law difficulty;
    Reference session;
    std::optional<double> share;
};

struct Adoption {
    double start = 0;
    double ceiling = 0;
};

struct PriceStep {
    Instant on;
    double change = 0;
    std::vector<Reference> models;
};

struct Sample {
    std::string title;
    std::string note;
    std::string currency;
    std::int64_t people = 0;
    int limit = 0;
    Money salary;
    Duration backoff;
    Tokens context;
    Price input;
    std::optional<Price> cache_read;
    double growth = 0;
    double imitation = 0;
    Cache cache = Cache::hour;
    std::optional<Cache> lane;
    bool loud = false;
    Instant start;
    std::optional<Instant> until;
    Span horizon;
    WorkingWeek calendar;
    Adoption adoption;
    std::optional<Adoption> second;
    std::vector<Named<Work>> work;
    std::vector<PriceStep> prices;
    std::vector<Named<double>> mix;
    std::vector<double> shape;
    std::optional<Law> size;
    NodePtr policies;
    std::vector<Reference> lines;
};

struct Patch {
    std::optional<Instant> from;
};

inline const Table<Adoption>& adoption_table() {
    static const Table<Adoption> table =
        Table<Adoption>("adoption", "Who uses it already, and who will.")
            .share("start", &Adoption::start, {}, "32%", "L019", "Share of people who use it on the first day.")
            .share("ceiling", &Adoption::ceiling, {}, "95%", "L101", "Share who ever will.")
            .check("ceiling", [](const Adoption& a) -> std::optional<std::string> {
                if (a.ceiling >= a.start) return std::nullopt;
                return "must not be below start";
            });
    return table;
}

inline const Table<Work>& work_table() {
    static const Table<Work> table =
        Table<Work>("work.*", "One kind of task.")
            .rate("rate", &Work::rate, {}, required, "", "Tasks a person starts.")
            .law("difficulty", &Work::difficulty, Dimension::duration, {}, "~ lognormal(median = 20 min, log_sd = 0.9)",
                 "L041", "How long a person would need for it.")
            .name("session", &Work::session, "sessions", "chat", "MODEL", "How the task is played.")
            .share("share", &Work::share, {}, absent, "", "Share of it done with help.");
    return table;
}

inline const Table<PriceStep>& price_table() {
    static const Table<PriceStep> table =
        Table<PriceStep>("prices[]", "A step of the list prices.")
            .date("on", &PriceStep::on, required, "", "The day.")
            .relative_change("change", &PriceStep::change, {.high = 10}, required, "", "By how much.")
            .names("models", &PriceStep::models, "market.models", "Of which models; all without it.");
    return table;
}

inline const Table<Patch>& patch_table() {
    static const Table<Patch> table = Table<Patch>("policies.*", "What differs, and from when.")
                                          .date("from", &Patch::from, absent, "", "The day on which it begins.");
    return table;
}

inline const Table<Sample>& sample_table() {
    static const Table<Sample> table =
        Table<Sample>("sample", "One of everything.")
            .text("scenario", &Sample::title, required, "", "What it is called.")
            .text("note", &Sample::note, "", "", "Anything else.")
            .text("currency", &Sample::currency, "USD", "", "The currency of all money.")
            .count("people", &Sample::people, {.low = 0, .high = 1e7}, required, "", "How many people.")
            .exact()
            .count("limit", &Sample::limit, {.low = 1}, "10", "guess", "Most tries.")
            .money_rate("salary", &Sample::salary, {}, "$220k/year", "S051", "What a person costs.")
            .duration("backoff", &Sample::backoff, {.above = 0, .high = 86400}, "1 s", "L074",
                      "The first wait after a failed call.")
            .tokens("context", &Sample::context, {.low = 1}, "20k tok", "L042", "What a session begins with.")
            .price("input", &Sample::input, {}, "$3/Mtok", "L001", "Price of a prompt token.")
            .price("cache_read", &Sample::cache_read, {}, absent, "", "Price of a token read from the cache.")
            .relative_rate("growth", &Sample::growth, {}, "-20%/year", "S002", "Trend of the list price.")
            .rate("imitation", &Sample::imitation, {}, "1.0/month", "L019", "How fast people copy each other.")
            .choice("cache", &Sample::cache,
                    {{"5 min", Cache::five_minutes}, {"1 h", Cache::hour}, {"off", Cache::off}}, "5 min", "L053",
                    "How long the prompt cache lives.")
            .choice("lane", &Sample::lane, {{"short", Cache::five_minutes}, {"long", Cache::hour}}, absent, "",
                    "Which lane, if any.")
            .flag("loud", &Sample::loud, "no", "guess", "Whether people talk about it.")
            .date("start", &Sample::start, "2026-01-01", "MODEL", "The first day.")
            .date("until", &Sample::until, absent, "", "The last day, if there is one.")
            .span("horizon", &Sample::horizon, "12 months", "MODEL", "How long.")
            .calendar("calendar", &Sample::calendar, "Mon-Fri 9:00-18:00 UTC", "guess", "When people work.")
            .part("adoption", &Sample::adoption, adoption_table())
            .part("second", &Sample::second, adoption_table(), "A second wave.")
            .map_of("work", &Sample::work, work_table(), 1)
            .list_of("prices", &Sample::prices, price_table())
            .quantities("mix", &Sample::mix, Dimension::share, {}, "Share of calls to each model.")
            .quantities("shape", &Sample::shape, Dimension::number, {.low = 0}, "Weight of each hour.")
            .law("size", &Sample::size, Dimension::tokens, {}, absent, "", "Length of an answer.")
            .patches("policies", &Sample::policies, patch_table(), {"scenario", "start", "policies", "lines"},
                     "Patches over the scenario.")
            .lines("lines", &Sample::lines, {"one < two", "two > one"}, "What is kept as written.");
    return table;
}

}  // namespace burncast::test

#include "sim/mechanism/demand/demand.hpp"

namespace burncast {

const Table<DemandParams>& demand_table() {
    using P = DemandParams;
    static const Table<P> table =
        Table<P>("demand", "When tasks come, for the whole company.")
            .number("day_spread", &P::day_spread, {.low = 0, .high = 3}, "0.2", "L144, guess",
                    "Log-sd of the day factor that everybody shares (its mean is 1); 0.7 was seen in one small firm.")
            .number("clustering", &P::clustering, {.low = 0.05, .high = 100}, "0.5", "L143",
                    "Gamma shape of the gaps between a person's tasks: 1 is Poisson, less comes in clusters.")
            .share("lunch", &P::lunch, {}, "50%", "guess", "Activity around noon, relative to the other open hours.")
            .share("night", &P::night, {}, "5%", "MODEL, guess", "Activity outside the open hours, relative to them.")
            .share("weekend", &P::weekend, {}, "15%", "MODEL, guess",
                   "Activity on days off, relative to working days.");
    return table;
}

const Table<IntensityParams>& intensity_table() {
    using P = IntensityParams;
    static const Table<P> table = Table<P>("company.*.intensity", "How differently people use the tools.")
                                      .number("spread", &P::spread, {.low = 0, .high = 4}, "1.1", "L006, L011, L013",
                                              "Log-sd of personal intensity; the median person has 1.");
    return table;
}

namespace {

// What people's work and agents' work have in common.
template <class P>
Table<P> work_fields(Table<P> table) {
    return std::move(table)
        .name("session", &P::session, "sessions", required, "", "The kind of session it takes.")
        .name("model", &P::model, "market.models", required, "", "The model it runs on.")
        .choice("lane", &P::lane, {{"standard", Lane::standard}, {"batch", Lane::batch}, {"fast", Lane::fast}},
                "standard", "L053", "The price lane: batch is cheaper and slower, fast dearer.")
        .law("difficulty", &P::difficulty, Dimension::duration, {.low = 0.001, .high = 1e9},
             "~ lognormal(median = 20 min, log_sd = 0.9)", "L041", "Human time that a task would take.")
        .share("impossible", &P::impossible, {}, "3%", "L043, guess", "Tasks that no number of tries can solve.");
}

}  // namespace

const Table<WorkParams>& work_table() {
    using P = WorkParams;
    static const Table<P> table =
        work_fields(Table<P>("company.*.work.*", "One kind of task that people have, and how they have it done.")
                        .rate("rate", &P::rate, {.low = 0, .high = 1e5}, required, "",
                              "Tasks per working day of the median person; the mean one has e^(spread^2/2) times as "
                              "many, 1.8 at the default spread."))
            .share("vague", &P::vague, {}, "30%", "S100, guess", "Requests that are asked for unclearly.");
    return table;
}

const Table<BackgroundParams>& background_table() {
    using P = BackgroundParams;
    static const Table<P> table =
        work_fields(Table<P>("company.*.agents.*", "Agents that run day and night without anybody starting them.")
                        .count("count", &P::count, {.low = 0, .high = 1e6}, "1", "guess", "How many there are.")
                        .exact()
                        .rate("rate", &P::rate, {.low = 0, .high = 1e6}, absent, "",
                              "Tasks per day of one agent, at random times.")
                        .duration("every", &P::every, {.low = 1}, absent, "S104", "Or one task each such interval."))
            .share("vague", &P::vague, {}, "0%", "guess", "Tasks that are asked for unclearly.")
            .check("rate", [](const P& p) -> std::optional<std::string> {
                if (p.rate.has_value() != p.every.has_value()) return std::nullopt;
                return p.rate ? "give rate or every, not both" : "give rate (such as 20/day) or every (such as 4 min)";
            });
    return table;
}

}  // namespace burncast

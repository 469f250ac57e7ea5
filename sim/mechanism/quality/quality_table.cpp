#include "sim/mechanism/quality/quality_params.hpp"

namespace burncast {

namespace {

const Table<RepairParams>& repair_table() {
    using P = RepairParams;
    static const Table<P> table =
        Table<P>("quality.repairs", "How bug fixes and rework are done.")
            .name("session", &P::session, "sessions", absent, "",
                  "The kind of session; without it that of the team's first kind of work.")
            .name("model", &P::model, "market.models", absent, "", "The model; without it as the session.")
            .law("difficulty", &P::difficulty, Dimension::duration, {.low = 0.001, .high = 1e9},
                 "~ lognormal(median = 20 min, log_sd = 0.9)", "L041", "Human time that a repair would take.")
            .share("vague", &P::vague, {}, "30%", "MODEL, guess", "Repairs that are asked for vaguely.")
            .share("impossible", &P::impossible, {}, "3%", "L043, guess", "Repairs that no number of tries can do.")
            .rate("most", &P::most, {.above = 0, .high = 1e4}, "20/day", "guess",
                  "Repairs for each person of the team that get done; what is due beyond that is left undone, so that "
                  "work that begets more work than it settles has an end.");
    return table;
}

const Table<ReviewParams>& review_table() {
    using P = ReviewParams;
    static const Table<P> table =
        Table<P>("quality.review", "Who reviews accepted results, and what happens when nobody does.")
            .name("session", &P::session, "sessions", "chat", "guess", "The kind of session that a review takes.")
            .name("model", &P::model, "market.models", absent, "",
                  "The model; without it that of the team's first kind of work.")
            .law("difficulty", &P::difficulty, Dimension::duration, {.low = 0.001, .high = 1e9},
                 "~ lognormal(median = 20 min, log_sd = 0.9)", "L041",
                 "Human time of what is reviewed, which says how long the session is.")
            .share("coverage", &P::coverage, {}, "100%", "guess", "Share of results that are to be reviewed at all.")
            .number("unreviewed", &P::unreviewed, {.low = 0, .high = 5}, "0.5", "guess",
                    "How many more repairs a result needs that nobody reviewed: 0.5 is half as many again.")
            .rate("reviews", &P::reviews, {.above = 0, .high = 1e4}, "6/day", "guess",
                  "Reviews that a reviewer gets done on a working day.")
            .duration("patience", &P::patience, {.above = 0}, "2 days", "guess",
                      "Working days of waiting beyond which people begin to merge unreviewed.");
    return table;
}

const Table<DebtParams>& debt_table() {
    using P = DebtParams;
    static const Table<P> table =
        Table<P>("quality.debt", "Technical debt: repairs that a team owes.")
            .number("shortcuts", &P::shortcuts, {.low = 0, .high = 100}, "0", "guess (kind: L113)",
                    "Repairs that each accepted result leaves owed and that nothing asks for, such as copied code.")
            .duration("lifetime", &P::lifetime, {.low = 86'400}, "1000 days", "guess",
                      "Time in which 63% of the code is replaced, and what is owed for it is gone.")
            .share("interest", &P::interest, {.high = 10}, "0.1%", "guess",
                   "How much more human time every task takes for each repair owed per person.");
    return table;
}

const Table<ModelQualityParams>& model_quality_table() {
    using P = ModelQualityParams;
    static const Table<P> table =
        Table<P>("quality.models[]", "A model whose results come back more or less often than usual.")
            .name("model", &P::model, "market.models", required, "", "The model.")
            .number("factor", &P::factor, {.low = 0, .high = 5}, required, "",
                    "Repairs that its results need, relative to the usual.");
    return table;
}

}  // namespace

const Table<QualityParams>& quality_table() {
    using P = QualityParams;
    static const Table<P> table =
        Table<P>("quality", "Work that comes back: bug fixes, rework, review and technical debt.")
            .number("bugs", &P::bugs, {.low = 0, .high = 20}, "0.23", "L147 over L111",
                    "Bug fixes that an accepted and reviewed result needs later, made by hand: 43% over 1.86.")
            .number("rework", &P::rework, {.low = 0, .high = 20}, "0.13", "L116 over L111",
                    "Rework that it needs: 25% fewer merged than by hand, over 1.86.")
            .number("agents", &P::agents, {.low = 0, .high = 10}, "1.86", "S142, L111, L118",
                    "How many times as many repairs a result needs that agents made: 1.5 to 2.3.")
            .list_of("models", &P::models, model_quality_table())
            .names("sessions", &P::sessions, "sessions",
                   "Kinds of session whose results can come back; all when none are named.")
            .law("delay", &P::delay, Dimension::duration, {.low = 0, .high = 1e9},
                 "~ lognormal(median = 5 days, log_sd = 1)", "MODEL, guess",
                 "Time from a result to the repair that it needs.")
            .part("repairs", &P::repairs, repair_table())
            .part("review", &P::review, review_table())
            .part("debt", &P::debt, debt_table());
    return table;
}

const Table<TeamQualityParams>& team_quality_table() {
    using P = TeamQualityParams;
    static const Table<P> table =
        Table<P>("company.*.quality",
                 "How a team's results come back, where that differs; it means nothing without `quality`.")
            .number("agents", &P::agents, {.low = 0, .high = 10}, absent, "S142",
                    "As quality.agents, for this team; 1 where people write by hand.")
            .number("reviewers", &P::reviewers, {.above = 0, .high = 1e6}, absent, "guess",
                    "People of the team who review at any time; without it no result waits for a review.");
    return table;
}

}  // namespace burncast

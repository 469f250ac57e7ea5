#include <algorithm>
#include <functional>

#include "sim/mechanism/incentive/incentive.hpp"

namespace burncast {

namespace {

using P = IncentiveParams;
using Kind = IncentiveKind;

const std::string kind = "kind";
using Words = std::vector<std::string>;
const Words fed = {"kpi", "leaderboard"}, weighed = {"kpi", "output_kpi"}, board = {"leaderboard"};

void add_what_counts(Table<P>& t) {
    t.choice("kind", &P::kind,
             {{"kpi", Kind::kpi},
              {"leaderboard", Kind::leaderboard},
              {"output_kpi", Kind::output_kpi},
              {"mandate", Kind::mandate},
              {"quota", Kind::quota}},
             required, "",
             "kpi: use counts in reviews; leaderboard: a rank by use; output_kpi: accepted work counts; mandate: to be "
             "active each week; quota: tokens to be used each day.")
        .choice("metric", &P::metric,
                {{"tokens", IncentiveMetric::tokens},
                 {"prompts", IncentiveMetric::prompts},
                 {"accepted_tasks", IncentiveMetric::accepted_tasks},
                 {"active_weeks", IncentiveMetric::active_weeks}},
                "tokens", "S013, S128",
                "What counts; prompts are calls of a model. active_weeks is for a kpi alone: those who have begun no "
                "session since Monday do one task on Friday, the likelier the greater weight times leverage.")
        .only_for(kind, fed)
        .choice("refresh", &P::refresh,
                {{"daily", Rhythm::daily}, {"weekly", Rhythm::weekly}, {"monthly", Rhythm::monthly}}, "weekly", "guess",
                "How often the figure or the rank is made known.")
        .only_for(kind, {"kpi", "leaderboard", "output_kpi"})
        .only_for("metric", {"tokens", "prompts", "accepted_tasks"})
        .names("team", &P::teams, "company", "Only these teams, together; everybody when none is named.")
        .date("from", &P::from, absent, "", "Since when; a day before the scenario's start finds people used to it.")
        .date("until", &P::until, absent, "", "The first day on which it no longer holds.");
}

void add_strengths(Table<P>& t) {
    t.number("weight", &P::weight, {.low = 0, .high = 100}, required, "S013, guess",
             "Worth of one more in the logarithm of the metric, in units of a normal effort's; of active_weeks, of "
             "having been active.")
        .only_for(kind, weighed)
        .number("prize", &P::prize, {.low = 0, .high = 100}, required, "L124, L126, guess",
                "Worth of passing everybody on the board, in the same units; 0.1 to 0.4 gives the effort of contests "
                "without gaming.")
        .only_for(kind, board)
        .count("visible", &P::visible, {.low = 1, .high = 1e9}, absent, "L016",
               "How many places are shown; everybody's when not written.")
        .only_for(kind, board)
        .quantities("tiers", &P::tiers, Dimension::count, {.low = 1, .high = 1e9},
                    "The last places that bear each title, such as [1, 10, 50]; every title is worth as much as any "
                    "other (guess).")
        .exact()
        .only_for(kind, board)
        .number("leverage", &P::leverage, {.low = 0, .high = 1e6}, "25", "S016, S017",
                "What an hour spent on the metric alone does to it, in hours of real work: 12 versions of a report, "
                "dozens of rewrites; 2-5 for accepted tasks (guess). The median person's: see effort.spread.")
        .only_for(kind, fed)
        .number("detection", &P::detection, {.low = 0, .high = 1000}, "0.1", "guess",
                "Probability of being found out times the penalty, in units of a normal effort's worth.")
        .only_for(kind, fed)
        .share("target", &P::target, {}, required, "S129", "Share of people to be active each week.")
        .only_for(kind, {"mandate"})
        .tokens("amount", &P::amount, {.low = 1}, required, "S041", "Tokens to be used each day.")
        .only_for(kind, {"quota"})
        .share("compliance", &P::compliance, {}, "50%", "guess",
               "Probability that somebody who would miss it fills the gap.")
        .only_for(kind, {"mandate", "quota"})
        .number("splits", &P::splits, {.low = 1, .high = 1000}, "1", "S132, guess",
                "Parts that people come to hand one task in as.")
        .only_for(kind, {"output_kpi"});
}

void add_checks(Table<P>& t) {
    t.check("metric", [](const P& p) -> std::optional<std::string> {
         if (p.metric != IncentiveMetric::active_weeks || p.kind == Kind::kpi) return std::nullopt;
         return "is active_weeks, which is for kind: kpi alone; for a whole company take kind: mandate";
     }).check("until", [](const P& p) -> std::optional<std::string> {
        if (!p.until || !p.from || *p.from < *p.until) return std::nullopt;
        return "must be after from";
    });
    t.check("tiers", [](const P& p) -> std::optional<std::string> {
        if (std::adjacent_find(p.tiers.begin(), p.tiers.end(), std::greater_equal<>()) != p.tiers.end())
            return "must rise from title to title";
        if (!p.tiers.empty() && p.visible && p.tiers.back() > *p.visible)
            return "goes beyond the places that are visible";
        return std::nullopt;
    });
}

const Table<P>& entry_table() {
    static const Table<P> table = [] {
        Table<P> t("incentives.*", "What people are rewarded, ranked or pressed for.");
        add_what_counts(t);
        add_strengths(t);
        add_checks(t);
        // What ended before the scenario has left its habits where it says since when it was there.
        t.dates("from", "until", [](const P& p) { return Acting{p.from, p.from ? std::nullopt : p.until}; });
        return t;
    }();
    return table;
}

}  // namespace

const Table<EffortParams>& effort_table() {
    using E = EffortParams;
    static const Table<E> table =
        Table<E>("effort", "How people answer to incentives.")
            .number("substitution", &E::substitution, {.low = 0, .high = 0.95}, "0.5", "L122, guess",
                    "How far feeding a metric and real work compete for the same effort.")
            .number("spread", &E::spread, {.low = 0, .high = 3}, "0.5", "guess",
                    "How far people differ in what an hour of feeding a metric brings: log-sd of their leverages.")
            .number(
                "ends", &E::ends, {.low = 0, .high = 1}, "0.5", "L125, guess",
                "How much more a place at the top or the bottom of a leaderboard pulls: 0 not at all, 1 up to three "
                "times the mean.")
            .duration("inertia", &E::inertia, {.low = 60}, "20 days", "guess",
                      "Time in which people go 63% of the way to their best effort; 20 days are 30% a week.")
            .duration("decay", &E::decay, {.low = 60}, "14 days", "L127, guess",
                      "Time in which gaming that no longer pays falls by 63%; 1-4 weeks.")
            .share("habit", &E::habit, {}, "10%", "L128, guess",
                   "What stays of the most that somebody has gamed; 5-20%.")
            .rate("pace", &E::pace, {.low = 1, .high = 1e6}, "1/s", "guess",
                  "How fast somebody begins gaming tasks at most, with a script: for a quota in the two hours in which "
                  "it is filled, else on the mean of a day. What goes beyond is not done.")
            .name("session", &E::session, "sessions", absent, "",
                  "The kind of session of gaming tasks; that of a team's first kind of work when none is named.")
            .name("model", &E::model, "market.models", absent, "", "The same for the model.");
    return table;
}

const Table<Incentives>& Incentive::table() {
    static const Table<Incentives> table =
        Table<Incentives>("incentives", "What people are rewarded, ranked or pressed for, and how they answer.")
            .map_of("incentives", &Incentives::entries, entry_table())
            .part("effort", &Incentives::effort, effort_table());
    return table;
}

}  // namespace burncast

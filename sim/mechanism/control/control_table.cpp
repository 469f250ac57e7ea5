#include <algorithm>
#include <cmath>
#include <functional>

#include "sim/mechanism/control/control.hpp"
#include "sim/mechanism/control/control_checks.hpp"

namespace burncast {

namespace {

using P = ControlParams;
using Words = std::vector<std::string>;
const Words cap = {"cap"}, limits = {"cap", "freeze"}, bills = {"showback", "chargeback"}, breaker = {"breaker"},
            detector = {"repeat_detector"};
const Words periodic = {"person", "team", "role", "company", "model"};

const Table<AnswerParams>& answer_table() {
    using A = AnswerParams;
    static const Table<A> table =
        Table<A>("controls.*.answers", "What people do with tasks that are blocked; the shares sum to 100%.")
            .share("cheaper", &A::cheaper, {}, "45%", "MODEL, guess", "Go on with the model `cheaper`.")
            .exact()
            .share("wait", &A::wait, {}, "20%", "MODEL, guess", "Wait until the count begins anew, once.")
            .exact()
            .share("ask", &A::ask, {}, "15%", "MODEL, guess", "Ask for an exception.")
            .exact()
            .share("private", &A::elsewhere, {}, "15%", "MODEL, guess", "Use a private account.")
            .exact()
            .share("drop", &A::drop, {}, "5%", "MODEL, guess", "Let it be.")
            .exact()
            .check("drop", [](const A& a) -> std::optional<std::string> {
                if (std::abs(a.sum() - 1) < 1e-9) return std::nullopt;
                return "the five shares sum to " + std::to_string(std::lround(a.sum() * 100)) + "%, not to 100%";
            });
    return table;
}

const Table<ApprovalParams>& approval_table() {
    using A = ApprovalParams;
    static const Table<A> table = Table<A>("controls.*.approval", "How exceptions are decided that people ask for.")
                                      .law("wait", &A::wait, Dimension::duration, {.low = 0, .high = 1e9},
                                           "~ lognormal(median = 4 h, log_sd = 1)", "guess", "Time until the decision.")
                                      .share("granted", &A::granted, {}, "70%", "guess", "Probability that it is yes.");
    return table;
}

const Table<IncreaseParams>& increase_table() {
    using I = IncreaseParams;
    static const Table<I> table =
        Table<I>("controls.*.increases[]", "Another amount for some time.")
            .relative_change("by", &I::by, {.low = -1, .high = 1000}, required, "", "Such as +50%.")
            .date("from", &I::from, required, "", "The first day of it.")
            .date("until", &I::until, required, "", "The first day on which it no longer holds.")
            .check("until",
                   [](const I& i) -> std::optional<std::string> {
                       if (i.from < i.until) return std::nullopt;
                       return "must be after from";
                   })
            .dates("from", "until", [](const I& i) {
                return Acting{i.from, i.until};
            });
    return table;
}

void add_whose(Table<P>& t) {
    t.choice(
         "kind", &P::kind,
         {{"cap", ControlKind::cap},
          {"freeze", ControlKind::freeze},
          {"access", ControlKind::access},
          {"licences", ControlKind::licences},
          {"showback", ControlKind::showback},
          {"chargeback", ControlKind::chargeback},
          {"breaker", ControlKind::breaker},
          {"repeat_detector", ControlKind::repeat_detector}},
         required, "",
         "cap: a limit on use; freeze: no use for some days; access: only some models; licences: so many people have "
         "the tools; showback: people see what they spend; chargeback: they pay it from a budget of their own; "
         "breaker: whoever spends far more than usual is stopped; repeat_detector: agents that go in circles are.")
        .choice("scope", &P::scope,
                {{"person", CapScope::person},
                 {"team", CapScope::team},
                 {"role", CapScope::role},
                 {"company", CapScope::company},
                 {"model", CapScope::model},
                 {"session", CapScope::session}},
                required, "",
                "What is counted together: a person's use, a team's, that of all teams with one role, the company's, a "
                "model's, or one session's. Background agents are nobody's, so a person's cap does not reach them. A "
                "breaker watches a person, a team or the company, and "
                "with scope: person each agent, too.")
        .only_for("kind", {"cap", "breaker"})
        .name("team", &P::team, "company", absent, "", "Only this team; everybody when none is named.")
        .name("role", &P::role, "company.*.role", absent, "", "Only teams with this role.")
        .names("models", &P::models, "market.models",
               "Only use of these models; of all when none is named. With access, those that are allowed.")
        .only_for("kind", {"cap", "freeze", "access"})
        .choice(
            "period", &P::period,
            {{"minute", LimitPeriod::minute},
             {"hour", LimitPeriod::hour},
             {"day", LimitPeriod::day},
             {"week", LimitPeriod::week},
             {"month", LimitPeriod::month},
             {"quarter", LimitPeriod::quarter},
             {"year", LimitPeriod::year},
             {"budget", LimitPeriod::budget},
             {"total", LimitPeriod::total}},
            "month", "L136",
            "When the count begins anew (UTC; weeks on Mondays); budget: with the budget's period, or never without "
            "one. A cap by the minute on more than one person makes a run much slower.")
        .only_for("kind", cap)
        .only_for("scope", periodic);
}

void add_how_much(Table<P>& t) {
    t.money("amount", &P::amount, {.low = 0, .high = 1e15}, absent, "", "The limit, in money at list prices.")
        .only_for("kind", cap)
        .tokens("tokens", &P::tokens, {.low = 0, .high = 9e15}, absent, "", "Or in tokens of every kind.")
        .only_for("kind", cap)
        .count("requests", &P::requests, {.low = 0, .high = 9e15}, absent, "", "Or in calls of a model.")
        .only_for("kind", cap)
        .duration("lag", &P::lag, {.low = 0, .high = 1e8}, absent, "L132, L133",
                  "How long what was counted takes to reach the gate; 1 min when not written, none by the minute, the "
                  "hour or the session. An export of bills takes 4-48 h.")
        .only_for("kind", cap)
        .quantities("alerts", &P::alerts, Dimension::share, {.above = 0, .high = 1},
                    "Shares of the limit at which somebody is told, such as [50%, 80%]; counted as `alerts`.")
        .exact()
        .only_for("kind", cap)
        .only_for("scope", periodic)
        .list_of("increases", &P::increases, increase_table())
        .only_for("kind", cap)
        .only_for("scope", periodic);
}

void add_what_then(Table<P>& t) {
    t.choice(
         "on_hit", &P::on_hit,
         {{"block", OnHit::block},
          {"alert", OnHit::alert},
          {"approve", OnHit::approve},
          {"downgrade", OnHit::downgrade},
          {"throttle", OnHit::throttle}},
         "block", "L136",
         "block: refuse; alert: only tell; approve: everybody asks for an exception; downgrade: go on with the model "
         "`cheaper`; throttle: calls wait until the count begins anew.")
        .only_for("kind", cap)
        .name("cheaper", &P::cheaper, "market.models", absent, "",
              "The model that stays open when the limit is reached, for those who go on with it.")
        .only_for("kind", limits)
        .only_for("on_hit", {"block", "downgrade"})
        .part("answers", &P::answers, answer_table())
        .only_for("kind", limits)
        .only_for("on_hit", {"block"})
        .part("approval", &P::approval, approval_table())
        .only_for("kind", limits)
        .only_for("on_hit", {"block", "approve"});
}

void add_other_kinds(Table<P>& t) {
    t.date("from", &P::from, absent, "", "The first day of the freeze; the start of the run when not written.")
        .only_for("kind", {"freeze"})
        .date("until", &P::until, required, "", "The first day on which it no longer holds.")
        .only_for("kind", {"freeze"})
        .name("instead", &P::instead, "market.models", absent, "", "The model that takes the place of others.")
        .only_for("kind", {"access"})
        .count("seats", &P::seats, {.low = 0, .high = 1e7}, required, "",
               "How many people keep their licences, those who have used most tokens; looked at on the first of each "
               "month.")
        .only_for("kind", {"licences"})
        .share("felt", &P::felt, {}, "50%", "guess",
               "Share of a price that people feel at least, 100% with a chargeback: see price_felt.")
        .only_for("kind", {"showback"})
        .share("cut", &P::cut, {.low = 0, .below = 1}, absent, "L135, guess",
               "Share of their use that people leave because they see what it costs: 8% when not written, 4-12% where "
               "feedback on use of energy was measured; with a chargeback 20%, of 15-30% that are claimed (MODEL §11).")
        .only_for("kind", bills)
        .number("factor", &P::factor, {.above = 1, .high = 1e6}, "3", "L137",
                "A breaker trips when an hour's spend is so many times the usual.")
        .only_for("kind", breaker)
        .money("least", &P::least, {.low = 0, .high = 1e12}, "$5", "guess",
               "What an hour may cost however little is usual: the usual is taken as this at least.")
        .only_for("kind", breaker)
        .count("memory", &P::memory, {.low = 1, .high = 1e6}, "40", "guess", "Hours of use whose mean is the usual.")
        .only_for("kind", breaker)
        .law("pause", &P::pause, Dimension::duration, {.low = 0, .high = 1e9},
             "~ lognormal(median = 30 min, log_sd = 1)", "guess",
             "Until somebody has looked and lets calls pass again.")
        .only_for("kind", breaker)
        .count("repeats", &P::repeats, {.low = 1, .high = 1e6}, "3", "L137",
               "Calls in circles after which an agent is stopped.")
        .only_for("kind", detector)
        .share("detects", &P::detects, {}, "90%", "guess", "Share of sessions in circles that are recognised.")
        .only_for("kind", detector)
        .share("mistakes", &P::mistakes, {}, "0.05%", "guess",
               "Probability per call that an agent is stopped that does not go in circles.")
        .only_for("kind", detector);
}

const Table<P>& control_table() {
    static const Table<P> table = [] {
        Table<P> t("controls.*", "Something that keeps the bill in hand.");
        add_whose(t);
        add_how_much(t);
        add_what_then(t);
        add_other_kinds(t);
        add_control_checks(t);
        t.dates("from", "until", [](const P& p) { return Acting{p.from, p.until}; });
        return t;
    }();
    return table;
}

}  // namespace

const Table<Controls::Params>& Controls::table() {
    static const Table<Params> table = Table<Params>("controls", "What keeps the bill in hand.")
                                           .map_of("controls", &Params::controls, control_table())
                                           .check("controls", [](const Params& p) -> std::optional<std::string> {
                                               if (p.controls.size() <= 64) return std::nullopt;
                                               return "comes to " + std::to_string(p.controls.size()) +
                                                      " controls, and at most 64 can be held; of a control for several "
                                                      "teams or a share of them each team has its own";
                                           });
    return table;
}

}  // namespace burncast

#include "sim/mechanism/routing/routing_params.hpp"

namespace burncast {

namespace {

const Table<OfferParams>& offer_table() {
    using P = OfferParams;
    static const Table<P> table =
        Table<P>("routing.choice.models[]", "A model that people are offered.")
            .name("model", &P::model, "market.models", required, "", "Which one.")
            .number("appeal", &P::appeal, {.low = -20, .high = 20}, "0", "guess",
                    "What speaks for it beside quality and price: 0.7 doubles the odds, -0.7 halves them.");
    return table;
}

const Table<ChoiceParams>& choice_table() {
    using P = ChoiceParams;
    static const Table<P> table =
        Table<P>("routing.choice", "People choose a model for each try; of work whose own model is offered, too.")
            .list_of("models", &P::models, offer_table(), 2)
            .number("quality_weight", &P::quality_weight, {.low = 0, .high = 100}, "5", "guess",
                    "Log-odds for a model that surely does the task, over one that surely does not.")
            .number("price_weight", &P::price_weight, {.low = 0, .high = 10}, "1.1", "L092",
                    "Log-odds that an e-fold price takes away from a model, where the whole price is felt "
                    "(company.*.price_felt).")
            .number("habit", &P::habit, {.low = -20, .high = 20}, "3.4", "L092",
                    "Log-odds for the model that the work names: at equal quality one that is 90% cheaper gets 30%.");
    return table;
}

const Table<RouteParams>& route_table() {
    using P = RouteParams;
    static const Table<P> table =
        Table<P>("routing.rules[]", "Where the gateway sends a try; the first rule that fits holds.")
            .duration("below", &P::below, {.above = 0}, absent, "", "Only tasks of less human time.")
            .duration("above", &P::above, {.low = 0}, absent, "", "Only tasks of so much human time or more.")
            .name("session", &P::session, "sessions", absent, "", "Only this kind of session.")
            .name("team", &P::team, "company", absent, "", "Only tasks of this team.")
            .choice("purpose", &P::purpose,
                    {{"own", Purpose::own_work},
                     {"gaming", Purpose::gaming},
                     {"side_job", Purpose::side_job},
                     {"bug_fix", Purpose::bug_fix},
                     {"rework", Purpose::rework},
                     {"review", Purpose::review}},
                    absent, "", "Only tasks of this purpose; without it every one but review.")
            .name("model", &P::model, "market.models", required, "", "The model that does it.")
            .choice("lane", &P::lane, {{"standard", Lane::standard}, {"batch", Lane::batch}, {"fast", Lane::fast}},
                    "standard", "", "And in which lane.")
            .flag("checked", &P::checked, "no", "",
                  "Whether software checks the result of a first try, and has what it turns away done again at once by "
                  "the "
                  "model that would have done it without the rule.")
            .check("above", [](const P& p) -> std::optional<std::string> {
                if (!p.above || !p.below || *p.above < *p.below) return std::nullopt;
                return "must be less than below: no task fits";
            });
    return table;
}

const Table<CheckParams>& check_table() {
    using P = CheckParams;
    static const Table<P> table =
        Table<P>("routing.check", "How software checks the results of rules that say `checked`.")
            .share("false_accept", &P::false_accept, {}, "5%", "MODEL, guess",
                   "Share of bad results that it lets pass: 2-10%. A person has to find these out.")
            .share("false_reject", &P::false_reject, {}, "5%", "guess", "Share of good results that it turns away.")
            .name("session", &P::session, "sessions", absent, "",
                  "The kind of session that judges; without it the check costs no tokens, as tests do.")
            .name("model", &P::model, "market.models", absent, "",
                  "The model that judges; without it that of the team's first kind of work.")
            .law("difficulty", &P::difficulty, Dimension::duration, {.low = 0, .high = 1e9}, "2 min", "guess",
                 "Human time of a check.");
    return table;
}

}  // namespace

const Table<RoutingParams>& routing_table() {
    using P = RoutingParams;
    static const Table<P> table =
        Table<P>("routing", "Who chooses the model of a try: people, or the gateway's rules.")
            .part("choice", &P::choice, choice_table())
            .list_of("rules", &P::rules, route_table())
            .part("check", &P::check, check_table())
            .number("misjudgement", &P::misjudgement, {.low = 0, .high = 5}, "0.5", "guess",
                    "Log-sd of what the gateway takes a task's human time for; 0 is an oracle.");
    return table;
}

}  // namespace burncast

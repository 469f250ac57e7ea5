#include "sim/mechanism/routing/routing.hpp"

#include <catch2/catch.hpp>

#include "sim/mechanism/quality/quality.hpp"
#include "tests/mechanism/routing/routing_builder.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

const ModelId dime(0), dollar(1);

Routing routing_of(RoutingParams params) { return {{std::move(params)}, with_two_models(0.7)}; }

// What becomes of a try that would have been done by the dollar.
Attempt routed(const Routing& routing, Attempt attempt, std::size_t team = 0) {
    attempt.model = dollar;
    Person person;
    person.team = TeamId(team);
    Stream chance(mix(1));
    routing.before(attempt, person, nullptr, chance);
    return attempt;
}

Attempt minutes(double minutes) {
    Attempt attempt;
    attempt.need.human_minutes = minutes;
    return attempt;
}

}  // namespace

// ---------------------------------------------------------------- by hand

TEST_CASE("the first rule that fits says who does a try, and in which lane", "[mechanism][routing]") {
    RouteParams simple = route("dime"), nightly = route("dime"), other = route("dime"), gaming = route("dime");
    simple.below = Duration::seconds(600);
    nightly.session = Reference{"chat", {}};
    nightly.lane = Lane::batch;
    other.team = Reference{"other", {}};
    other.above = Duration::seconds(3600);
    gaming.purpose = Purpose::gaming;
    RoutingParams params;
    params.rules = {simple, nightly, other, gaming};
    params.misjudgement = 0;
    const Routing routing = routing_of(params);
    CHECK(routed(routing, minutes(9.9)).model == dime);
    CHECK(routed(routing, minutes(10)).model == dollar);
    CHECK(routed(routing, minutes(60)).model == dollar);
    CHECK(routed(routing, minutes(60), 1).model == dime);
    CHECK(routed(routing, minutes(59.9), 1).model == dollar);
    Attempt chat = minutes(30), game = minutes(30), review = minutes(5);
    chat.session = 1;
    game.purpose = Purpose::gaming;
    review.purpose = Purpose::review;
    CHECK(routed(routing, chat).lane == Lane::batch);
    CHECK(routed(routing, game).model == dime);
    CHECK(routed(routing, review).model == dollar);  // no rule names reviews
    CHECK_FALSE(routed(routing, minutes(5)).verdict);
    CHECK(routing.extra_work(TeamId(0)).empty());
}

TEST_CASE("only first tries are checked, and judging is work", "[mechanism][routing]") {
    RoutingParams params;
    params.rules = {route("dime")};
    params.rules.front().checked = true;
    params.check.false_accept = 1;
    params.check.false_reject = 1;
    CHECK(routing_of(params).extra_work(TeamId(0)).empty());  // tests cost nothing
    params.check.session = Reference{"chat", {}};
    const Routing routing = routing_of(params);
    const Attempt first = routed(routing, minutes(5));
    REQUIRE(first.verdict);
    CHECK(first.verdict->rejects);
    CHECK_FALSE(first.verdict->notices);
    Attempt second = minutes(5);
    second.number = 2;
    CHECK(routed(routing, second).model == dollar);
    CHECK_FALSE(routed(routing, second).verdict);
    const std::vector<ExtraWork> work = routing.extra_work(TeamId(0));
    REQUIRE(work.size() == 1);
    CHECK(work.front().purpose == Purpose::review);
    for (const bool checked : {false, true}) {
        Ended ended;
        ended.checked = checked;
        std::vector<FollowUp> next;
        Stream chance(mix(1));
        routing.after(ended, {}, nullptr, next, chance);
        CHECK(next.size() == (checked ? 1 : 0));
    }
}

TEST_CASE("people choose first, of what they are offered, and the gateway overrules them", "[mechanism][routing]") {
    RoutingParams params;
    params.choice = ChoiceParams{};
    params.choice->models = {{{"dime", {}}, 20}, {{"dollar", {}}, 0}};
    Attempt attempt = minutes(20);
    const std::vector<double> prices = {0.1, 1};
    attempt.prices = prices;
    CHECK(routed(routing_of(params), attempt).model == dime);
    attempt.purpose = Purpose::review;
    CHECK(routed(routing_of(params), attempt).model == dollar);
    attempt.purpose = Purpose::side_job;
    params.rules = {route("dollar")};
    CHECK(routed(routing_of(params), attempt).model == dollar);
}

TEST_CASE("every model that may be chosen is told, with the sessions and the lane it has to take",
          "[mechanism][routing]") {
    RoutingParams params;
    params.choice = ChoiceParams{};
    params.choice->models = {{{"dime", {}}, 0}, {{"dollar", {}}, 0}};
    params.rules = {route("dime")};
    params.rules.front().session = Reference{"chat", {}};
    params.rules.front().lane = Lane::batch;
    const std::vector<ModelUse> uses = routing_of(params).models();
    REQUIRE(uses.size() == 3);
    CHECK(uses[1].path == "routing.choice.models[1].model");
    CHECK(uses[1].session.name.empty());
    CHECK(uses[2].path == "routing.rules[0].model");
    CHECK(uses[2].session.name == "chat");
    CHECK(uses[2].lane == Lane::batch);
}

TEST_CASE("without the key nothing is routed", "[mechanism][routing]") {
    CHECK_FALSE(Routing::active({}));
    const Routing routing({}, with_two_models(1));
    CHECK_FALSE(routing.takes_steps(nullptr));
    CHECK(routing.models().empty());
}

// ---------------------------------------------------------------- in a company

TEST_CASE("a rule from a day on moves new tries and nothing else", "[mechanism][routing]") {
    const Scenario s = dime_or_dollar(1);
    Scenario ruled = s;
    params_of<Routing>(ruled).routing = RoutingParams{};
    params_of<Routing>(ruled).routing->rules = {route("dime")};
    const Trial trial({always("base", s), since("ruled", s, date(2026, 2, 1), ruled), always("all", ruled)});
    const auto base = trial.row(0, 0), since_february = trial.row(0, 1), all = trial.row(0, 2);
    CHECK(trial.at(since_february, "bill", "2026-01") == trial.at(base, "bill", "2026-01"));
    CHECK(trial.at(since_february, "bill", "2026-02") == Approx(0.1 * trial.at(base, "bill", "2026-02")));
    CHECK(trial.at(all, "bill") == Approx(0.1 * trial.at(base, "bill")));
    CHECK(trial.at(all, "accepted_tasks") == trial.at(base, "accepted_tasks"));
    CHECK(trial.at(all, "tokens", "total", "model", "dime") == trial.at(base, "tokens"));
}

TEST_CASE("what a check turns away is tried again at once, and is nobody's retry", "[mechanism][routing]") {
    // A model of quality 0 fails always, and the check notices; the dollar succeeds always.
    Scenario s = dime_or_dollar(0);
    params_of<Routing>(s).routing = RoutingParams{};
    RoutingParams& routing = *params_of<Routing>(s).routing;
    routing.rules = {route("dime")};
    routing.rules.front().checked = true;
    routing.check = {0, 0, std::nullopt, std::nullopt, Law::constant(60)};
    Scenario rejecting = s;
    rejecting.market.models.back().value.quality = 1;
    params_of<Routing>(rejecting).routing->check.false_reject = 1;
    Scenario hopeless = s;
    for (auto& session : hopeless.sessions) session.value.success = 0;
    hopeless.retries.manual.limit = 2;
    hopeless.retries.manual.give_up = 0;
    hopeless.retries.manual.pause = Law::constant(60);
    for (const EngineKind engine : {EngineKind::fast, EngineKind::interleaved, EngineKind::calls}) {
        const Trial trial({always("noticed", s), always("rejected", rejecting), always("hopeless", hopeless)}, engine);
        for (const std::size_t policy : {0u, 1u}) {
            const auto row = trial.row(0, policy);
            const double tasks = trial.at(row, "tasks");
            CHECK(tasks > 500);
            CHECK(trial.at(row, "sessions") == 2 * tasks);
            CHECK(trial.at(row, "accepted_tasks") == tasks);
            CHECK(trial.at(row, "bill.failed") == Approx(0.1 * tasks));
            CHECK(trial.at(row, "bill.useful") == Approx(1.0 * tasks));
        }
        // The dime, the dollar that replaces it, and the dollar once more when the person asks.
        const auto row = trial.row(0, 2);
        const double tasks = trial.at(row, "tasks");
        CHECK(trial.at(row, "bill.failed") == Approx(1.1 * tasks));
        CHECK(std::abs(trial.at(row, "bill.manual_retry") - tasks) <= 1);  // the last may have no time for it
    }
}

TEST_CASE("checks by software keep no reviewer busy", "[mechanism][routing]") {
    // One reviewer for some fifty results a day: what they owe would double if checks counted.
    Scenario s = dime_or_dollar(1);
    QualityParams quality;
    quality.bugs = quality.rework = 0;
    quality.debt.shortcuts = 1;
    quality.debt.interest = 0.01;  // harder tasks, and more of them counted in hours
    quality.review.session.name = "quiet";
    params_of<Quality>(s).quality = quality;
    params_of<Routing>(s).routing = RoutingParams{};
    RoutingParams& routing = *params_of<Routing>(s).routing;
    routing.rules = {route("dime")};
    routing.rules.front().checked = true;
    routing.check = {0, 0, std::nullopt, std::nullopt, Law::constant(60)};
    Scenario judged = s;
    params_of<Routing>(judged).routing->check.session = Reference{"quiet", {}};
    for (Scenario* each : {&s, &judged}) {
        SessionParams& session = each->sessions.front().value;
        session.calls = 3;
        session.call_limit = 1000;
        session.difficulty_exponent = 1;  // so that debt shows in calls
    }
    const Trial trial({always("free", s), always("judged", judged)});
    const auto free = trial.row(0, 0), with_judge = trial.row(0, 1);
    CHECK(trial.at(with_judge, "tasks.review") > 1.9 * trial.at(free, "tasks.review"));
    CHECK(trial.at(with_judge, "calls.own") == trial.at(free, "calls.own"));
}

// Choosing and routing against closed forms: what a cascade costs, what a weak model gets done, logit shares.
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/mechanism/routing/routing_builder.hpp"
#include "tests/statistical/sample.hpp"

using namespace burncast;
using namespace burncast::testing;

TEST_CASE("a weak model gets q^(c / 20 min) of the tasks done", "[statistical][routing]") {
    for (const double seconds : {300.0, 1200.0, 3600.0}) {
        Scenario s = dime_or_dollar(0.7, 100, 20);
        WorkParams& work = s.company.front().value.work.front().value;
        work.model.name = "dime";
        work.difficulty = Law::constant(seconds);
        for (const EngineKind engine : {EngineKind::fast, EngineKind::calls}) {
            const Trial trial(s, engine);
            const auto row = trial.row();
            CHECK(share_errors_off(trial.at(row, "accepted_tasks"), trial.at(row, "tasks"),
                                   std::pow(0.7, seconds / 1200)) <= most_errors);
        }
    }
}

TEST_CASE("a cascade costs cheap + P(escalate) * dear", "[statistical][routing]") {
    for (const double quality : {0.5, 0.8}) {
        for (const double false_accept : {0.0, 0.1}) {
            constexpr double false_reject = 0.05;
            Scenario s = dime_or_dollar(quality, 100, 20);
            params_of<Routing>(s).routing = RoutingParams{};
            RoutingParams& routing = *params_of<Routing>(s).routing;
            routing.rules = {route("dime")};
            routing.rules.front().checked = true;
            routing.check.false_accept = false_accept;
            routing.check.false_reject = false_reject;
            routing.check.session = Reference{"quiet", {}};
            routing.check.model = Reference{"dime", {}};
            const Trial trial(s);
            const auto row = trial.row();
            const double tasks = trial.at(row, "tasks.own"), n = tasks;
            const double escalates = (1 - quality) * (1 - false_accept) + quality * false_reject;
            const double dear = trial.at(row, "bill", "total", "model", "dollar");
            CHECK(share_errors_off(dear, n, escalates) <= most_errors);
            CHECK(std::abs(trial.at(row, "bill") - (0.2 * tasks + dear)) < 0.3);  // try and check; one may be under way
            CHECK(trial.at(row, "bill.review") == Approx(0.1 * tasks).epsilon(1e-3));
            // A bad result that passes is not accepted either: the person finds it.
            const double accepted = trial.at(row, "accepted_tasks");
            if (false_accept == 0)
                CHECK(accepted >= tasks - 1);
            else
                CHECK(share_errors_off(accepted, n, 1 - (1 - quality) * false_accept) <= most_errors);
        }
    }
}

TEST_CASE("people choose by logit at the prices of the moment", "[statistical][routing]") {
    // Half-way the dear model falls to the price of the cheap one.
    Scenario s = dime_or_dollar(1, 100, 20, 59);
    s.market.prices = {price_event(date(2026, 2, 1), -0.9, {{"dollar", {}}})};
    s.company.front().value.price_felt = 1;
    params_of<Routing>(s).routing = RoutingParams{};
    params_of<Routing>(s).routing->choice = ChoiceParams{};
    ChoiceParams& choice = *params_of<Routing>(s).routing->choice;
    choice.models = {{{"dime", {}}, 0.5}, {{"dollar", {}}, 0}};
    choice.habit = 2;
    const Trial trial(s);
    const auto row = trial.row();
    for (const auto& [month, price_ratio] : {std::pair("2026-01", 10.0), std::pair("2026-02", 1.0)}) {
        const double dimes = trial.at(row, "tokens", month, "model", "dime") / 1e6;
        const double all = trial.at(row, "tokens", month) / 1e6;
        CHECK(share_errors_off(dimes, all, 1 / (1 + std::exp(2 - 0.5 - 1.1 * std::log(price_ratio)))) <= most_errors);
        CHECK(all > 40'000);
    }
}

TEST_CASE("a misjudging gateway sends as many simple tasks as its law says", "[statistical][routing]") {
    Scenario s = dime_or_dollar(1, 100, 20);
    params_of<Routing>(s).routing = RoutingParams{};
    RoutingParams& routing = *params_of<Routing>(s).routing;
    routing.rules = {route("dime")};
    routing.rules.front().below = Duration::seconds(600);
    routing.misjudgement = 0.8;  // of tasks that take 20
    const Trial trial(s);
    const auto row = trial.row();
    CHECK(share_errors_off(trial.at(row, "tokens", "total", "model", "dime") / 1e6, trial.at(row, "tasks"),
                           normal_below(std::log(0.5) / 0.8)) <= most_errors);
}

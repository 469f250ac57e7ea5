#include "sim/model/typical_task.hpp"

#include <catch2/catch.hpp>

#include "tests/mechanism/session/conversation_builder.hpp"
#include "tests/model/company_builder.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

SourceRule rule_for(Purpose purpose, double impossible) {
    SourceRule rule;
    rule.active = true;
    rule.purpose = purpose;
    rule.difficulty = Law::constant(1200);
    rule.impossible = impossible;
    return rule;
}

ManualRetry patient(double limit) {
    ManualRetryParams params;
    params.give_up = 0;
    params.limit = limit;
    params.pause = Law::constant(60);
    return ManualRetry(params);
}

Use use_of(const SourceRule& rule, const SessionParams& session, const ManualRetry& retry, const PriceCard& card = {}) {
    return typical_task(rule, SessionRule(session, no_retries().automatic), 1, retry, card);
}

}  // namespace

TEST_CASE("a task without chance uses what its one session does", "[model]") {
    const Use use = use_of(rule_for(Purpose::own_work, 0), quiet_session(), patient(10));
    CHECK(use.tasks == 1);
    CHECK(use.calls == 1);
    CHECK(use.tokens == 1e6);
}

TEST_CASE("tries at own work count, and nobody tries a gaming task again", "[model]") {
    const SessionParams quiet = quiet_session();
    CHECK(use_of(rule_for(Purpose::own_work, 1), quiet, patient(7)).calls == 7);
    CHECK(use_of(rule_for(Purpose::gaming, 1), quiet, patient(7)).calls == 1);
    CHECK(use_of(rule_for(Purpose::own_work, 1), quiet, patient(1e9)).calls == 100);  // it has to end
}

TEST_CASE("a lively session's use is its mean, within the error of four thousand", "[model]") {
    SessionParams session = lively_session();
    session.stuck_hazard = 0;
    session.call_limit = 1000;
    session.run_noise = 0;
    // K = 1 + Poisson(11): mean 12, sd √11.
    const Use use = use_of(rule_for(Purpose::gaming, 0), session, patient(1));
    CHECK(std::abs(use.calls - 12) < 4.5 * std::sqrt(11.0 / 4000));
}

namespace {

// One needed message, and Poisson(m) replies to each that nobody needs.
SessionParams branching(double m) {
    SessionParams session = quiet_session();
    session.call_limit = 100'000;
    session.conversation = branching_talk(m);
    return session;
}

}  // namespace

TEST_CASE("a conversation is sized as one, with the replies that nobody needs", "[model]") {
    // Borel's law: 1/(1 − m) messages with variance m/(1 − m)³.
    const Use use = use_of(rule_for(Purpose::gaming, 0), branching(0.5), patient(1));
    CHECK(std::abs(use.calls - 2) < 4.5 * std::sqrt(4.0 / 4000));
    CHECK(use.tokens == Approx(use.calls * 1e6));
}

TEST_CASE("a conversation's money limit counts at the prices it is given", "[model]") {
    SessionParams session = branching(2);  // four in five run away
    session.conversation->money_limit = Money::from_units(20);
    const PriceCard dollar =
        PriceList({{"dollar", model_at(1, 1)}}, {}, {}, {}, Chance(0, 0)).cards(ModelId(0), Instant()).five_minutes[0];
    ModelParams half_params = model_at(0.5, 0.5);
    const PriceCard half =
        PriceList({{"half", half_params}}, {}, {}, {}, Chance(0, 0)).cards(ModelId(0), Instant()).five_minutes[0];
    const SourceRule rule = rule_for(Purpose::gaming, 0);
    CHECK(use_of(rule, session, patient(1), half).calls > 1.5 * use_of(rule, session, patient(1), dollar).calls);
}

#include "sim/model/typical_task.hpp"

#include <catch2/catch.hpp>
#include <tuple>
#include <vector>

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

PriceCard card_of(const ModelParams& model) {
    return PriceList({{"model", model}}, {}, {}, {}, Chance(0, 0)).cards(ModelId(0), Instant()).five_minutes[0];
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
    const PriceCard dollar = card_of(model_at(1, 1)), half = card_of(model_at(0.5, 0.5));
    const SourceRule rule = rule_for(Purpose::gaming, 0);
    CHECK(use_of(rule, session, patient(1), half).calls > 1.5 * use_of(rule, session, patient(1), dollar).calls);
}

TEST_CASE("what is known of a typical task holds for those that are alike in everything", "[model]") {
    struct Question {
        SourceRule rule;
        SessionParams session;
        AutomaticRetryParams automatic;
        ManualRetryParams manual;
        double quality = 0.7;
        PriceCard card;
    };
    Question usual;
    usual.rule = rule_for(Purpose::own_work, 0.3);
    usual.session = branching(0.5);
    usual.session.run_noise = 1;
    usual.session.vague_factor = 3;
    usual.session.conversation->money_limit = Money::from_units(3);
    usual.automatic.error_rate = 0.1;
    usual.manual = patient(3).params();
    usual.card = card_of(model_at(1, 1));
    const auto told = [](const Question& q) {
        const Use use =
            typical_task(q.rule, SessionRule(q.session, q.automatic), q.quality, ManualRetry(q.manual), q.card);
        return std::tuple(use.tasks, use.tokens, use.calls, use.kinds);
    };
    TypicalTasks typical;
    const auto known = [&](const Question& q) {
        const Use use =
            typical.of(q.rule, SessionRule(q.session, q.automatic), q.quality, ManualRetry(q.manual), q.card);
        return std::tuple(use.tasks, use.tokens, use.calls, use.kinds);
    };
    REQUIRE(known(usual) == told(usual));
    std::vector<Question> others(10, usual);
    others[0].rule.difficulty = Law::lognormal(1200, 1);
    others[1].rule.vague = 0.5;
    others[2].rule.impossible = 0.6;
    others[3].rule.purpose = Purpose::gaming;
    others[4].session.calls = 3;
    others[5].automatic.error_rate = 0.3;
    others[6].manual.limit = 5;
    others[7].quality = 0.3;
    others[8].card = card_of(model_at(0.5, 0.5));
    others[9].card.tokens = 2;
    for (std::size_t i = 0; i < others.size(); ++i) {
        INFO("other " << i);
        CHECK(told(others[i]) != told(usual));
        CHECK(known(others[i]) == told(others[i]));
    }
    CHECK(known(usual) == told(usual));
}

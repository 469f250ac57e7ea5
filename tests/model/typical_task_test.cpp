#include "sim/model/typical_task.hpp"

#include <catch2/catch.hpp>

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

}  // namespace

TEST_CASE("a task without chance uses what its one session does", "[model]") {
    const AgentLoop quiet(quiet_session(), no_retries().automatic);
    const Use use = typical_task(rule_for(Purpose::own_work, 0), quiet, patient(10));
    CHECK(use.tasks == 1);
    CHECK(use.calls == 1);
    CHECK(use.tokens == 1e6);
}

TEST_CASE("tries at own work count, and nobody tries a gaming task again", "[model]") {
    const AgentLoop quiet(quiet_session(), no_retries().automatic);
    CHECK(typical_task(rule_for(Purpose::own_work, 1), quiet, patient(7)).calls == 7);
    CHECK(typical_task(rule_for(Purpose::gaming, 1), quiet, patient(7)).calls == 1);
    CHECK(typical_task(rule_for(Purpose::own_work, 1), quiet, patient(1e9)).calls == 100);  // it has to end
}

TEST_CASE("a lively session's use is its mean, within the error of four thousand", "[model]") {
    SessionParams session = lively_session();
    session.stuck_hazard = 0;
    session.call_limit = 1000;
    session.run_noise = 0;
    const AgentLoop lively(session, no_retries().automatic);
    // K = 1 + Poisson(11): mean 12, sd √11.
    const Use use = typical_task(rule_for(Purpose::gaming, 0), lively, patient(1));
    CHECK(std::abs(use.calls - 12) < 4.5 * std::sqrt(11.0 / 4000));
}

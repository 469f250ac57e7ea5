// Controls: what a company does to keep the bill in hand.
//
// A cap counts money, tokens or requests of a person, a team, a role (the teams that bear it), the company, a model, or
// one session, in a period, and on the hit
//   alert      tells somebody, and refuses nothing
//   block      refuses: people answer as `answers` says, else they drop the task
//   approve    everybody asks for an exception, waits LN(4 h, 1) for it, and gets it with probability `granted`
//   downgrade  everything goes on with the model `cheaper`
//   throttle   calls wait until the count begins anew; a task that has waited a hundred times is dropped
// So a rate limit is a cap on requests or tokens a minute or an hour that throttles, a step limit a cap on the requests
// of a session, a soft limit an alert or a downgrade below a cap that blocks. The counter runs `lag` behind, as those of
// gateways do (1-5 min, L133), so that spend overshoots by burn rate × lag. An amount of nothing refuses at once.
//
// On a block people take a cheaper model .45, wait .2, ask .15, use a private account .15, drop the task .05 (MODEL
// §11, guess); that needs a model that stays open, so without a word of `answers` the task is dropped: too much is
// saved then, and too little done. A session that goes on later finds its cache gone if that lives no longer. Software
// that waits comes back within a hundredth of the period after its end, a minute at most, people who wait for over an
// hour within an hour of their activity; each time in vain may take twice as long (guesses). Whoever waited in vain drops
// the task. An exception is for one task. Nobody answers for background agents: their task is dropped unless they are
// throttled or downgraded. What is gamed or private is dropped, too. One session's limit never begins anew, so that who
// would wait for it drops the task.
// freeze      no use from a day until another; people answer as to a cap that blocks.
// access      tasks for a model that is not allowed are done by `instead`, those of background agents, too.
// licences    so many people keep the tools, those who have used most tokens so far; asked on the first of each month,
//             and whoever has lost them does not get them back.
// showback    people see what they spend: they feel at least `felt` of a price, and leave `cut` of their own work and
//             private use at once: 8%, as 4-12% were measured with energy (L135).
// chargeback  the same, but they feel all of it, and leave 20% (15-30%, MODEL §11, a guess).
// breaker     see breaker.hpp.
// repeat_detector  stops an agent after so many calls in circles, if it recognises them, and now and then one that is
//             not in circles; a conversation has a detector of its own (sessions.*.conversation.repeat_limit).
// A cap that becomes a target is a cap and a quota (incentives, kind quota) of the same amount: a share `compliance` of
// those who would use less fill it.
// Leaves out: whoever asks for an exception once and for all; that a person works through what waited one thing after
// another: all that comes back within a lag goes on at once, and is spent beyond the cap (too dear).
#pragma once

#include <memory>
#include <vector>

#include "sim/mechanism/control/breaker.hpp"
#include "sim/mechanism/control/control_params.hpp"
#include "sim/role/plug.hpp"

namespace burncast {

class Controls : public Mechanism {
public:
    struct Params {
        std::vector<Named<ControlParams>> controls;
    };
    [[nodiscard]] static const Table<Params>& table();
    [[nodiscard]] static bool active(const Params& params) { return !params.controls.empty(); }

    Controls(const Params& params, const Setting& setting);

    [[nodiscard]] std::vector<Objection> objections(Instant, Instant) const override;
    [[nodiscard]] std::vector<Limit> limits() const override { return limits_; }
    [[nodiscard]] std::vector<ModelUse> models() const override { return models_; }

    [[nodiscard]] bool takes_steps(const Memory*) const override { return !access_.empty() || !detectors_.empty(); }
    [[nodiscard]] bool reaches_agents() const override { return true; }
    void before(Attempt& attempt, const Person& person, const Memory* memory, Stream& chance) const override;

    // When amounts change; on the first of each month if there are licences, and every hour if there is a breaker.
    [[nodiscard]] Instant next_review(Instant after) const override;
    [[nodiscard]] std::unique_ptr<Memory> begin(Scene& scene) const override;
    void adapt(Scene& scene, Memory* memory) const override;
    void review(Scene& scene, Memory* memory) const override;

private:
    struct Access {
        std::vector<bool> teams, models;  // who is meant; what is allowed
        ModelId instead;
    };
    // What a team's people see of bills, or how many of them have licences.
    struct Group {
        ControlParams control;
        std::vector<bool> teams;
    };
    void show_bills(Scene& scene) const;
    void withdraw(Scene& scene) const;
    struct State;

    std::vector<Named<ControlParams>> controls_;
    std::vector<std::vector<bool>> meant_;  // by control and team
    LimitPeriod plan_;                      // the budget's period
    std::vector<Access> access_;
    std::vector<Group> shown_, licensed_, detectors_;
    std::vector<Breaker> breakers_;
    std::vector<Limit> limits_;
    std::vector<ModelUse> models_;
    std::vector<Instant> edges_;  // ascending
};

}  // namespace burncast

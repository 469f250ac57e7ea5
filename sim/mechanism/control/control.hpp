// Controls: what a company does to keep the bill in hand.
//
// A cap counts money, tokens or requests of a person, a team, a role (the teams that bear it), the company, a model, or
// one session, in a period, and on the hit
//   alert      tells somebody, and refuses nothing
//   block      refuses: people answer as `answers` says, else they drop the task
//   approve    everybody asks for an exception, waits LN(4 h, 1) for it, and gets it with probability `granted`
//   downgrade  everything goes on with the model `cheaper`
//   throttle   calls wait until the count begins anew, a hundred times at most
// So a rate limit is a cap on requests or tokens a minute or an hour that throttles, a step limit a cap on the requests
// of a session, a soft limit an alert or a downgrade below a cap that blocks. The counter runs `lag` behind, as those of
// gateways do (1-5 min, L133), so that spend overshoots by burn rate × lag. An amount of nothing refuses at once.
//
// On a block people take a cheaper model .45, wait .2, ask .15, use a private account .15, drop the task .05 (MODEL
// §11, guess); that needs a model that stays open, so without a word of `answers` the task is dropped: too much is
// saved then, and too little done. A session that goes on later finds its cache gone. Whoever waited in vain drops the
// task. An exception is for one task. Nobody answers for background agents: their task is dropped unless they are
// throttled or downgraded. What is gamed or private is dropped, too.
// Leaves out: that a cap becomes a target (say that with an incentive of kind quota), and whoever asks for an exception
// once and for all.
#pragma once

#include <memory>
#include <vector>

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

    [[nodiscard]] std::vector<Limit> limits() const override { return limits_; }
    [[nodiscard]] std::vector<ModelUse> models() const override { return models_; }
    // When amounts change for a time.
    [[nodiscard]] Instant next_review(Instant after) const override;

private:
    std::vector<Limit> limits_;
    std::vector<ModelUse> models_;
    std::vector<Instant> edges_;  // ascending
};

}  // namespace burncast

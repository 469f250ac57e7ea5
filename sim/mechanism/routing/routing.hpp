// Routing: which model, and which lane, a try is sent to.
//
// People choose first (choice.hpp), of what they are offered; then the first rule of the gateway that fits overrules
// them. A rule may ask for human time between `above` and `below`: the gateway does not know it, but takes it for c ·
// LN(1, misjudgement), at each try anew. Neither concerns reviews, which software begins; a rule may by naming the
// purpose.
//
// Checked rules are a cascade. They hold for the first try at a task; software checks the result, and what it turns
// away is done again at once by the model that would have done it without the rule. With s the success of the first try
//   P(escalate) = (1 − s) · (1 − false_accept) + s · false_reject,   E[cost] = cheap + check + P(escalate) · dear
// A try that is turned away has failed (`failed`); the one after it is still the first that anybody asked for. A bad
// result that the check lets pass reaches the person, who finds it bad as that of any try that failed, and tries again,
// now by the dear model, or gives up. Judging is work of purpose `review`, at the end of the task; it is no review that
// people are due (quality.hpp).
//
// Leaves out: bad results that the person accepts, too (quality.hpp has those: `quality.models`); what the check takes
// in time; sessions that are routed anew in the middle, and lose their cache. All are kind to cascades. No rule
// reaches background agents. People's choice leaves the lane as it is; a model without that lane is
// used at its list price.
#pragma once

#include <optional>
#include <vector>

#include "sim/mechanism/routing/choice.hpp"
#include "sim/role/plug.hpp"

namespace burncast {

class Routing : public Mechanism {
public:
    struct Params {
        std::optional<RoutingParams> routing;
    };
    [[nodiscard]] static const Table<Params>& table();
    [[nodiscard]] static bool active(const Params& params) { return params.routing.has_value(); }

    Routing(const Params& params, const Setting& setting);

    [[nodiscard]] std::vector<Objection> objections(Instant, Instant) const override;
    [[nodiscard]] std::vector<ExtraWork> extra_work(TeamId) const override;
    [[nodiscard]] std::vector<ModelUse> models() const override;
    [[nodiscard]] bool takes_steps(const Memory*) const override { return on_; }
    void before(Attempt& attempt, const Person& person, const Memory*, Stream& chance) const override;
    void after(const Ended& ended, const Person&, const Memory*, std::vector<FollowUp>& next, Stream&) const override;

private:
    // A rule with its names resolved.
    struct Rule {
        RouteParams params;
        ModelId model;
        std::optional<TeamId> team;
        std::optional<std::size_t> session;
        [[nodiscard]] bool fits(const Attempt& attempt, const Person& person, double seconds) const;
    };
    [[nodiscard]] bool judged() const;  // whether a check costs anything

    RoutingParams params_;
    bool on_ = false;                        // false when a policy has ended it
    bool guesses_ = false, checks_ = false;  // whether any rule does
    std::optional<Choice> choice_;
    std::vector<Rule> rules_;
};

}  // namespace burncast

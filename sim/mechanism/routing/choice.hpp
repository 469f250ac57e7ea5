// How a person chooses among models: a logit.
//
//   U_m = a · ability_m(c) − β · φ · ln p_m + appeal_m + habit · [m is what the work names],   P(m) = e^U_m / Σ e^U
// a the weight of quality, c the task's human minutes (sim/world/ability.hpp), φ the share of the price that the person
// feels (Person::price_felt), p_m what a million tokens of an agent's usual mix cost now. With an open wallet φ is near
// 0 and price hardly matters (S087). With β = 1.1 and φ = 1 a model that is 90% cheaper at equal quality gets 30% when
// the other one has a habit of 3.4 (L092).
//
// Leaves out that people stay with what they chose for weeks (L097): each try is chosen anew, so that a price step
// works at once; and that people do not know c: they are better judges here than they are, which is kind to a mix of
// models.
#pragma once

#include <span>
#include <vector>

#include "sim/mechanism/routing/routing_params.hpp"
#include "sim/random/stream.hpp"
#include "sim/role/mechanism.hpp"

namespace burncast {

class Choice {
public:
    Choice(const ChoiceParams& params, const Setting& setting);

    // Whether the model that the work names is among those offered.
    [[nodiscard]] bool offers(ModelId model) const;
    // The model chosen for a try at a task on which the work names `named`. `prices` by model; a price of next to
    // nothing counts as a hundredth of the currency's unit.
    [[nodiscard]] ModelId choose(ModelId named, double human_minutes, double price_felt, std::span<const double> prices,
                                 Stream& chance) const;
    // P(m), by place in the list of what is offered.
    [[nodiscard]] std::vector<double> shares(ModelId named, double human_minutes, double price_felt,
                                             std::span<const double> prices) const;

private:
    struct Offer {
        ModelId model;
        double quality = 1;
        double appeal = 0;
    };
    ChoiceParams params_;
    std::vector<Offer> offers_;
};

}  // namespace burncast

// How demand answers a price: people use more of what costs less, by habit and as far as they feel it, and new uses
// become worth their money.
//
// c is what a further task of the own work of a team costs on average now, at list prices or as the contracts make it
// (sim/mechanism/contract/marginal.hpp), relative to the first day of this mechanism; it falls with prices, with the
// tokens that a text takes and with a policy's cheaper model alike. Every week each person's tasks of own work are
// multiplied by e^(h + n), where
//   h ← h + λ·(ε·φ·ln c − h)   the same uses, more often: ε elasticity, φ the share of the price that the person
//                              feels (Person::price_felt), λ = 1 − e^(−habit · time) how fast a habit gives way
//   n ← n + μ·(−α·ln c − n)    new uses, a Pareto tail of value: twice as cheap makes 2^α times as many worth their
//                              money. They take the whole price, which the company pays, and come, or go, with
//                              μ = 1 − e^(−time / arrival)
// In the long run N ∝ c^(−η−α) with η = −ε·φ, so the bill of people's work moves as c^(1−R) with R = η + α: a rebound of
// R, 1 − ln(bill/bill₀)/ln(c), and a bill that rises as prices fall when R > 1 (Jevons). In plain savings, 1 − actual /
// expected, it is the same for small changes (L099). Compare a scenario with a policy on the same luck to measure it.
//
// New uses are more of the team's own work, in its mix: work of their own would need a size and a model that nobody
// knows, and could not be told from own work in the bill.
// Ranges: ε −0.3 to −1.1 in the short run, −1.2 to −1.8 with new uses (L091, L094); habit 0.2-0.5 a week after metering
// (MODEL; within two weeks, L089); η 0.3-0.8, α 0.3-1.0 in 1-6 months (MODEL, guess).
// Leaves out: background agents, which nobody rations; work that mechanisms bring, which follows own work or not;
// models that a step chooses (release.hpp); that a policy which changes the mix of kinds of work, and with it what a task
// costs on average, changes no price; tiers, whose prices are taken to move with the first; people who foresee a
// price. Below 1% of the first price, or above a hundredfold, nothing changes any more, and nobody comes to more than a
// hundred times as many tasks: nobody knows what people do there.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "sim/role/plug.hpp"

namespace burncast {

struct NewUseParams {
    double tail = 0;  // α
    Duration arrival = Duration::days(90);
};

class PriceResponse : public Mechanism {
public:
    struct Params {
        double elasticity = 0;   // ε
        double habit = 0.3 / 7;  // per day
        std::optional<NewUseParams> new_uses = std::nullopt;
    };
    static constexpr bool in_market = true;
    [[nodiscard]] static const Table<Params>& table();
    [[nodiscard]] static bool active(const Params& params) { return params.elasticity != 0 || params.new_uses; }

    PriceResponse(const Params& params, const Setting& setting) : params_(params), start_(setting.start) {}

    [[nodiscard]] bool needs_costs() const override { return true; }
    [[nodiscard]] Instant next_review(Instant after) const override;
    [[nodiscard]] std::unique_ptr<Memory> begin(Scene& scene) const override;
    void review(Scene& scene, Memory* memory) const override;

private:
    struct State;
    Params params_;
    Instant start_;
};

}  // namespace burncast

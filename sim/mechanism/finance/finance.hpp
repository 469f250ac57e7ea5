// Finance: whoever keeps the budget sees spending late, compares it with the plan at reviews, and brakes.
//
//   at a review   r = ln(spend seen a day / plan a day),  of the days between two reviews, `sees_spend_after` ago;
//                 at the first ones of the whole weeks of them that are seen, if these are half of a period
//   then          ln D ← min(0, ln D − brake · r) above the plan, min(0, ln D − release · r) below it;  D ≥ least
// D multiplies what people begin by themselves: own work, gaming and private work, not repairs, reviews or agents. The
// plan is the budget spread evenly over its period, less `reserve`. A team with a budget of its own is held against that;
// all others share what is left of the company's. With reviews a period apart, sees_spend_after of L periods, growth g a
// period, and brake = release = γ, the logarithm of spend over plan follows x_{t+1} = x_t + g − γ·x_{t−L}, which settles
// for γ < 2·cos(Lπ/(2L + 1)): 2, 1, 0.618, 0.445 for L = 0 … 3. A strong brake that sees late swings.
// Spending is seen 1-5 min late at a gateway, 4-48 h in an export, 30 days on an invoice (L132, L133); reviews are
// monthly, and bite the next month (S106, S088). How strongly is a guess.
// What it sees is what is paid for, as contracts make it; what was paid for nothing is their teams', in proportion to
// use. A brake saves nothing of a flat fee, and is pressed all the harder for it. Without a budget of the company only
// teams with their own are braked.
// Leaves out: what it is that finance does (take licences away, lower caps, write letters: try those as policies), that
// people who are braked go elsewhere, and what the brake costs in value beside the work that is not begun.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "sim/role/plug.hpp"

namespace burncast {

enum class FinanceReviews : unsigned char { weekly, monthly, quarterly };

struct FinanceParams {
    Duration sees_spend_after = Duration::days(2);
    FinanceReviews reviews = FinanceReviews::monthly;
    double brake = 0.5;
    double release = 0.25;
    double reserve = 0;
    double least = 0.1;
};

class Finance : public Mechanism {
public:
    struct Params {
        std::optional<FinanceParams> finance;
    };
    struct TeamParams {
        std::optional<Money> budget;
    };
    [[nodiscard]] static const Table<Params>& table();
    [[nodiscard]] static const Table<TeamParams>& team_table();
    [[nodiscard]] static bool active(const Params& params, const std::vector<TeamParams>&) {
        return params.finance.has_value();
    }

    Finance(const Params& params, const std::vector<TeamParams>& teams, const Setting& setting);

    // ln D after a review that saw so much, as a multiple of the plan.
    [[nodiscard]] static double braked(const FinanceParams& params, double log_drive, double seen_of_plan);

    [[nodiscard]] std::vector<Objection> objections(Instant since, Instant from) const override;
    [[nodiscard]] bool needs_bills() const override { return true; }
    [[nodiscard]] Instant next_review(Instant after) const override;  // every midnight: it keeps a diary
    [[nodiscard]] std::unique_ptr<Memory> begin(Scene& scene) const override;
    void adapt(Scene& scene, Memory* memory) const override;
    void review(Scene& scene, Memory* memory) const override;

private:
    struct State;
    [[nodiscard]] bool reviews_on(Instant day) const;
    [[nodiscard]] std::size_t days_late() const;
    // The first review after `from` that sees enough, of a finance that is there since `since`.
    [[nodiscard]] Instant first_decision(Instant since, Instant from) const;
    void decide(State& state) const;
    void apply(Scene& scene, const State& state) const;

    std::optional<FinanceParams> params_;
    std::vector<std::size_t> purse_;  // by team: whose budget it spends from
    std::vector<double> plan_;        // by purse: currency units a day; 0 without a budget
    std::vector<Objection> objections_;
    Instant end_;
};

}  // namespace burncast

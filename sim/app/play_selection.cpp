#include "sim/app/play_selection.hpp"

#include <algorithm>

#include "analysis/selection.hpp"

namespace burncast {

namespace {

class Player {
public:
    Player(const Plan& plan, const std::vector<std::size_t>& policies, const LivesOptions& options)
        : plan_(plan), policies_(policies), options_(options) {
        for (const std::size_t p : policies)
            rows_.push_back({plan.policies()[p].name, Rows(plan.layout().columns()), plan.policies()[p].uncertain()});
    }

    // Side by side, so that a stop leaves all of them about as long.
    bool play(const Round& round) {
        std::vector<LifeToPlay> lives;
        std::vector<std::size_t> whose;
        std::size_t done = 0, still = 0;
        for (const PolicyRows& policy : rows_) done += policy.rows.replications();
        for (const std::size_t i : round.policies)
            still += round.at_most - std::min(round.at_most, rows_[i].rows.replications());
        for (std::size_t r = 0; r < round.upto; ++r) {
            for (const std::size_t i : round.policies) {
                if (r < rows_[i].rows.replications()) continue;
                lives.push_back({policies_[i], r});
                whose.push_back(i);
            }
        }
        LivesOptions options = options_;
        options.progress = [&](std::size_t so_far, std::size_t) {
            if (options_.progress) options_.progress(done + so_far, done + still);
        };
        const std::vector<std::vector<double>> outcomes = play_lives(plan_, lives, {}, options);
        std::vector<bool> ended(rows_.size());  // an unbroken run of numbers is kept of each
        for (std::size_t k = 0; k < outcomes.size(); ++k) {
            ended[whose[k]] = ended[whose[k]] || outcomes[k].empty();
            if (!ended[whose[k]]) rows_[whose[k]].rows.append(outcomes[k]);
        }
        return std::none_of(outcomes.begin(), outcomes.end(), [](const auto& row) { return row.empty(); });
    }

    [[nodiscard]] std::vector<PolicyRows>& rows() { return rows_; }

private:
    const Plan& plan_;
    const std::vector<std::size_t>& policies_;
    const LivesOptions& options_;
    std::vector<PolicyRows> rows_;
};

}  // namespace

PlayedSelection play_selection(const Plan& plan, const std::vector<std::size_t>& policies,
                               const SelectionQuestion& question, const LivesOptions& options) {
    Player player(plan, policies, options);
    SelectionReport selection =
        select_best(question, player.rows(), [&](const Round& round) { return player.play(round); });
    return {std::move(player.rows()), std::move(selection)};
}

}  // namespace burncast

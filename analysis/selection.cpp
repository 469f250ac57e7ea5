#include "analysis/selection.hpp"

#include <algorithm>
#include <cmath>
#include <Eigen/Dense>
#include <limits>
#include <stdexcept>
#include <vector>

#include "analysis/selection_blocks.hpp"
#include "analysis/selection_boundary.hpp"
#include "sim/stats/interval.hpp"

namespace burncast {

namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

std::size_t largest_block(std::span<const PolicyRows> policies) {
    return block_size(std::any_of(policies.begin(), policies.end(), [](const auto& p) { return p.uncertain; }));
}

// β of the header.
double error_of_one(const SelectionQuestion& question, std::size_t policies) {
    return (1 - question.confidence) / static_cast<double>(policies - (question.condition ? 0 : 1));
}

class Contest {
public:
    Contest(const SelectionQuestion& question, std::span<const PolicyRows> policies)
        : question_(question),
          policies_(policies),
          block_(largest_block(policies)),
          boundary_(error_of_one(question, policies.size()), first_look_blocks, first_stage_blocks) {
        if (policies.size() < 2) throw std::invalid_argument("a selection is among two policies or more");
        sums_ = slack_sums_ = Eigen::VectorXd::Zero(static_cast<Place>(policies.size()));
        keeps_.assign(policies.size(), !question.condition);
        slack_blocks_.assign(policies.size(), 0);
        for (const PolicyRows& policy : policies) report_.contenders.push_back({policy.name});
        report_.question = question;
        report_.first_stage = first_stage_blocks * block_;
        report_.first_look = first_look_blocks * block_;
    }

    SelectionReport run(const MoreReplications& more) {
        const std::size_t most_blocks = question_.most_replications / block_;
        for (std::size_t upto = std::min(first_look_blocks, most_blocks); r_ < most_blocks && !over();
             upto = next_round(most_blocks)) {
            const std::vector<std::size_t> asked = in_question();
            report_.interrupted = !more({asked, upto * block_, at_most(most_blocks) * block_});
            const std::size_t blocks = blocks_of(asked);
            if (!report_.interrupted && blocks < upto)
                throw std::logic_error("replications that were asked for are not there");
            go_to(blocks);
            if (report_.interrupted) break;
        }
        if (!over()) choose_best_so_far();
        finish();
        return std::move(report_);
    }

private:
    using Place = Eigen::Index;

    [[nodiscard]] bool in(std::size_t i) const { return report_.contenders[i].fate == Fate::undecided; }
    [[nodiscard]] std::vector<std::size_t> still_in() const {
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < policies_.size(); ++i)
            if (in(i)) places.push_back(i);
        return places;
    }
    // Whose condition is open, or who is not alone; and base while anybody is held against it.
    [[nodiscard]] std::vector<std::size_t> in_question() const {
        std::vector<std::size_t> places = still_in();
        const bool open = std::any_of(places.begin(), places.end(), [&](std::size_t i) { return !keeps_[i]; });
        if (open && question_.condition->of_base && places.front() != 0) places.insert(places.begin(), 0);
        return places;
    }
    [[nodiscard]] bool over() const {
        const std::vector<std::size_t> left = still_in();
        return left.empty() || (r_ >= first_look_blocks && left.size() == 1 && keeps_[left.front()]);
    }

    [[nodiscard]] std::size_t blocks_of(const std::vector<std::size_t>& places) const {
        std::size_t fewest = std::numeric_limits<std::size_t>::max();
        for (const std::size_t i : places) fewest = std::min(fewest, policies_[i].rows.replications() / block_);
        return fewest;
    }

    // By when the triangles of all that is open have closed.
    [[nodiscard]] std::size_t at_most(std::size_t most_blocks) const {
        if (r_ < first_stage_blocks) return std::min(first_stage_blocks, most_blocks);
        double end = static_cast<double>(r_ + 1);
        const std::vector<std::size_t> left = still_in();
        for (const std::size_t i : left) {
            const auto place = static_cast<Place>(i);
            if (!keeps_[i]) end = std::max(end, boundary_.end(first_.slacks[place], report_.tolerance));
            for (const std::size_t l : left) {
                const double variance = first_.differences(place, static_cast<Place>(l));
                end = std::max(end, boundary_.end(variance, question_.indifference));
            }
        }
        return end < static_cast<double>(most_blocks) ? static_cast<std::size_t>(end) : most_blocks;
    }
    [[nodiscard]] std::size_t next_round(std::size_t most_blocks) const {
        if (r_ < first_stage_blocks) return std::min(first_stage_blocks, most_blocks);  // nothing is decided before
        const std::size_t lives_a_block = std::max<std::size_t>(1, in_question().size() * block_);
        const std::size_t step = std::max((lives_a_round + lives_a_block - 1) / lives_a_block, r_ / 8);
        return std::min(r_ + step, at_most(most_blocks));
    }

    // Of a sum over the blocks so far; `now` is its variance over these, where there is a look.
    [[nodiscard]] double edge(double first_variance, double now, double worth) const {
        const double triangle = boundary_.triangle(first_variance, worth, r_);  // infinite at an early look
        return look_ ? std::min(triangle, boundary_.look(now, worth, r_)) : triangle;
    }

    // What is known at the first look: the tolerance, and what equal allocation would take.
    void take_stock() {
        const SelectionBlocks first = selection_blocks(question_, policies_, block_, first_look_blocks);
        report_.tolerance = first.tolerance;
        first_ = spread_of(first, first_look_blocks);
        double widest = 0;
        for (const double variance : first_.differences.reshaped())
            widest = std::max(widest, std::isnan(variance) ? 0 : variance);
        const double error = (1 - question_.confidence) / static_cast<double>(policies_.size() - 1);
        report_.lives_two_stage =
            policies_.size() * block_ * two_stage_blocks(error, widest, question_.indifference, first_stage_blocks);
    }

    // Takes the blocks one by one, as if each had been asked for alone.
    void go_to(std::size_t blocks) {
        if (blocks <= r_) return;
        const SelectionBlocks seen = selection_blocks(question_, policies_, block_, blocks);
        if (r_ < first_look_blocks && blocks >= first_look_blocks) take_stock();
        if (r_ < first_stage_blocks && blocks >= first_stage_blocks) first_ = spread_of(seen, first_stage_blocks);
        while (r_ < blocks && !over()) {
            const auto row = static_cast<Place>(r_++);
            for (const std::size_t i : still_in()) {
                const auto place = static_cast<Place>(i);
                sums_[place] += seen.scores(row, place);
                if (!keeps_[i]) {  // afterwards base may not be played any more
                    slack_sums_[place] += seen.slacks(row, place);
                    slack_blocks_[i] += 1;
                }
                if (!std::isfinite(sums_[place]))
                    leaves(i, Fate::without_value);
                else if (!keeps_[i] && !std::isfinite(slack_sums_[place]))
                    leaves(i, Fate::condition_without_value);
            }
            look_.reset();
            if (boundary_.is_look(r_)) look_ = spread_of(seen, r_);
            if (!look_ && r_ < first_stage_blocks) continue;
            check_condition();
            compare();
        }
    }

    void leaves(std::size_t i, Fate fate) {
        report_.contenders[i].fate = fate;
        report_.contenders[i].decided_after = r_ * block_;
        report_.contenders[i].slack = mean_slack(i);
    }
    [[nodiscard]] double mean_slack(std::size_t i) const {
        if (!question_.condition || slack_blocks_[i] == 0) return no_value;
        return slack_sums_[static_cast<Place>(i)] / static_cast<double>(slack_blocks_[i]);
    }

    void check_condition() {
        for (const std::size_t i : still_in()) {
            if (keeps_[i]) continue;
            const auto place = static_cast<Place>(i);
            const double decides = edge(first_.slacks[place], look_ ? look_->slacks[place] : 0, report_.tolerance);
            if (slack_sums_[place] >= decides)
                keeps_[i] = true;
            else if (slack_sums_[place] <= -decides)
                leaves(i, Fate::condition_broken);
        }
    }

    [[nodiscard]] double edge_between(Place i, Place l) const {
        return edge(first_.differences(i, l), look_ ? look_->differences(i, l) : 0, question_.indifference);
    }

    // Everybody is held against those that stood before this block; of those that beat one, the best is named.
    void compare() {
        const std::vector<std::size_t> left = still_in();
        for (const std::size_t i : left) {
            std::optional<std::size_t> by;
            double widest = 0;
            for (const std::size_t l : left) {
                if (l == i || !keeps_[l]) continue;
                const double ahead = sums_[static_cast<Place>(l)] - sums_[static_cast<Place>(i)];
                const double decides = edge_between(static_cast<Place>(i), static_cast<Place>(l));
                const bool tied = ahead == 0 && decides == 0 && (!keeps_[i] || l < i);
                if ((ahead > decides || tied) && (!by || ahead > widest)) {
                    by = l;
                    widest = ahead;
                }
            }
            if (!by) continue;
            leaves(i, widest == 0 ? Fate::tied : Fate::worse);
            report_.contenders[i].than = policies_[*by].name;
            report_.contenders[i].worse_by = widest / static_cast<double>(r_);
        }
    }

    // When nothing more may be played: of those that are left and keep the condition so far.
    void choose_best_so_far() {
        for (const std::size_t i : still_in()) {
            report_.contenders[i].slack = mean_slack(i);
            if (question_.condition && !keeps_[i] && !(mean_slack(i) >= 0)) continue;
            if (r_ > 0 &&
                (!report_.chosen || sums_[static_cast<Place>(i)] > sums_[static_cast<Place>(*report_.chosen)]))
                report_.chosen = i;
        }
    }

    void finish() {
        report_.decided = over();
        if (report_.decided && !still_in().empty()) {
            report_.chosen = still_in().front();
            leaves(*report_.chosen, Fate::chosen);
        }
        std::size_t last = report_.decided ? 0 : r_ * block_;
        for (std::size_t i = 0; i < policies_.size(); ++i) {
            Contender& contender = report_.contenders[i];
            const Rows& rows = policies_[i].rows;
            contender.played = rows.replications();
            contender.mean =
                contender.fate == Fate::without_value
                    ? no_value
                    : statistic_of({Statistic::Kind::mean, 0}, series_of(question_.value, rows).front().values);
            report_.lives += contender.played;
            last = std::max(last, contender.decided_after);
        }
        report_.lives_if_equal = policies_.size() * last;
    }

    const SelectionQuestion& question_;
    std::span<const PolicyRows> policies_;
    std::size_t block_;
    SelectionBoundary boundary_;
    std::size_t r_ = 0;  // blocks taken in
    Eigen::VectorXd sums_, slack_sums_;
    std::vector<std::size_t> slack_blocks_;  // in these sums: until a policy was shown to keep the condition
    SelectionSpread first_;                  // of the first stage; of the first look until then
    std::optional<SelectionSpread> look_;    // of all blocks, where there is a look
    std::vector<bool> keeps_;                // the condition, for sure
    SelectionReport report_;
};

}  // namespace

SelectionReport select_best(const SelectionQuestion& question, std::span<const PolicyRows> policies,
                            const MoreReplications& more) {
    return Contest(question, policies).run(more);
}

}  // namespace burncast

// Policies that live by a formula: what a selection asks for is worked out, and what it asked for is written down.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/selection.hpp"

namespace burncast::testing {

struct Life {
    double bill = 0;
    double value = 0;
};

inline ReportedValue total_of(const std::string& measure) {
    return {{measure, "total", "all", ""}, std::nullopt, UnitKind::currency};
}

// The lowest mean bill, 95% sure.
inline SelectionQuestion lowest_bill(double indifference) {
    SelectionQuestion question;
    question.value = total_of("bill");
    question.indifference = indifference;
    return question;
}

// … of those whose value is at least this share of base's.
inline SelectionQuestion lowest_bill_keeping(double indifference, double share, double tolerance) {
    SelectionQuestion question = lowest_bill(indifference);
    question.condition = Condition{"", total_of("value"), Relation::greater_or_equal, share, true, tolerance};
    return question;
}

class SelectionStage {
public:
    using Live = std::function<Life(std::size_t policy, std::size_t replication)>;

    // The first is base.
    SelectionStage(std::size_t policies, Live live, bool uncertain = false) : live_(std::move(live)) {
        for (std::size_t p = 0; p < policies; ++p)
            rows_.push_back(
                {p == 0 ? "base" : "p" + std::to_string(p), Rows({{"bill", "total"}, {"value", "total"}}), uncertain});
    }

    SelectionReport select(const SelectionQuestion& question) {
        return select_best(question, rows_, [&](const Round& round) {
            asked.emplace_back(round.policies.begin(), round.policies.end());
            for (const std::size_t p : round.policies) {
                for (std::size_t r = rows_[p].rows.replications(); r < round.upto; ++r) {
                    const Life life = live_(p, r);
                    rows_[p].rows.append(std::vector<double>{life.bill, life.value});
                }
            }
            return asked.size() < stop_after;
        });
    }

    std::vector<std::vector<std::size_t>> asked;            // who, by round
    std::size_t stop_after = static_cast<std::size_t>(-1);  // interrupted in this round

private:
    Live live_;
    std::vector<PolicyRows> rows_;
};

}  // namespace burncast::testing

#include "analysis/frontier.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "analysis/comparison.hpp"
#include "sim/stats/interval.hpp"
#include "sim/stats/value.hpp"

namespace burncast {

namespace {

struct Candidate {
    FrontierPoint point;
    std::vector<double> bills, values;
    bool uncertain = false;
};

bool all_have(std::span<const PolicyRows> policies, const std::string& measure) {
    return std::all_of(policies.begin(), policies.end(),
                       [&](const PolicyRows& policy) { return policy.rows.find(measure, "total").has_value(); });
}

enum class Dominance { none, by_means, for_sure };

Dominance dominance(const Candidate& one, const Candidate& over) {
    const bool costs_no_more = one.point.bill <= over.point.bill;
    const bool is_worth_no_less = one.point.value >= over.point.value;
    const bool differs = one.point.bill < over.point.bill || one.point.value > over.point.value;
    if (!costs_no_more || !is_worth_no_less || !differs) return Dominance::none;
    const std::size_t block = block_size(one.uncertain || over.uncertain);
    const Difference bill = paired_difference(over.bills, one.bills, block);
    const Difference value = paired_difference(over.values, one.values, block);
    return bill.high <= 0 && value.low >= 0 ? Dominance::for_sure : Dominance::by_means;
}

std::vector<Candidate> candidates(std::span<const PolicyRows> policies, const std::string& measure) {
    std::vector<Candidate> all;
    for (const PolicyRows& policy : policies) {
        Candidate one;
        one.bills = policy.rows.column(*policy.rows.find("bill", "total"));
        one.values = policy.rows.column(*policy.rows.find(measure, "total"));
        one.uncertain = policy.uncertain;
        const Statistic mean{Statistic::Kind::mean, 0};
        one.point = {policy.name, statistic_of(mean, one.bills),
                     statistic_of({Statistic::Kind::quantile, 0.95}, one.bills), statistic_of(mean, one.values)};
        if (std::isfinite(one.point.bill) && std::isfinite(one.point.value)) all.push_back(std::move(one));
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Candidate& a, const Candidate& b) { return a.point.bill < b.point.bill; });
    return all;
}

}  // namespace

std::optional<FrontierReport> frontier_of(std::span<const PolicyRows> policies) {
    FrontierReport report;
    report.value = all_have(policies, "value") ? "value" : "accepted_hours";
    if (!all_have(policies, "bill") || !all_have(policies, report.value)) return std::nullopt;
    std::vector<Candidate> all = candidates(policies, report.value);
    if (all.size() < 2) return std::nullopt;
    for (const Candidate& one : all) {
        FrontierPoint point = one.point;
        for (const Candidate& other : all) {  // by bill: the first is the cheapest
            const Dominance found = dominance(other, one);
            const bool sure = found == Dominance::for_sure;
            if (found == Dominance::none || (!point.dominated_by.empty() && (point.certain || !sure))) continue;
            point.dominated_by = other.point.policy;
            point.certain = sure;
        }
        report.points.push_back(std::move(point));
    }
    return report;
}

}  // namespace burncast

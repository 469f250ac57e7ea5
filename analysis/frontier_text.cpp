#include "analysis/frontier_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/wording.hpp"

namespace burncast {

namespace {

constexpr std::size_t most_named = 8;

// Names with a word each, the first of them: a, b and 4 more
std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), most_named); ++i) text += (i == 0 ? "" : ", ") + names[i];
    return names.size() > most_named ? text + fmt::format(" and {} more", names.size() - most_named) : text;
}

std::string lowest_sentence(const Report& report) {
    std::vector<const PolicyReport*> sorted;
    for (const PolicyReport& policy : report.policies)
        if (policy.probability_lowest_bill > 0) sorted.push_back(&policy);
    std::stable_sort(sorted.begin(), sorted.end(), [](const PolicyReport* a, const PolicyReport* b) {
        return a->probability_lowest_bill > b->probability_lowest_bill;
    });
    std::vector<std::string> names;
    for (const PolicyReport* policy : sorted)
        names.push_back(policy->name + " in " + share_text(policy->probability_lowest_bill) +
                        (names.empty() ? " of the replications" : ""));
    const auto& points = report.frontier->points;
    const auto safest = std::min_element(points.begin(), points.end(),
                                         [](const auto& a, const auto& b) { return a.bill_p95 < b.bill_p95; });
    return "Lowest bill: " + listed(names) + ". Lowest P95 of the bill: " + safest->policy + ", " +
           money_text(safest->bill_p95, report.currency) + ".";
}

}  // namespace

std::vector<std::string> frontier_sentences(const Report& report) {
    if (!report.frontier) return {};
    std::vector<std::string> frontier, sure, unsure;
    for (const FrontierPoint& point : report.frontier->points)
        if (point.dominated_by.empty())
            frontier.push_back(point.policy);
        else
            (point.certain ? sure : unsure).push_back(point.policy + " by " + point.dominated_by);
    const std::string value = report.frontier->value == "value" ? "value" : "accepted hours";
    std::string text = "On the frontier of bill and " + value + ", from the lowest bill: " + listed(frontier) + ".";
    if (!sure.empty()) text += " Dominated for sure, no cheaper and worth no more: " + listed(sure) + ".";
    if (!unsure.empty()) text += " Dominated by the means, not for sure: " + listed(unsure) + ".";
    return {text, lowest_sentence(report)};
}

}  // namespace burncast

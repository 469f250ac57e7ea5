#include "analysis/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>

#include "sim/stats/interval.hpp"
#include "sim/stats/moments.hpp"

namespace burncast {

namespace {

// Shares and other ratios of the same amounts differ in their last digits where these were added in another order.
bool the_same(double one, double other) {
    constexpr double rounding = 1e-12;
    const double apart = std::abs(one - other);
    return one == other || (std::isfinite(apart) && apart <= rounding * std::max(std::abs(one), std::abs(other)));
}

}  // namespace

Difference paired_difference(std::span<const double> base, std::span<const double> policy, std::size_t block_size) {
    if (base.size() != policy.size()) throw std::invalid_argument("a comparison needs as many replications of both");
    std::vector<double> differences(base.size());
    Moments moments;
    double lower = 0;
    std::size_t pairs = 0;
    for (std::size_t i = 0; i < base.size(); ++i) {
        const bool same = the_same(base[i], policy[i]);
        differences[i] = same ? 0 : policy[i] - base[i];  // never against never is 0, too
        if (std::isnan(differences[i])) continue;
        ++pairs;
        lower += same ? 0.5 : policy[i] < base[i] ? 1 : 0;
        moments.add(differences[i]);
    }
    const ConfidenceInterval interval = interval_of_difference(differences, block_size);
    const double spread = variance_of_mean(differences, block_size);
    Difference result;
    result.mean = std::isfinite(moments.mean()) ? moments.mean() : std::numeric_limits<double>::quiet_NaN();
    result.low = interval.low;
    result.high = interval.high;
    result.probability_lower =
        pairs == 0 ? std::numeric_limits<double>::quiet_NaN() : lower / static_cast<double>(pairs);
    result.variance_ratio = (variance_of_mean(base, block_size) + variance_of_mean(policy, block_size)) / spread;
    return result;
}

namespace {

Difference named(Difference difference, const PolicyRows& policy, std::string measure, std::string period) {
    difference.policy = policy.name;
    difference.better = better_of(measure);
    difference.measure = std::move(measure);
    difference.period = std::move(period);
    return difference;
}

bool same_bills(const PolicyRows& base, const PolicyRows& policy) {
    const std::optional<std::size_t> one = base.rows.find("bill", "total"), other = policy.rows.find("bill", "total");
    return one && other && base.rows.column(*one) == policy.rows.column(*other);
}

// What the header says of budgets; nothing where one of both has none.
void add_budget(const PolicyRows& base, const PolicyRows& policy, std::size_t block_size, double start, double end,
                std::vector<Difference>& differences) {
    const std::optional<std::size_t> column = base.rows.find("budget_exhausted_on", "total");
    const std::optional<std::size_t> other = policy.rows.find("budget_exhausted_on", "total");
    if (!column || !other) return;
    const auto paired = [&](auto number) {
        const auto each = [&](const PolicyRows& rows, std::size_t c) {
            std::vector<double> values = rows.rows.column(c);
            for (double& value : values)
                if (!std::isnan(value)) value = number(value);
            return values;
        };
        return std::pair(each(base, *column), each(policy, *other));
    };
    const auto [before, after] = paired([](double day) { return std::isfinite(day) ? 1.0 : 0.0; });
    Difference event = named(paired_difference(before, after, block_size), policy, "budget_exhausted", "total");
    event.better = Better::lower;
    if (!std::isnan(event.mean) && !same_bills(base, policy)) {
        std::vector<double> changes(before.size());
        for (std::size_t i = 0; i < changes.size(); ++i) changes[i] = after[i] - before[i];
        const ConfidenceInterval interval = interval_of_event_difference(changes, block_size);
        event.low = interval.low;
        event.high = interval.high;
    }
    differences.push_back(std::move(event));
    const auto [until, then] = paired([&](double day) { return std::min(day, end) - start; });
    Difference days = named(paired_difference(until, then, block_size), policy, "budget_days", "total");
    days.better = Better::higher;
    if (!std::isnan(days.mean) && !same_bills(base, policy)) {
        std::vector<double> changes(until.size());
        for (std::size_t i = 0; i < changes.size(); ++i) changes[i] = then[i] - until[i];
        const ConfidenceInterval interval = mean_interval(changes, block_size);
        days.low = interval.low;
        days.high = interval.high;
    }
    differences.push_back(std::move(days));
}

double day_of(std::chrono::sys_days day) { return static_cast<double>(day.time_since_epoch().count()); }

}  // namespace

std::vector<Difference> compare(const PolicyRows& base, const PolicyRows& policy, std::size_t block_size,
                                std::chrono::sys_days start, std::chrono::sys_days end) {
    std::vector<Difference> differences;
    for (std::size_t c = 0; c < base.rows.columns().size(); ++c) {
        const Column& column = base.rows.columns()[c];
        if (column.group_kind != "all") continue;
        const std::optional<std::size_t> other = policy.rows.find(column.measure, column.period);
        if (!other) continue;
        differences.push_back(named(paired_difference(base.rows.column(c), policy.rows.column(*other), block_size),
                                    policy, column.measure, column.period));
    }
    add_budget(base, policy, block_size, day_of(start), day_of(end), differences);
    return differences;
}

std::vector<double> probability_lowest_bill(std::span<const PolicyRows> policies) {
    std::vector<std::vector<double>> bills;
    for (const PolicyRows& policy : policies) {
        const std::optional<std::size_t> bill = policy.rows.find("bill", "total");
        if (!bill) return {};
        bills.push_back(policy.rows.column(*bill));
    }
    std::vector<double> shares(policies.size());
    const std::size_t replications = policies.empty() ? 0 : bills.front().size();
    for (std::size_t r = 0; r < replications; ++r) {
        double lowest = bills.front()[r];
        for (const std::vector<double>& bill : bills) lowest = std::min(lowest, bill[r]);
        const auto is_lowest = [&](const std::vector<double>& bill) { return bill[r] == lowest; };
        const auto ties = static_cast<double>(std::count_if(bills.begin(), bills.end(), is_lowest));
        for (std::size_t p = 0; p < bills.size(); ++p)
            if (is_lowest(bills[p])) shares[p] += 1 / ties;
    }
    for (double& share : shares) share /= static_cast<double>(replications);
    return shares;
}

}  // namespace burncast

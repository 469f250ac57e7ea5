#include "analysis/attribution.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>

#include "sim/stats/interval.hpp"
#include "sim/stats/moments.hpp"

namespace burncast {

namespace {

// Σ part / Σ whole. A whole that is not above 0, or not surely, has no shares: they would turn their sign with it.
Estimate share_of(const std::vector<double>& part, const std::vector<double>& whole, std::size_t block_size) {
    const Estimate sum = mean_difference(whole, block_size);
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    if (!(sum.value > 0) || sum.low <= 0) return {none, none, none};
    return ratio_of_means(part, whole, block_size);
}

// |S|! (n − |S| − 1)! / n! by |S|: 1 / (n · C(n − 1, |S|)).
std::vector<double> weights(std::size_t drivers) {
    std::vector<double> weights(drivers);
    double choices = 1;
    for (std::size_t size = 0; size < drivers; ++size) {
        weights[size] = 1 / (static_cast<double>(drivers) * choices);
        choices *= static_cast<double>(drivers - 1 - size) / static_cast<double>(size + 1);
    }
    return weights;
}

std::size_t size_of(DriverSet set) {
    std::size_t size = 0;
    for (; set != 0; set &= set - 1) ++size;
    return size;
}

}  // namespace

std::vector<DriverSet> sets_met(const Ordering& order) {
    std::vector<DriverSet> sets{0};
    for (const std::size_t driver : order) sets.push_back(sets.back() | 1U << driver);
    return sets;
}

std::vector<double> shapley_values(std::size_t drivers, const ValueOf& value) {
    const std::vector<double> weight = weights(drivers);
    std::vector<double> values(drivers, 0);
    for (DriverSet set = 0; set < 1U << drivers; ++set)
        for (std::size_t d = 0; d < drivers; ++d)
            if ((set >> d & 1U) == 0) values[d] += weight[size_of(set)] * (value(set | 1U << d) - value(set));
    return values;
}

std::vector<double> shapley_values(std::size_t drivers, std::span<const Ordering> orders, const ValueOf& value) {
    if (orders.empty()) throw std::invalid_argument("Shapley values take at least one order");
    std::vector<double> values(drivers, 0);
    for (const Ordering& order : orders) {
        const std::vector<DriverSet> sets = sets_met(order);
        for (std::size_t i = 0; i < order.size(); ++i)
            values[order[i]] += (value(sets[i + 1]) - value(sets[i])) / static_cast<double>(orders.size());
    }
    return values;
}

AttributionReport attribute(std::span<const Driver> drivers, std::span<const Attribution> replications,
                            std::size_t block_size) {
    AttributionReport report;
    std::vector<bool> whole;
    for (const Attribution& a : replications)
        whole.push_back(std::isfinite(a.with_all) && std::isfinite(a.with_none) &&
                        std::all_of(a.adds.begin(), a.adds.end(), [](double adds) { return std::isfinite(adds); }));
    report.without_value = static_cast<std::size_t>(std::count(whole.begin(), whole.end(), false));
    const auto column = [&](auto&& number) {
        std::vector<double> values;
        for (std::size_t r = 0; r < replications.size(); ++r)
            values.push_back(whole[r] ? number(replications[r]) : std::nan(""));
        return values;
    };
    const auto sum_where = [&](auto&& counts) {
        return column([&](const Attribution& replication) {
            double sum = 0;
            for (std::size_t d = 0; d < drivers.size(); ++d)
                if (counts(drivers[d].kind)) sum += replication.adds[d];
            return sum;
        });
    };
    const std::vector<double> added = column([](const Attribution& a) { return a.with_all - a.with_none; });
    const std::vector<double> all = column([](const Attribution& a) { return a.with_all; });
    const std::vector<double> none = column([](const Attribution& a) { return a.with_none; });
    report.with_all = mean_difference(all, block_size);
    report.with_none = mean_difference(none, block_size);
    report.added = mean_difference(added, block_size);
    for (std::size_t d = 0; d < drivers.size(); ++d) {
        const std::vector<double> adds = column([&](const Attribution& a) { return a.adds[d]; });
        report.drivers.push_back({drivers[d], mean_difference(adds, block_size), share_of(adds, added, block_size)});
    }
    for (const DriverKind kind : {DriverKind::management, DriverKind::technical, DriverKind::neither}) {
        if (std::none_of(drivers.begin(), drivers.end(), [&](const Driver& d) { return d.kind == kind; })) continue;
        report.kinds.emplace_back(
            kind, share_of(sum_where([&](DriverKind other) { return other == kind; }), added, block_size));
    }
    report.management = share_of(sum_where([](DriverKind kind) { return kind == DriverKind::management; }),
                                 sum_where([](DriverKind kind) { return kind != DriverKind::neither; }), block_size);
    return report;
}

}  // namespace burncast

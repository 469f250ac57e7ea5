#include "analysis/driver_design.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace burncast {

namespace {

constexpr std::size_t most_exact = 5;  // drivers whose every set is played: 32 lives a replication

// Fisher and Yates.
Ordering shuffled(std::size_t drivers, const std::function<double()>& uniform) {
    Ordering order(drivers);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t d = drivers; d > 1; --d)
        std::swap(order[d - 1], order[static_cast<std::size_t>(uniform() * static_cast<double>(d))]);
    return order;
}

std::vector<DriverSet> each_once(std::vector<DriverSet> sets) {
    std::sort(sets.begin(), sets.end());
    sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
    return sets;
}

}  // namespace

DriverDesign::DriverDesign(std::size_t drivers, std::size_t replications,
                           const std::function<std::function<double()>(std::uint64_t)>& uniforms)
    : drivers_(drivers) {
    for (std::size_t r = 0; r < replications; ++r) {
        std::vector<DriverSet> sets;
        std::vector<Ordering> orders;
        if (exact()) {
            for (DriverSet set = 0; set <= all(); ++set) sets.push_back(set);
        } else {
            orders.push_back(shuffled(drivers, uniforms(r)));
            orders.emplace_back(orders.front().rbegin(), orders.front().rend());
            for (const Ordering& order : orders)
                for (const DriverSet set : sets_met(order)) sets.push_back(set);
        }
        orders_.push_back(std::move(orders));
        sets_.push_back(each_once(std::move(sets)));
    }
}

bool DriverDesign::exact() const { return drivers_ <= most_exact; }

std::vector<DriverSet> DriverDesign::sets() const {
    std::vector<DriverSet> any;
    for (const std::vector<DriverSet>& sets : sets_) any.insert(any.end(), sets.begin(), sets.end());
    return each_once(std::move(any));
}

Attribution DriverDesign::attribution(std::size_t replication, const ValueOf& value) const {
    return {value(all()), value(0),
            exact() ? shapley_values(drivers_, value) : shapley_values(drivers_, orders_[replication], value)};
}

}  // namespace burncast

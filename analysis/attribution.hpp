// Why a bill is what it is: what each driver adds, as Shapley values of runs with drivers switched off on the same luck.
//
// Drivers act on each other (a retry costs more where prices have risen), so what one adds depends on which others are
// there. Its Shapley value is the mean of that over all orders in which drivers may come to a company that has none:
//   φ_i = Σ_S |S|! (n − |S| − 1)! / n! · (v(S ∪ i) − v(S)),   v(S) the bill with the drivers S alone
// so that the values sum to v(all) − v(none), and drivers that do the same get the same (Shapley 1953). In each
// replication they are exact where every set of drivers was played; else the mean over some orders drawn at random, each
// beside its reverse (Castro, Gómez & Tejada 2009; the reverse makes it surer, Mitchell et al. 2022): these sum to the
// same, and what they miss is part of the interval.
//
// Shares are of v(all) − v(none), as ratios of means over the same lives (Fieller's interval; sim/stats/interval.hpp). There
// are none where that sum is not above 0, or its 95% interval is not: a share of a saving that is told as one of a cost has
// the wrong sign. Where drivers pull both ways a share may lie outside 0–100%.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "sim/stats/driver.hpp"
#include "sim/stats/estimate.hpp"

namespace burncast {

// A set of drivers: bit i for driver i.
using DriverSet = unsigned;
using Ordering = std::vector<std::size_t>;  // in which drivers come, each once
using ValueOf = std::function<double(DriverSet)>;

// φ by driver, from the value of every set.
[[nodiscard]] std::vector<double> shapley_values(std::size_t drivers, const ValueOf& value);
// The mean over these orders alone. Throws std::invalid_argument when there is none.
[[nodiscard]] std::vector<double> shapley_values(std::size_t drivers, std::span<const Ordering> orders,
                                                 const ValueOf& value);
// The sets that an order meets, from none to all.
[[nodiscard]] std::vector<DriverSet> sets_met(const Ordering& order);

struct DriverShare {
    Driver driver;
    Estimate adds;   // to the bill
    Estimate share;  // of what all of them add
};

struct AttributionReport {
    std::size_t without_value = 0;        // replications in which some set has none; of those nothing is said
    Estimate with_all, with_none, added;  // added = with_all − with_none
    std::vector<DriverShare> drivers;     // as given
    std::vector<std::pair<DriverKind, Estimate>> kinds;  // shares of what all add, of the kinds that there are
    Estimate management;                                 // of what management and technique add together
};

// By replication: the value with all drivers, with none, and φ by driver.
struct Attribution {
    double with_all = 0, with_none = 0;
    std::vector<double> adds;
};
[[nodiscard]] AttributionReport attribute(std::span<const Driver> drivers, std::span<const Attribution> replications,
                                          std::size_t block_size);

}  // namespace burncast

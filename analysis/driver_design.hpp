// Which sets of drivers every replication plays, so that attribution.hpp can tell what each adds: all of them where there
// are few, else those that an order drawn at random and its reverse meet.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "analysis/attribution.hpp"

namespace burncast {

class DriverDesign {
public:
    // `uniforms(r)` begins the chance of replication r: numbers in [0, 1).
    DriverDesign(std::size_t drivers, std::size_t replications,
                 const std::function<std::function<double()>(std::uint64_t)>& uniforms);

    [[nodiscard]] std::size_t replications() const { return sets_.size(); }
    [[nodiscard]] DriverSet all() const { return (DriverSet{1} << drivers_) - 1; }
    // Every set is played in every replication.
    [[nodiscard]] bool exact() const;
    // Of a replication, each once, ascending.
    [[nodiscard]] const std::vector<DriverSet>& sets(std::size_t replication) const { return sets_[replication]; }
    // Of any replication, each once, ascending.
    [[nodiscard]] std::vector<DriverSet> sets() const;
    // `value` is asked for the sets of this replication alone.
    [[nodiscard]] Attribution attribution(std::size_t replication, const ValueOf& value) const;

private:
    std::size_t drivers_;
    std::vector<std::vector<Ordering>> orders_;  // by replication; none where it plays all sets
    std::vector<std::vector<DriverSet>> sets_;   // by replication
};

}  // namespace burncast

// The names that all policies and phases of a run share, so that their results have the same columns and their people the
// same streams.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/scenario/load.hpp"
#include "sim/stats/columns.hpp"
#include "sim/world/cause.hpp"

namespace burncast {

struct Names {
    std::vector<std::string> teams;
    std::vector<std::string> sessions;                   // kinds of session, over all policies
    std::vector<std::string> models;                     // those that any work of any policy uses
    std::vector<std::vector<std::string>> work;          // by team: kinds of work of its people, over all policies
    std::vector<std::vector<std::string>> agents;        // by team: its background agents
    std::vector<std::vector<std::int64_t>> agent_count;  // the most that any policy has of each
    struct Extra {
        std::size_t mechanism = 0;  // place among plugs()
        std::string name;           // of the work it brings
        friend bool operator==(const Extra&, const Extra&) = default;
    };
    std::vector<std::vector<Extra>> extra;  // by team: work that mechanisms bring to its people, over all policies
    std::vector<Cause> causes;              // that can be booked at all
    std::vector<std::string> contracts;     // over all policies, and `list` as the last; empty when there are none
    bool value = false;                     // whether results are valued
};

[[nodiscard]] Names names_of(const std::vector<Policy>& policies);
// The parts that the results tell apart.
[[nodiscard]] Groups groups_of(const Names& names);

}  // namespace burncast

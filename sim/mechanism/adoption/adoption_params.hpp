// Numbers of adoption in one team; the laws: adoption.hpp.
#pragma once

#include <vector>

#include "sim/config/table.hpp"

namespace burncast {

struct AdoptionParams {
    double start = 1;                   // share of the team that uses the tools when the scenario begins
    double innovation = 0;              // p, per day
    double imitation = 0;               // q, per day
    double mandate = 0;                 // m, per day
    double ceiling = 1;                 // share that ever will
    double dropout = 0;                 // δ, per day
    double mixing = 0;                  // x, the share of a person's peers who sit in other teams
    std::vector<Reference> neighbours;  // which ones; all others when there are none here
    double intensity_imitation = 0;     // η, per day

    bool operator==(const AdoptionParams&) const = default;
};

[[nodiscard]] const Table<AdoptionParams>& adoption_table();

}  // namespace burncast

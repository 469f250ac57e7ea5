// What comes back of work that was accepted: the numbers. The laws: quality.hpp.
#pragma once

#include <optional>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/config/table.hpp"
#include "sim/random/law.hpp"

namespace burncast {

// How bug fixes and rework are done.
struct RepairParams {
    std::optional<Reference> session, model;  // as the team's first kind of work
    Law difficulty = Law::lognormal(1200, 0.9);
    double vague = 0.3;
    double impossible = 0.03;
    double most = 20;  // per person and day; what is due beyond is left undone
};

struct ReviewParams {
    Reference session{"chat", {}};
    std::optional<Reference> model;
    Law difficulty = Law::lognormal(1200, 0.9);
    double coverage = 1;      // share of results that somebody is to review
    double unreviewed = 0.5;  // how many more repairs a result needs that nobody has reviewed
    double reviews = 6;       // per reviewer and working day
    Duration patience = Duration::days(2);
};

struct DebtParams {
    double shortcuts = 0;  // repairs that an accepted result leaves owed, beside those that come back
    Duration lifetime = Duration::days(1000);  // time constant in which code goes, and what it owes with it
    double interest = 0.001;                   // how much harder tasks get for each repair owed per person
};

// How many repairs the results of a model need, relative to the usual.
struct ModelQualityParams {
    Reference model;
    double factor = 1;
};

struct QualityParams {
    double bugs = 0.23;
    double rework = 0.13;
    double agents = 1.86;
    std::vector<ModelQualityParams> models;
    std::vector<Reference> sessions;  // whose results can come back; all when there are none
    Law delay = Law::lognormal(5 * 86'400, 1);
    RepairParams repairs;
    ReviewParams review;
    DebtParams debt;
};

// What differs between teams.
struct TeamQualityParams {
    std::optional<double> agents;     // instead of the company's
    std::optional<double> reviewers;  // without them nothing waits
};

[[nodiscard]] const Table<QualityParams>& quality_table();
[[nodiscard]] const Table<TeamQualityParams>& team_quality_table();

}  // namespace burncast

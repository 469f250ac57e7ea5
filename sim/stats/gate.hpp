// Gates: promises about a forecast that CI can hold a scenario to, typed. sim/scenario reads them from text (the grammar
// is `burncast describe gates`), analysis answers them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "sim/stats/value.hpp"

namespace burncast {

enum class Relation { less, less_or_equal, greater, greater_or_equal };

// <, <=, > or >=
[[nodiscard]] constexpr std::string_view relation_text(Relation relation) {
    constexpr std::string_view texts[] = {"<", "<=", ">", ">="};
    return texts[static_cast<std::size_t>(relation)];
}

// False when either side has no value (NaN).
[[nodiscard]] inline bool holds(double left, Relation relation, double right) {
    switch (relation) {
        case Relation::less:
            return left < right;
        case Relation::less_or_equal:
            return left <= right;
        case Relation::greater:
            return left > right;
        case Relation::greater_or_equal:
            return left >= right;
    }
    return false;
}

// What a policy is held against, replication by replication on the same luck.
enum class Versus : unsigned char {
    nobody,
    difference,  // the value is that of the policy less that of the other, in each replication
    share        // the limit, or that of the event, is a share of what the other one has
};

// A statistic over replications against a limit. `P(budget exhausted before D)` is the probability that
// budget_exhausted_on.total is less than D; without a date, less than infinity (never).
struct Gate {
    std::string text;  // as written
    Statistic statistic;
    ReportedValue value;
    Relation event_relation = Relation::less;  // the event of a probability: value, relation, limit
    double event_limit = 0;
    Relation relation = Relation::less;
    double limit = 0;
    UnitKind unit = UnitKind::share;  // of the limit, as written: a ratio may be written as a share
    std::string policy = {};          // that it is asked of; empty: of each that is played
    Versus versus = Versus::nobody;
    std::string against = {};  // the other policy; empty without one
};

}  // namespace burncast

// Which of several policies is best by the mean of one number, and must keep a condition: the question, as
// sim/scenario/selection_text.hpp reads it, and the answer that analysis/selection.hpp finds.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/stats/gate.hpp"
#include "sim/stats/value.hpp"

namespace burncast {

// Of the mean of a value; strict relations are taken like the others.
struct Condition {
    std::string text;  // as written
    ReportedValue value;
    Relation relation = Relation::less_or_equal;
    double limit = 0;      // in the unit of the value, or a share of the mean of base
    bool of_base = false;  // then the slack is taken in each replication, on the same luck
    double tolerance = 0;  // as the limit: who keeps or breaks the condition by less may be told either way
};

struct SelectionQuestion {
    std::string text;  // as written
    ReportedValue value;
    bool highest = false;  // is best; else the lowest
    std::optional<Condition> condition;
    double indifference = 0;                // in the unit of the value: a smaller difference is not worth finding
    double confidence = 0.95;               // from 0.5 to below 1
    std::size_t most_replications = 20000;  // of each policy
};

// What became of a policy. `worse` and `tied` are beside another policy that keeps the condition.
enum class Fate { chosen, worse, tied, condition_broken, without_value, condition_without_value, undecided };

// As summary.json writes it.
[[nodiscard]] constexpr std::string_view fate_text(Fate fate) {
    constexpr std::string_view texts[] = {
        "chosen", "worse", "tied", "condition broken", "without value", "condition without value", "undecided"};
    return texts[static_cast<std::size_t>(fate)];
}

struct Contender {
    std::string policy;
    Fate fate = Fate::undecided;
    std::string than = {};          // whom it is worse than, or tied with
    double worse_by = 0;            // in the mean, when that was decided; 0 else
    double slack = 0;               // by how much its mean keeps the condition, below 0 breaks it; NaN without one
    std::size_t decided_after = 0;  // replications; of the chosen one, when nothing else was left to decide
    std::size_t played = 0;         // replications: some more, as they are played in rounds
    double mean = 0;                // of the value over these; NaN where one of them has none
};

struct SelectionReport {
    SelectionQuestion question;
    std::vector<Contender> contenders;  // in the order in which they were played
    std::optional<std::size_t> chosen;  // of these; nothing when none keeps the condition, or none has a value
    bool decided = false;               // else it is the best so far, and nothing is guaranteed
    bool interrupted = false;
    std::size_t first_look = 0;   // replications of each policy before anything is decided
    std::size_t first_stage = 0;  // from which on everything may be decided after any block
    double tolerance = 0;         // of the condition, in the unit of its value
    // Lives: replications times policies.
    std::size_t lives = 0;  // played
    std::size_t lives_two_stage =
        0;  // of equal allocation: what Clark and Yang's procedure takes, without the condition
    std::size_t lives_if_equal = 0;  // if each policy had been played until the last decision
};

}  // namespace burncast

// What a selection compares, as block means: how good each policy was and by how much it kept the condition.
#pragma once

#include <cstddef>
#include <Eigen/Core>
#include <span>

#include "sim/stats/rows.hpp"
#include "sim/stats/selection.hpp"

namespace burncast {

// Block × policy; NaN where a policy was not played, or has no value.
struct SelectionBlocks {
    Eigen::MatrixXd scores;  // the value, or less it where the lowest is best: more is better
    Eigen::MatrixXd slacks;  // above 0 where the condition is kept; NaN where there is none
    double tolerance = 0;    // of the condition, in the unit of its value; a share of base is one of its mean here
};

// Of the first `blocks` blocks. Throws std::invalid_argument when the rows lack what is asked.
[[nodiscard]] SelectionBlocks selection_blocks(const SelectionQuestion& question, std::span<const PolicyRows> policies,
                                               std::size_t block_size, std::size_t blocks);

// Variances of the differences between policies, and of each one's slack.
struct SelectionSpread {
    Eigen::MatrixXd differences;
    Eigen::VectorXd slacks;
};
// Over the first `blocks`, two or more.
[[nodiscard]] SelectionSpread spread_of(const SelectionBlocks& seen, std::size_t blocks);

}  // namespace burncast

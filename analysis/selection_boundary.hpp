// When a sum of differences between two policies decides: the two boundaries of analysis/selection.hpp, each of which is
// crossed the wrong way with half of the error of one comparison at most.
//
//   triangle  max(0, h² S² / 2δ - δ r / 2)  from r = n,  h² = (n - 1) (β^(-2/(n-1)) - 1),  S² the variance over the first
//             n blocks
//   look      max(0, t S_r √r - δ r)  at r = m, 2m, 4m, …,  t Student's quantile with r - 1 degrees of freedom and the
//             error β/4, β/8, β/16, …,  S_r² the variance over all r blocks
// The triangle is wide where δ is small, however large a difference is; the looks put those out early that are beyond
// doubt. A variance of 0 leaves nothing to wait for after the first stage; before, what happens seldom may just not have happened.
#pragma once

#include <cstddef>

namespace burncast {

class SelectionBoundary {
public:
    // β: the error of one comparison, below 1. m: blocks at the first look. n: blocks of the first stage.
    SelectionBoundary(double error, std::size_t first_look, std::size_t first_stage);

    // Infinite before n.
    [[nodiscard]] double triangle(double variance, double worth, std::size_t r) const;
    // The first r at which it has closed.
    [[nodiscard]] double end(double variance, double worth) const;

    // Whether r is one of m, 2m, 4m, …
    [[nodiscard]] bool is_look(std::size_t r) const;
    [[nodiscard]] double look(double variance, double worth, std::size_t r) const;

private:
    double error_;
    std::size_t first_look_, first_stage_;
    double h2_;
};

// Equal allocation: how many blocks of every policy promise the same when all get the same number. Clark and Yang 1986 (A
// Bonferroni selection procedure when using common random numbers with unknown variances, WSC) play  (t S / δ)²,  S² the
// largest variance of a difference and t Student's quantile with n - 1 degrees of freedom and the error β = α / (k - 1).
[[nodiscard]] std::size_t two_stage_blocks(double error, double variance, double worth, std::size_t first_stage);

}  // namespace burncast

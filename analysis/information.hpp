// The value of information: what it would be worth to know an uncertain input before a policy is chosen.
//
// B_p the net benefit of policy p, X what is not known, the mean over luck taken in each:
//   EVPI     E[max_p E(B_p | X)] − max_p E(B_p)          of all inputs: nobody should pay more than this to learn them
//   EVPPI_j  E[max_p E(B_p | X_j)] − max_p E(B_p)        of input j alone (Brennan 2007)
// Luck cannot be known before it happens, so it is no part of either: E(B_p | X) is a regression over draws (Strong,
// Oakley and Brennan 2014), here on polynomials of the standard normal numbers, up to the third power; for EVPI one in
// each input without their products. All policies are lived with the same luck, so that mostly cancels between them.
// Fitted and judged on the same draws, the best of noisy fits looks too good. So what to choose at an input is learned
// from nine tenths of the draws, and its gain over the policy that is best over all draws is taken on the last tenth, ten
// times: what somebody who had learned from as many draws would gain. That is too low, if anything (a rule that is
// learned is not the best one; products and sharp bends are not seen), by less the more draws. The 95% interval is
// Student's t over draws: it seldom lies above the truth, and lies below it more often than an interval of something
// unbiased would. A value that is never below 0 is cut there. Where no draw speaks for another policy it is 0 for sure
// only as far as so many draws can tell.
#pragma once

#include <cstddef>
#include <Eigen/Core>
#include <vector>

#include "sim/stats/sensitivity.hpp"

namespace burncast {

struct InformationValue {
    std::vector<double> net_benefits;  // the mean of each policy
    std::size_t best = 0;              // of them
    Estimate evpi;
    std::vector<Estimate> each;  // by input
};

// `draws` n × inputs as standard normal numbers, `benefits` n × policies; the draws independent. NaN values where there
// are fewer than 20 draws, or for `evpi` fewer than 8 a coefficient.
[[nodiscard]] InformationValue value_of_information(const Eigen::ArrayXXd& draws, const Eigen::ArrayXXd& benefits);

}  // namespace burncast

// The review queue of a team: accepted results wait for reviewers, who are servers.
//
//   B_d = max(0, B_{d−1} + A_d − S_d)      A_d the results of a day that go to review, S_d what the reviewers get done,
//                                          Poisson with mean C = reviewers · reviews a day, on Monday to Friday
//   W_d = 7/5 · B_d / C                    days until a result that comes now is looked at, weekends among them
//   u_d = max(0, 1 − patience / W_d)       share of the next day's results that are merged unreviewed
//
// With Poisson arrivals and endless patience, the mean backlog is Σ_n E[(A_1 + … + A_n − S_1 − … − S_n)⁺] / n
// (Spitzer). It is the M/M/c queue looked at once a day: reviews of exponential length, all reviewers at work while
// anything waits. It leaves out waiting within a day, so two reviewers of six a day wait 96% as long as M/M/2 at 98%
// load, 82% at 90%. Under more work than reviewers can do, λ > C, it settles at u = 1 − C/λ and W = patience · λ/C.
// Leaves out: priorities, and that large changes wait longer. Days are UTC days.
#pragma once

#include <algorithm>

namespace burncast {

struct ReviewQueue {
    double backlog = 0;

    void pass_day(double arrived, double reviewed) { backlog = std::max(0.0, backlog + arrived - reviewed); }
    [[nodiscard]] double waiting(double a_day) const { return backlog / a_day * 7 / 5; }
    [[nodiscard]] static double unreviewed(double waiting, double patience) {
        return waiting > patience ? 1 - patience / waiting : 0;
    }
};

}  // namespace burncast

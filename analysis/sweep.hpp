// A sweep read: how each measure moves with an input, on the same luck, and how much of what cheaper tokens should save
// comes back as use.
//
// Rebound of a price change c, for the share w of the run after it, from B₀ the mean bill without it and B_c with it:
//   R = 1 − actual / expected saving = 1 − (B₀ − B_c) / (−c·w·B₀)
// 0 says that use did not answer, 1 that the bill did not move, more that it rose as prices fell (backfire: Jevons). Its
// 95% interval is that of the ratio B_c / B₀ on the same luck, as is that of a relative change (Fieller; interval.hpp): far
// surer than the difference is, as a life that is dear is so at every point.
// Where use has a constant elasticity ε, R = 1 + (1 − (1 + c)^(1+ε)) / c, which is −ε for small changes; for large cuts it
// is smaller where −1 < ε < 0 and larger where ε < −1 (Jevons: there it exceeds 1 at any change).
// w is reckoned by days: where the days before the change are dearer or cheaper than the rest, R is off by as much.
// What of the bill no price moves (seats, own hardware) counts as answered use would: it makes R look larger.
//
// Backfire begins where R crosses 1 along an axis, between two neighbouring points by a straight line; its interval is
// where the ends of R's interval cross 1. Neighbours far apart make that rough.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/stats/estimate.hpp"
#include "sim/stats/interval.hpp"
#include "sim/stats/report.hpp"
#include "sim/stats/sweep.hpp"

namespace burncast {

struct SweptNumber {
    Distribution distribution;  // over replications; its unit is empty for a ratio
    Difference difference;      // from the reference, on the same luck
    Estimate change;            // the same as a share of the reference's mean; NaN where that is not above 0
};

struct SweptPoint {
    std::vector<std::size_t> at;
    std::vector<SweptNumber> numbers;  // by measure
    std::optional<Estimate> rebound;   // of a point that changes prices
};

// Along one axis, the others held where they are.
struct Backfire {
    std::size_t axis = 0;
    std::vector<std::size_t> others;  // by axis; that of the axis itself means nothing
    double begins = 0;                // on the axis
    ConfidenceInterval interval;      // infinite where the sweep ends first
};

struct SweepReport {
    std::vector<SweptNumber> as_it_is;  // by measure
    std::vector<SweptPoint> points;     // as of the sweep
    std::vector<Backfire> backfires;
};

// The reference of a difference is the scenario as it is; where prices alone are swept, that is their 0%.
[[nodiscard]] SweepReport analyse_sweep(const Sweep& sweep, std::string_view currency);

// Of one change of price, −0.5 for half: bills by replication, without and with it.
[[nodiscard]] Estimate rebound(const std::vector<double>& bill, const std::vector<double>& changed, double change,
                               double share_of_run, std::size_t block_size);

}  // namespace burncast

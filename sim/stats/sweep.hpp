// A sweep: one scenario with some of its inputs set to one value after another, on the same luck.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/stats/rows.hpp"
#include "sim/stats/value.hpp"

namespace burncast {

// An input and the values that it takes.
struct Axis {
    std::string path;  // company.engineering.people, or market.price
    std::vector<std::string> values;
    std::vector<double> at;  // the same as numbers, to draw and to look between them; their place where they are none

    // A change of all prices of models from the day after the start, which people may answer.
    [[nodiscard]] bool is_price() const { return path == "market.price"; }
};

struct SweepPoint {
    std::vector<std::size_t> at;  // by axis, the place of its value
    PolicyRows rows;
    double days_with_price = 1;  // share of the run after a change of price
};

struct Sweep {
    std::vector<Axis> axes;
    std::vector<NamedValue> measures;  // asked of every point
    PolicyRows as_it_is;               // the scenario as it is written
    std::vector<SweepPoint> points;    // the last axis moves first

    [[nodiscard]] std::optional<std::size_t> price_axis() const {
        for (std::size_t a = 0; a < axes.size(); ++a)
            if (axes[a].is_price()) return a;
        return std::nullopt;
    }
};

}  // namespace burncast

// Uncertain inputs: `0.3 to 0.6` is a 90% interval, one draw per replication.
//
// With z standard normal, h and l the ends and q = 1.6449 its 95% quantile:
//   log     both ends positive quantities   e^(m + z·s),        m = (ln h + ln l)/2,  s = (ln h − ln l)/2q
//   logit   shares inside (0, 1)            logistic(m + z·s),  the same with logit
//   linear  anything else                   m + z·s,            m = (h + l)/2,        s = (h − l)/2q
// A linear interval has tails beyond both ends; a draw outside the field's bounds is set to the bound.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "sim/base/error.hpp"
#include "sim/config/quantity.hpp"

namespace burncast {

struct Interval {
    enum class Scale { log, logit, linear };

    double low = 0;
    double high = 0;
    Scale scale = Scale::linear;

    [[nodiscard]] double at(double z) const;
    [[nodiscard]] double median() const { return at(0); }
};

struct Unknown {
    std::string path;  // company.engineering.work.coding.rate
    Place place;
    Dimension dimension = Dimension::number;
    Interval interval;  // in the base unit
    // Puts a value (interval.at(z)) into a copy of the root struct that was read; bounds are kept, counts rounded.
    std::function<void(void* root, double value)> set;
};

// `a to b`? Then the text is an interval or nothing.
[[nodiscard]] bool looks_like_interval(std::string_view text);
// A unit may be left to the second end: `0.3 to 0.6`, `10 to 20 min`, `$0.5 to $2`.
[[nodiscard]] Parsed<Interval> parse_interval(std::string_view text, Dimension dimension, const Bounds& bounds,
                                              const Currency& currency = {});

}  // namespace burncast

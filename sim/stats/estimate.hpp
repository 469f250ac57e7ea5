// A number and its 95% interval.
#pragma once

namespace burncast {

struct Estimate {
    double value = 0;
    double low = 0;
    double high = 0;
};

}  // namespace burncast

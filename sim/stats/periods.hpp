// The calendar months of a run (the first and last may be parts of months) and the years they belong to.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/base/time.hpp"

namespace burncast {

struct Periods {
    Periods(Instant start, Instant end);
    Instant start;
    std::vector<std::string> months;   // 2026-01
    std::vector<Instant> month_ends;   // the first instant after each
    std::vector<std::string> years;    // 2026
    std::vector<std::size_t> year_of;  // by month
    [[nodiscard]] Instant month_start(std::size_t month) const { return month == 0 ? start : month_ends[month - 1]; }
    [[nodiscard]] bool last_of_year(std::size_t month) const {
        return month + 1 == months.size() || year_of[month + 1] != year_of[month];
    }
};

}  // namespace burncast

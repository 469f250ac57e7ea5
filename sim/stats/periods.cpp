#include "sim/stats/periods.hpp"

#include <algorithm>
#include <chrono>

namespace burncast {

Periods::Periods(Instant first, Instant end) : start(first) {
    using namespace std::chrono;
    year_month_day date{start.day()};
    for (year_month month = date.year() / date.month(); Instant::at(sys_days(month / 1)) < end;
         month += std::chrono::months(1)) {
        const std::string name = iso_date(Instant::at(sys_days(month / 1)));
        const std::string year = name.substr(0, 4);
        if (years.empty() || years.back() != year) years.push_back(year);
        months.push_back(name.substr(0, 7));
        year_of.push_back(years.size() - 1);
        month_ends.push_back(std::min(end, Instant::at(sys_days((month + std::chrono::months(1)) / 1))));
    }
}

}  // namespace burncast

// From a lived-through company to one row of measures: which columns a run has, and how each is worked out.
//
// A month's measures are taken when its books close, a year's at its last month, the total's at the end. Person
// measures are over people who had a model called in the period; agents that nobody starts are not people. Money leaves
// the exact integers here, once.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/model/company.hpp"
#include "sim/stats/rows.hpp"

namespace burncast {

// The calendar months of a run (the first and last may be parts of months) and the years they belong to.
struct Periods {
    Periods(Instant start, Instant end);
    std::vector<std::string> months;   // 2026-01
    std::vector<Instant> month_ends;   // the first instant after each
    std::vector<std::string> years;    // 2026
    std::vector<std::size_t> year_of;  // by month
    [[nodiscard]] bool last_of_year(std::size_t month) const {
        return month + 1 == months.size() || year_of[month + 1] != year_of[month];
    }
};

class OutcomeLayout {
public:
    OutcomeLayout(Periods periods, Names names, std::vector<std::size_t> people_by_team, bool has_budget);

    [[nodiscard]] const std::vector<Column>& columns() const { return columns_; }
    [[nodiscard]] const Periods& periods() const { return periods_; }
    [[nodiscard]] std::vector<double> blank() const { return std::vector<double>(columns_.size()); }

    // Fills the columns of a month, and of the year and the total when they end with it.
    void close_month(std::size_t month, const Company& company, std::vector<double>& row) const;
    // When the budget ran out: days since 1970-01-01; infinity when it did not, NaN when there never was one.
    void set_exhaustion(double date, std::vector<double>& row) const;

private:
    enum class Books : unsigned char { month, year, total };
    void add_period(const std::string& period);
    void fill(std::size_t at, std::size_t first_month, std::size_t last_month, Books books, const Company& company,
              std::vector<double>& row) const;

    Periods periods_;
    Names names_;
    double people_ = 0;
    bool has_budget_ = false;
    std::vector<Column> columns_;
    std::size_t per_period_ = 0;
};

}  // namespace burncast

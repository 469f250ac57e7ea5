// From a lived-through company to one row of measures.
//
// A month's measures are taken when its books close, a year's at its last month, the total's at the end. Person
// measures are over people who had a model called in the period; agents that nobody starts are not people. Money leaves
// the exact integers here, once.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "sim/model/accounts.hpp"
#include "sim/model/company.hpp"
#include "sim/model/usage.hpp"
#include "sim/model/week_watch.hpp"
#include "sim/stats/columns.hpp"

namespace burncast {

class OutcomeLayout {
public:
    OutcomeLayout(Periods periods, Groups groups, bool has_budget);

    [[nodiscard]] const std::vector<Column>& columns() const { return columns_; }
    [[nodiscard]] const Periods& periods() const { return periods_; }
    [[nodiscard]] std::vector<double> blank() const { return std::vector<double>(columns_.size()); }

    // What beside the company is needed: accounts, without which everything is paid at list prices, a yardstick where
    // results are valued, and the weeks.
    struct Beside {
        const Accounts* accounts = nullptr;
        const Yardstick* yardstick = nullptr;
        const WeekWatch* weeks = nullptr;
    };
    // Fills the columns of a month, and of the year and the total when they end with it.
    void close_month(std::size_t month, const Company& company, const Beside& beside, std::vector<double>& row) const;
    // When the budget ran out: days since 1970-01-01; infinity when it did not, NaN when there never was one.
    void set_exhaustion(double date, std::vector<double>& row) const;

private:
    enum class Books : unsigned char { month, year, total };
    // The whole company (one), its teams, models, causes, kinds of session and contracts.
    using Usages = std::array<std::vector<Usage>, 1 + part_names.size()>;
    // How a column of any period is worked out, and of which part.
    struct Cell {
        Reading reading;
        std::size_t kind = 0, part = 0;  // places among Usages
    };
    [[nodiscard]] Usages usages(std::size_t first_month, std::size_t last_month, Books books, const Company& company,
                                const Beside& beside) const;
    void fill(std::size_t period, std::size_t first_month, std::size_t last_month, Books books, const Company& company,
              const Beside& beside, std::vector<double>& row) const;
    [[nodiscard]] double length_of(std::size_t month) const;  // in months, a whole one being 30.4375 days

    Periods periods_;
    Groups groups_;
    bool has_budget_ = false;
    std::vector<Column> columns_;
    std::vector<Cell> cells_;  // of one period
};

}  // namespace burncast

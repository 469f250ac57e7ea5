#include "sim/stats/rows.hpp"

#include <algorithm>
#include <stdexcept>

namespace burncast {

namespace {
bool digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}
}  // namespace

bool is_year(std::string_view period) { return period.size() == 4 && digits(period); }

bool is_month(std::string_view period) {
    return period.size() == 7 && period[4] == '-' && digits(period.substr(0, 4)) && digits(period.substr(5));
}

std::vector<std::size_t> columns_asked(std::span<const Column> columns, const Column& asked) {
    const auto stands_for = [&](const std::string& one) {
        return one == asked.period || (asked.period == "year" && is_year(one)) ||
               (asked.period == "month" && is_month(one));
    };
    std::vector<std::size_t> found;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const Column& column = columns[c];
        if (column.measure == asked.measure && column.group_kind == asked.group_kind && column.group == asked.group &&
            stands_for(column.period))
            found.push_back(c);
    }
    return found;
}

std::vector<double> Rows::column(std::size_t c) const {
    std::vector<double> values(replications());
    for (std::size_t r = 0; r < values.size(); ++r) values[r] = at(r, c);
    return values;
}

std::optional<std::size_t> Rows::find(std::string_view measure, std::string_view period, std::string_view group_kind,
                                      std::string_view group) const {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        const Column& column = columns_[c];
        if (column.measure == measure && column.period == period && column.group_kind == group_kind &&
            column.group == group)
            return c;
    }
    return std::nullopt;
}

void Rows::append(std::span<const double> outcome) {
    if (outcome.size() != columns_.size())
        throw std::invalid_argument("a row of " + std::to_string(outcome.size()) + " numbers for " +
                                    std::to_string(columns_.size()) + " columns");
    cells_.insert(cells_.end(), outcome.begin(), outcome.end());
}

std::vector<PolicyRows> in_common(std::span<const PolicyRows> policies) {
    std::size_t fewest = policies.empty() ? 0 : policies.front().rows.replications();
    for (const PolicyRows& policy : policies) fewest = std::min(fewest, policy.rows.replications());
    std::vector<PolicyRows> common;
    for (const PolicyRows& policy : policies) {
        common.push_back({policy.name, Rows(policy.rows.columns()), policy.uncertain});
        for (std::size_t r = 0; r < fewest; ++r) common.back().rows.append(policy.rows.row(r));
    }
    return common;
}

}  // namespace burncast

// What replications leave behind: a table of doubles, one row a replication, the same columns for a whole scenario.
// The engine writes it, statistics read it; nothing else passes between them.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace burncast {

struct Column {
    std::string measure;             // of the table in measure.hpp
    std::string period;              // 2026-01, 2026 or total
    std::string group_kind = "all";  // all, team, model, cause, session or contract
    std::string group{};             // empty for all
    friend bool operator==(const Column&, const Column&) = default;
};

[[nodiscard]] bool is_month(std::string_view period);  // 2026-01
[[nodiscard]] bool is_year(std::string_view period);   // 2026

// The columns that one stands for: several for the periods `year` and `month`, which mean each year or month that the run
// touches (the first and last may be parts of one); none when it has none.
[[nodiscard]] std::vector<std::size_t> columns_asked(std::span<const Column> columns, const Column& asked);

// NaN in a cell says that the measure has no value there (cost per accepted task without one); +infinity says never.
class Rows {
public:
    Rows() = default;
    explicit Rows(std::vector<Column> columns) : columns_(std::move(columns)) {}

    [[nodiscard]] const std::vector<Column>& columns() const { return columns_; }
    [[nodiscard]] std::size_t replications() const { return columns_.empty() ? 0 : cells_.size() / columns_.size(); }
    [[nodiscard]] double at(std::size_t replication, std::size_t column) const {
        return cells_[replication * columns_.size() + column];
    }
    [[nodiscard]] std::span<const double> row(std::size_t replication) const {
        return std::span(cells_).subspan(replication * columns_.size(), columns_.size());
    }
    // One column over all replications, in their order.
    [[nodiscard]] std::vector<double> column(std::size_t c) const;
    [[nodiscard]] std::optional<std::size_t> find(std::string_view measure, std::string_view period,
                                                  std::string_view group_kind = "all",
                                                  std::string_view group = "") const;

    void reserve(std::size_t replications) { cells_.reserve(replications * columns_.size()); }
    // The next replication, in index order. Throws std::invalid_argument when the length is not that of the columns.
    void append(std::span<const double> outcome);

private:
    std::vector<Column> columns_;
    std::vector<double> cells_;
};

// The rows of one policy; `base` is the scenario without any.
struct PolicyRows {
    std::string name;
    Rows rows;
    bool uncertain = false;  // replications 2k and 2k+1 share one draw of the uncertain inputs
};

// Each up to where all of them have been played.
[[nodiscard]] std::vector<PolicyRows> in_common(std::span<const PolicyRows> policies);

}  // namespace burncast

// Laying out plain text for a terminal: aligned tables, bars, colours.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/screen_text.hpp"

namespace burncast {

// A bar of `value` on a scale where `full` takes `width` columns, in eighths, then shade up to `reach`.
[[nodiscard]] std::string bar(double value, double reach, double full, std::size_t width);

enum class Style { plain, strong, faint, good, bad };
// With ANSI escapes when `colour`, else unchanged.
[[nodiscard]] std::string painted(std::string_view text, Style style, bool colour);

// Rows of cells, columns two spaces apart. No line is wider than asked: the widest left-aligned column is
// clipped to fit, and then what still reaches over the edge.
class TextTable {
public:
    enum class Align { left, right };
    struct Cell {
        std::string text;
        Style style = Style::plain;
    };

    explicit TextTable(std::vector<Align> columns) : columns_(std::move(columns)) {}
    void add(std::vector<Cell> row) { rows_.push_back(std::move(row)); }
    // What is left of `width` for one more column.
    [[nodiscard]] std::size_t room(std::size_t width) const;
    // Appends a left-aligned column: one cell for each row so far.
    void add_column(std::vector<Cell> cells);
    [[nodiscard]] std::string text(std::size_t width, bool colour) const;

private:
    [[nodiscard]] std::vector<std::size_t> widths() const;
    std::vector<Align> columns_;
    std::vector<std::vector<Cell>> rows_;
};

// An empty table with names on the left and numbers on the right, under faint titles.
[[nodiscard]] TextTable numbers_under(const std::vector<std::string>& titles);

}  // namespace burncast

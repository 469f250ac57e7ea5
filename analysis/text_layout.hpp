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
    [[nodiscard]] std::size_t rows() const { return rows_.size(); }
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

// How wide bars may be in one more column of a page so wide: `widest` at most, and 0 where they would be too short to read.
[[nodiscard]] std::size_t bar_room(const TextTable& rows, std::size_t width, std::size_t widest);
// A column of bars against the longest of them, beside the last rows; as none are longer than it, a length that is not a
// number or negative has none. Adds nothing where there is no room.
void add_bars(TextTable& rows, const std::vector<double>& lengths, std::size_t width, std::size_t widest = 30);

// Empty tables under faint titles, of which there are as many as columns; the second with names on the left and numbers on
// the right.
[[nodiscard]] TextTable table_under(const std::vector<std::string>& titles, std::vector<TextTable::Align> columns);
[[nodiscard]] TextTable numbers_under(const std::vector<std::string>& titles);

}  // namespace burncast

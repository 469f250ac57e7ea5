// Laying out plain text for a terminal: columns on the screen rather than bytes, wrapped sentences, aligned tables,
// bars.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace burncast {

// Columns that UTF-8 text takes on a terminal: wide East Asian letters take two, combining marks none.
[[nodiscard]] std::size_t display_width(std::string_view text);

// Control characters become spaces, so that a title cannot speak to the terminal.
[[nodiscard]] std::string safe_text(std::string_view text);

// At most `width` columns, the last one an ellipsis where something was cut.
[[nodiscard]] std::string clipped(std::string_view text, std::size_t width);

// Lines of at most `width` columns, broken at spaces (longer words are clipped).
[[nodiscard]] std::vector<std::string> wrapped_lines(std::string_view text, std::size_t width);

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

}  // namespace burncast

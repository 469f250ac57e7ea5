#include "analysis/text_layout.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace burncast {

namespace {

constexpr std::size_t gap = 2;             // between columns
constexpr std::size_t narrowest = 8;       // that a column is clipped to
constexpr std::size_t shortest_scale = 6;  // of bars that can be read

}  // namespace

std::string bar(double value, double reach, double full, std::size_t width) {
    constexpr std::string_view eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    if (!(full > 0) || !(value >= 0)) return {};
    const double room = static_cast<double>(width);
    const auto columns = [&](double amount) {
        return std::min(room, std::isfinite(amount) ? amount / full * room : 0);
    };
    const std::size_t steps = static_cast<std::size_t>(std::lround(columns(value) * 8));
    std::string text;
    for (std::size_t i = 0; i < steps / 8; ++i) text += "█";
    text += eighths[steps % 8];
    const std::size_t end = static_cast<std::size_t>(std::lround(columns(reach)));
    for (std::size_t i = (steps + 7) / 8; i < end; ++i) text += "░";
    return text;
}

std::string painted(std::string_view text, Style style, bool colour) {
    if (!colour || style == Style::plain || text.empty()) return std::string(text);
    const std::string_view code = style == Style::strong  ? "1"
                                  : style == Style::faint ? "2"
                                  : style == Style::good  ? "32"
                                                          : "31";
    return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

std::vector<std::size_t> TextTable::widths() const {
    std::vector<std::size_t> widths(columns_.size());
    for (const std::vector<Cell>& row : rows_)
        for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], display_width(row[c].text));
    return widths;
}

std::size_t TextTable::room(std::size_t width) const {
    std::size_t used = 0;
    for (const std::size_t column : widths()) used += column + gap;
    return width > used ? width - used : 0;
}

void TextTable::add_column(std::vector<Cell> cells) {
    columns_.push_back(Align::left);
    for (std::size_t r = 0; r < rows_.size() && r < cells.size(); ++r) rows_[r].push_back(std::move(cells[r]));
}

std::string TextTable::text(std::size_t width, bool colour) const {
    std::vector<std::size_t> wide = widths();
    std::size_t total = 0;
    for (const std::size_t column : wide) total += column + (total == 0 ? 0 : gap);
    if (total > width) {
        std::size_t widest = 0;
        for (std::size_t c = 0; c < wide.size(); ++c)
            if (columns_[c] == Align::left && wide[c] > wide[widest]) widest = c;
        wide[widest] -= std::min(wide[widest] - std::min(wide[widest], narrowest), total - width);
    }
    std::string page;
    for (const std::vector<Cell>& row : rows_) {
        std::string line;
        std::size_t due = 0;   // spaces owed before the next text, so that lines end without any
        std::size_t used = 0;  // columns, owed ones included
        for (std::size_t c = 0; c < row.size() && used < width; ++c) {
            if (c > 0) {
                due += gap;
                used += gap;
            }
            const std::size_t room = std::min(wide[c], width - std::min(used, width));
            const std::string text = clipped(row[c].text, room);
            const std::size_t pad = room - display_width(text);
            used += room;
            if (columns_[c] == Align::right) due += pad;
            if (!text.empty()) {
                line.append(std::exchange(due, 0), ' ');
                line += painted(text, row[c].style, colour);
            }
            if (columns_[c] == Align::left) due += pad;
        }
        page += line + '\n';
    }
    return page;
}

std::size_t bar_room(const TextTable& rows, std::size_t width, std::size_t widest) {
    const std::size_t room = std::min(widest, rows.room(width));
    return room < shortest_scale ? 0 : room;
}

void add_bars(TextTable& rows, const std::vector<double>& lengths, std::size_t width, std::size_t widest) {
    const std::size_t room = bar_room(rows, width, widest);
    if (room == 0) return;
    double full = 0;
    for (const double length : lengths) full = std::max(full, length);  // which passes over NaN
    std::vector<TextTable::Cell> bars(rows.rows() - lengths.size());
    for (const double length : lengths) bars.push_back({bar(length, 0, full, room)});
    rows.add_column(std::move(bars));
}

TextTable table_under(const std::vector<std::string>& titles, std::vector<TextTable::Align> columns) {
    TextTable rows(std::move(columns));
    std::vector<TextTable::Cell> header;
    for (const std::string& title : titles) header.push_back({title, Style::faint});
    rows.add(std::move(header));
    return rows;
}

TextTable numbers_under(const std::vector<std::string>& titles) {
    std::vector<TextTable::Align> columns(titles.size(), TextTable::Align::right);
    columns.front() = TextTable::Align::left;
    return table_under(titles, std::move(columns));
}

}  // namespace burncast

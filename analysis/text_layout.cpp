#include "analysis/text_layout.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace burncast {

namespace {

constexpr std::size_t gap = 2;        // between columns
constexpr std::size_t narrowest = 8;  // that a column is clipped to
constexpr std::string_view ellipsis = "…";

struct Letter {
    std::uint32_t code;
    std::size_t bytes;
};

// The letter at the front; a byte that is not UTF-8 counts as one letter.
Letter first_letter(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
    const std::uint32_t lead = byte(0);
    const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (bytes == 1 || bytes > text.size()) return {lead, 1};
    std::uint32_t code = lead & (0x7Fu >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) code = (code << 6) | (byte(i) & 0x3F);
    return {code, bytes};
}

// A short form of Unicode's East Asian Width table: enough for titles and names.
std::size_t columns_of(std::uint32_t code) {
    constexpr std::pair<std::uint32_t, std::uint32_t> none[] = {{0x300, 0x36F}, {0x200B, 0x200F}, {0xFE00, 0xFE0F}};
    constexpr std::pair<std::uint32_t, std::uint32_t> wide[] = {
        {0x1100, 0x115F}, {0x2E80, 0xA4CF}, {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},  {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD}};
    const auto in = [code](const auto& range) { return code >= range.first && code <= range.second; };
    if (std::any_of(std::begin(none), std::end(none), in)) return 0;
    return std::any_of(std::begin(wide), std::end(wide), in) ? 2 : 1;
}

}  // namespace

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        const Letter letter = first_letter(text);
        width += columns_of(letter.code);
        text.remove_prefix(letter.bytes);
    }
    return width;
}

std::string safe_text(std::string_view text) {
    std::string safe;
    while (!text.empty()) {
        const Letter letter = first_letter(text);
        const bool control = letter.code < 0x20 || (letter.code >= 0x7F && letter.code <= 0x9F);
        safe += control ? std::string_view(" ") : text.substr(0, letter.bytes);
        text.remove_prefix(letter.bytes);
    }
    return safe;
}

std::string clipped(std::string_view text, std::size_t width) {
    if (display_width(text) <= width) return std::string(text);
    if (width == 0) return {};
    std::string cut;
    std::size_t used = 1;  // the ellipsis
    while (!text.empty()) {
        const Letter letter = first_letter(text);
        used += columns_of(letter.code);
        if (used > width) break;
        cut += text.substr(0, letter.bytes);
        text.remove_prefix(letter.bytes);
    }
    return cut + std::string(ellipsis);
}

std::vector<std::string> wrapped_lines(std::string_view text, std::size_t width) {
    std::vector<std::string> lines;
    std::size_t used = width;
    while (!text.empty()) {
        const std::string word = clipped(text.substr(0, text.find(' ')), width);
        text.remove_prefix(std::min(text.find(' '), text.size() - 1) + 1);
        const std::size_t size = display_width(word);
        if (size == 0) continue;
        if (lines.empty() || used + 1 + size > width) {
            lines.push_back(word);
            used = size;
        } else {
            lines.back() += ' ' + word;
            used += 1 + size;
        }
    }
    return lines;
}

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

}  // namespace burncast

#include "sim/base/screen_text.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace burncast {

namespace {

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

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
    std::string page;
    for (const std::string& line : wrapped_lines(text, width - indent)) page += std::string(indent, ' ') + line + '\n';
    return page;
}

}  // namespace burncast

#include "sim/config/source_text.hpp"

#include <algorithm>
#include <utility>

namespace burncast {

SourceLines::SourceLines(std::string_view text, std::string name) : text_(text), name_(std::move(name)), starts_{0} {
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '\n') starts_.push_back(i + 1);
}

std::string_view SourceLines::line(int line) const {
    const std::size_t number = static_cast<std::size_t>(line);
    if (line < 0 || number >= starts_.size()) return {};
    const std::size_t end = number + 1 < starts_.size() ? starts_[number + 1] - 1 : text_.size();
    std::string_view content = text_.substr(starts_[number], end - starts_[number]);
    if (!content.empty() && content.back() == '\r') content.remove_suffix(1);
    return content;
}

std::string_view SourceLines::from(int line, int byte) const {
    const std::size_t number = static_cast<std::size_t>(line);
    if (line < 0 || byte < 0 || number >= starts_.size()) return {};
    return text_.substr(std::min(starts_[number] + static_cast<std::size_t>(byte), text_.size()));
}

Place SourceLines::place(int line_number, int byte) const {
    const std::string_view before = line(line_number).substr(0, static_cast<std::size_t>(std::max(byte, 0)));
    const auto starts_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    const auto column = std::count_if(before.begin(), before.end(), starts_character);
    return {name_, line_number + 1, static_cast<int>(column) + 1};
}

Place SourceLines::place_of(std::size_t offset) const {
    const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
    const auto line = static_cast<std::size_t>(after - starts_.begin()) - 1;
    return place(static_cast<int>(line), static_cast<int>(offset - starts_[line]));
}

std::size_t SourceLines::longest_line() const {
    std::size_t longest = text_.size() - starts_.back();
    for (std::size_t i = 1; i < starts_.size(); ++i) longest = std::max(longest, starts_[i] - starts_[i - 1]);
    return longest;
}

std::optional<std::size_t> first_not_utf8(std::string_view text) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    for (std::size_t i = 0; i < text.size();) {
        const unsigned lead = byte(i);
        std::size_t length = 1;
        unsigned least = 0x80;  // of the second byte; narrower where a form would be overlong, a surrogate or too large
        unsigned most = 0xBF;
        if (lead >= 0xC2 && lead <= 0xDF) {
            length = 2;
        } else if (lead >= 0xE0 && lead <= 0xEF) {
            length = 3;
            if (lead == 0xE0) least = 0xA0;
            if (lead == 0xED) most = 0x9F;
        } else if (lead >= 0xF0 && lead <= 0xF4) {
            length = 4;
            if (lead == 0xF0) least = 0x90;
            if (lead == 0xF4) most = 0x8F;
        } else if (lead >= 0x80) {
            return i;
        }
        for (std::size_t k = 1; k < length; ++k) {
            const unsigned next = byte(i + k);
            if (next < least || next > most) return i;
            least = 0x80;
            most = 0xBF;
        }
        i += length;
    }
    return std::nullopt;
}

std::optional<std::size_t> first_control(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const unsigned char c = static_cast<unsigned char>(text[i]);
        if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F) return i;
    }
    return std::nullopt;
}

}  // namespace burncast

// A text before it is parsed: is it text at all, and where in it is what.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/error.hpp"

namespace burncast {

class SourceLines {
public:
    // The text must outlive this; a byte order mark has been taken off.
    SourceLines(std::string_view text, std::string name);

    // Of a 0-based line and 0-based byte in it: columns count characters, so that ¥ is one.
    [[nodiscard]] Place place(int line, int byte) const;
    [[nodiscard]] Place place_of(std::size_t offset) const;
    // Everything from there to the end of the text.
    [[nodiscard]] std::string_view from(int line, int byte) const;
    [[nodiscard]] std::string_view line(int line) const;  // 0-based; empty beyond the end
    [[nodiscard]] std::size_t longest_line() const;

private:
    std::string_view text_;
    std::string name_;
    std::vector<std::size_t> starts_;
};

// The offset of the first byte that is not UTF-8 text (overlong forms, surrogates and beyond U+10FFFF included).
[[nodiscard]] std::optional<std::size_t> first_not_utf8(std::string_view text);
// The offset of the first control character other than tab and line ends.
[[nodiscard]] std::optional<std::size_t> first_control(std::string_view text);

}  // namespace burncast

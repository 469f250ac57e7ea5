// Text as it stands on a screen: columns rather than bytes, clipped, wrapped.
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

// The same lines as one text, each after `indent` columns of the width.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t indent, std::size_t width);

}  // namespace burncast

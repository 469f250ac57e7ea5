#include "analysis/page.hpp"

namespace burncast {

void Page::paragraph(std::string_view text, Style style) {
    for (const std::string& line : wrapped_lines(safe_text(text), width_))
        text_ += painted(line, style, colour_) + '\n';
}

void Page::section(std::string_view title) { text_ += '\n' + painted(safe_text(title), Style::strong, colour_) + '\n'; }

void Page::end(std::span<const Note> notes, const std::string& directory, std::string_view files) {
    if (!notes.empty()) section("Notes");
    for (const Note& note : notes) paragraph(to_text(note));
    if (directory.empty()) return;
    section("Files");
    text_ += safe_text(directory) + '\n';  // whole, so that it can be copied
    paragraph(files, Style::faint);
}

}  // namespace burncast

#include "analysis/page_end.hpp"

#include "analysis/text_layout.hpp"

namespace burncast {

namespace {

std::string paragraph(std::string_view text, Style style, std::size_t width, bool colour) {
    std::string lines;
    for (const std::string& line : wrapped_lines(safe_text(text), width)) lines += painted(line, style, colour) + '\n';
    return lines;
}

}  // namespace

std::string page_end(std::span<const Note> notes, const std::string& directory, std::string_view files,
                     std::size_t width, bool colour) {
    std::string end;
    if (!notes.empty()) end += '\n' + painted("Notes", Style::strong, colour) + '\n';
    for (const Note& note : notes) end += paragraph(to_text(note), Style::plain, width, colour);
    if (directory.empty()) return end;
    end += '\n' + painted("Files", Style::strong, colour) + '\n';
    end += safe_text(directory) + '\n';  // whole, so that it can be copied
    return end + paragraph(files, Style::faint, width, colour);
}

}  // namespace burncast

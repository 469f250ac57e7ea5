// A page for the terminal as it is written: paragraphs, sections and tables that keep within its width.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "analysis/text_layout.hpp"
#include "sim/base/error.hpp"

namespace burncast {

class Page {
public:
    // `width` in columns; with ANSI escapes when `colour`.
    Page(std::size_t width, bool colour) : width_(width), colour_(colour) {}

    // Wrapped to the width; what a terminal would act upon is taken out.
    void paragraph(std::string_view text, Style style = Style::plain);
    // A title after an empty line.
    void section(std::string_view title);
    void gap() { text_ += '\n'; }
    void table(const TextTable& rows) { text_ += rows.text(width_, colour_); }
    // How every page ends: what the scenario says in vain or leaves unsaid, and where the files are, if
    // any were written (else `directory` is empty).
    void end(std::span<const Note> notes, const std::string& directory, std::string_view files);

    [[nodiscard]] std::size_t width() const { return width_; }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::size_t width_;
    bool colour_;
    std::string text_;
};

}  // namespace burncast

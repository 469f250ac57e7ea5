// That a page keeps within its width.
#pragma once

#include <catch2/catch.hpp>
#include <cstddef>
#include <sstream>
#include <string>

#include "sim/base/screen_text.hpp"

namespace burncast::test {

// Every line is at most `width` columns wide and ends without a space.
inline void check_width(const std::string& page, std::size_t width) {
    std::istringstream lines(page);
    for (std::string line; std::getline(lines, line);) {
        INFO(line);
        CHECK(display_width(line) <= width);
        CHECK_FALSE(line.ends_with(' '));
    }
}

}  // namespace burncast::test

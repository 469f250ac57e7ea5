// What a text says, for tests of pages and messages.
#pragma once

#include <string>

namespace burncast::test {

inline bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace burncast::test

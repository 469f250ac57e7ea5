// Standard output, which carries results only. What cannot be printed is an OutputError, not a result cut short.
#pragma once

#include <string_view>

namespace burncast {

// Out at once: a full disk is noticed while there is an exit code to give.
void print(std::string_view text);

}  // namespace burncast

// Standard output, which carries results only. What cannot be printed is an OutputError, not a result cut short.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "sim/app/options.hpp"

namespace burncast {

// Out at once: a full disk is noticed while there is an exit code to give.
void print(std::string_view text);

// As asked for: JSON, or a page, coloured on a terminal, unless it is to be quiet.
void print_answer(const PlayingOptions& options, const std::function<std::string()>& json,
                  const std::function<std::string(bool colour)>& page);

}  // namespace burncast

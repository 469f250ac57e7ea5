// How every page ends: what the scenario says in vain or leaves unsaid, and where the files are.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "sim/base/error.hpp"

namespace burncast {

// `directory` is empty where no files were written.
[[nodiscard]] std::string page_end(std::span<const Note> notes, const std::string& directory, std::string_view files,
                                   std::size_t width, bool colour);

}  // namespace burncast

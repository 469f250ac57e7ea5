// YAML text → tree, guarded while it is parsed: a hostile or broken text costs little and ends in a fault.
//
// Refused: more than 5 MB, depth beyond 64, more than 100,000 nodes with every alias counted at its full size, an alias
// inside its own anchor, a key twice, `<<`, tags, keys that are not plain text, a second document, text that is not
// UTF-8, control characters. Commas inside the parentheses of a law do not end a value:
// {difficulty: lognormal(median = 20 min, log_sd = 0.9)} holds one key.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "sim/config/faults.hpp"
#include "sim/config/node.hpp"

namespace burncast {

inline constexpr std::size_t largest_text = 5'000'000;  // bytes
inline constexpr int deepest_nesting = 64;
inline constexpr std::size_t most_nodes = 100'000;

// Null when the text could not be parsed (then there is a fault). An empty text is a null node without fault.
// `name` is the file name that places carry.
[[nodiscard]] NodePtr read_yaml_text(std::string_view text, const std::string& name, Faults& faults);

// A file's content, refused with a fault when it is missing, no plain file, unreadable or larger than `largest`.
[[nodiscard]] std::optional<std::string> read_file(const std::filesystem::path& path, Faults& faults,
                                                   std::size_t largest = largest_text);

}  // namespace burncast

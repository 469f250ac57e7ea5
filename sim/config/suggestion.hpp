// Did you mean …? The nearest of some names by edit distance, if it is near enough to be what was meant.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace burncast {

// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment), letters of either case alike.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);
// Empty when none is near: at most a third of the letters may differ.
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string>& known);
// " — did you mean people?" or nothing.
[[nodiscard]] std::string did_you_mean(std::string_view word, const std::vector<std::string>& known);

}  // namespace burncast

// A text that compares: what stands before a relation, which one it is, and what stands after it.
#pragma once

#include <optional>
#include <string_view>

#include "sim/stats/gate.hpp"

namespace burncast {

struct Comparison {
    std::string_view left;
    Relation relation = Relation::less;
    std::string_view right;
};
// At the first <, <=, ≤, >, >= or ≥; nothing where there is none.
[[nodiscard]] std::optional<Comparison> split_comparison(std::string_view text);

}  // namespace burncast

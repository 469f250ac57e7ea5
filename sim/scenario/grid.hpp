// Grids: a policy in which some values are lists becomes one policy for each combination of their items.
//
//   cap: {controls: {person_cap: {kind: cap, scope: person, period: month, amount: [$200, $500]}}}
//   → cap-$200, cap-$500
//
// A list is swept where the field's own table takes a single value there: a quantity, a word, a date, a name. Where it
// takes several (models: [a, b]) the list is that value, and a list of lists is none. The names of the policies are that
// of the grid and each swept item as written, in the order of the file; the last one varies fastest. Faults keep their
// places: of a swept item its own.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/config/faults.hpp"
#include "sim/config/node.hpp"

namespace burncast {

inline constexpr std::size_t most_in_a_grid = 100;

// The policies of one grid.
struct Grid {
    std::string name;
    std::vector<std::string> policies;
};

// A scenario with its grids written out as policies, each where its grid stood.
struct Gridded {
    NodePtr root;
    std::vector<Grid> grids;
};
[[nodiscard]] Gridded with_grids(const NodePtr& root, Faults& faults);

// The grid that brought a policy; its own name where none did.
[[nodiscard]] const std::string& written_name(const std::vector<Grid>& grids, const std::string& policy);

// The policies that a name on the command line stands for: those of a grid, or the one of this name.
[[nodiscard]] std::vector<std::string> policies_meant(const std::vector<Grid>& grids, const std::string& name);

}  // namespace burncast

// The catalogue of mechanisms: every way in which people, agents, money and prices behave, one line each.
//
// A mechanism is one of three things: a source makes tasks, a step decides about one task, a review acts at a shared
// moment. Its field table gives the reader, the bounds, `describe`, the JSON Schema and --dump. Those with a plug need no
// other line in the house; work, sessions, retries, prices, contracts and value are what the model itself is made of, and it
// calls them by name. A new mechanism is a header, a source file, a test, and one line here (CONTRIBUTING.md shows one).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/config/field.hpp"
#include "sim/role/plug.hpp"

namespace burncast {

enum class Role : unsigned char { source, step, review };

struct CatalogueEntry {
    std::string_view name;
    Role role;                 // what it is above all; it may be more than one
    std::string_view section;  // where its parameters stand in a scenario
    std::string_view meaning;  // one sentence
    const TableInfo* table;
    std::optional<Plug> plug = std::nullopt;
};

[[nodiscard]] std::span<const CatalogueEntry> catalogue();

// The plugs of the catalogue in its order. A mechanism's number, wherever one is needed, is its place here; it is part
// of the identity of streams, so append only. Those further up begin and adapt first.
[[nodiscard]] std::span<const Plug> plugs();

// The parameters of every plugged mechanism as they are without a word in the scenario: the scenario's, and a team's.
[[nodiscard]] std::vector<Boxed> plain_params();
[[nodiscard]] std::vector<Boxed> plain_team_params();

// The text of `burncast describe mechanisms`, at most 100 columns wide.
[[nodiscard]] std::string describe_mechanisms();

}  // namespace burncast

// The catalogue of mechanisms: every way in which people, agents, money and prices behave, one line each.
//
// A mechanism is one of three things: a source makes tasks, a step decides about one task, a review acts at a shared
// moment. Its field table gives the reader, the bounds, `describe`, the JSON Schema and --dump; this catalogue gives it
// a name in the documentation. A new mechanism is a header, a source file, a test, and one line here.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "sim/config/field.hpp"

namespace burncast {

enum class MechanismKind : unsigned char { source, step, review };

struct Mechanism {
    std::string_view name;
    MechanismKind kind;
    std::string_view section;  // where its parameters stand in a scenario
    std::string_view meaning;  // one sentence
    const TableInfo* table;
};

[[nodiscard]] std::span<const Mechanism> mechanisms();

// The text of `burncast describe mechanisms`, at most 100 columns wide.
[[nodiscard]] std::string describe_mechanisms();

}  // namespace burncast

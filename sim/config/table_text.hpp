// What a field table says about itself: documentation, JSON Schema, and a scenario with every default written out.
#pragma once

#include <string>

#include "sim/config/field.hpp"
#include "sim/config/node.hpp"

namespace burncast {

// Every field with meaning, unit, range, default and source; at most 100 columns. Sub-tables follow their parent.
[[nodiscard]] std::string describe_text(const TableInfo& table, const std::string& symbol = "$");

// JSON Schema draft 2020-12, for editors.
[[nodiscard]] std::string json_schema(const TableInfo& table, const std::string& title);

// The tree as YAML with every default filled in and its source in a comment; reads back to the same values.
[[nodiscard]] std::string dump(const TableInfo& table, const NodePtr& node);

}  // namespace burncast

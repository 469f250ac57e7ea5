// Writing YAML in block style, so that what is written is read back as the same tree.
#pragma once

#include <string>
#include <string_view>

#include "sim/config/node.hpp"

namespace burncast {

// A key or value on one line, quoted where it would otherwise be read as something else.
[[nodiscard]] std::string yaml_scalar(std::string_view text, bool quoted = false);
// What follows `key:` for a node: " value", or its lines below, indented. Ends in a line end.
[[nodiscard]] std::string yaml_value(const Node& node, int indent);

}  // namespace burncast

// A tree written as YAML again.
#pragma once

#include <string>

#include "sim/config/yaml_out.hpp"

namespace burncast::test {

inline std::string yaml_text(const Node& node) {
    const std::string text = yaml_value(node, 0);
    return text.substr(text.size() > 1 ? 1 : 0);  // as after `key:`
}

}  // namespace burncast::test

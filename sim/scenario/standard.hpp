// The lowest layer of every scenario: the kinds of session that need no definition.
#pragma once

#include <string_view>

namespace burncast {

// YAML, in the scenario language. A scenario's own keys lie over these.
[[nodiscard]] std::string_view standard_layer();

}  // namespace burncast

// What `burncast describe gates`, `describe expect` and `describe policies` print: the parts of a scenario that a table of
// fields does not say, each with examples. At most 100 columns.
#pragma once

#include <string>

namespace burncast {

[[nodiscard]] std::string describe_gates();
[[nodiscard]] std::string describe_expectations();
[[nodiscard]] std::string describe_policies();
[[nodiscard]] std::string describe_select();

}  // namespace burncast

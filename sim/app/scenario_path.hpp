// Where the scenarios that come with burncast are: beside the working directory, the clone it was built from, or
// installed.
#pragma once

#include <string>

namespace burncast {

// Throws ScenarioError when it is nowhere.
[[nodiscard]] std::string quickstart_path();

}  // namespace burncast

// Where the scenarios that come with burncast are: beside the working directory, the clone it was built from, or
// installed.
#pragma once

#include <string>

namespace burncast {

// They throw ScenarioError when it is nowhere.
[[nodiscard]] std::string quickstart_path();
[[nodiscard]] std::string cases_path();  // a directory

}  // namespace burncast

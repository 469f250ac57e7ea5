// Where the scenarios that come with burncast are: beside the working directory, the clone it was built from, or
// installed.
#pragma once

#include <string>

namespace burncast {

// They throw ScenarioError when it is nowhere.
[[nodiscard]] std::string scenario_path(const std::string& asked);  // the quickstart where none is asked for
[[nodiscard]] std::string cases_path();                             // a directory

}  // namespace burncast

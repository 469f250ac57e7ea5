// Ctrl-C: the first one asks the run to stop and keep what is finished, the second one ends the program.
#pragma once

#include <atomic>

namespace burncast {

// Installs the handler (SIGINT and SIGTERM) and returns the flag that it raises.
[[nodiscard]] const std::atomic<bool>& watch_for_interrupt();

}  // namespace burncast

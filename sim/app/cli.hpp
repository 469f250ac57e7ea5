// The command line of burncast: what is typed in, which command is called.
#pragma once

namespace burncast {

// Parses and plays the command; every error has been shown when it returns the exit code.
[[nodiscard]] int command_line(int argc, const char* const* argv);

}  // namespace burncast

// The commands. Each returns an exit code; errors of the user and of ours come out as exceptions (see main.cpp).
#pragma once

#include "sim/app/options.hpp"

namespace burncast {

[[nodiscard]] int run_command(const RunOptions& options);
[[nodiscard]] int compare_command(const RunOptions& options);
[[nodiscard]] int pilot_command(const PilotOptions& options);
[[nodiscard]] int sweep_command(const SweepOptions& options);
[[nodiscard]] int explain_command(const ExplainOptions& options);
[[nodiscard]] int sensitivity_command(const SensitivityOptions& options);
[[nodiscard]] int check_command(const CheckOptions& options);
[[nodiscard]] int cases_command(const CasesOptions& options);
[[nodiscard]] int describe_command(const DescribeOptions& options);

}  // namespace burncast

// The actors of the window loop: an employee or a background agent with their tasks.
#pragma once

#include <cstdint>

#include "sim/base/id.hpp"
#include "sim/base/time.hpp"
#include "sim/model/open_tasks.hpp"
#include "sim/random/stream.hpp"

namespace burncast {

// Where one kind of an actor's tasks stands.
struct Source {
    Instant next = Instant::never();  // arrival of the next task
    double due = 0;                   // the same, in operational time
    double speed = 0;                 // tasks per unit of operational time; 0 while there are none
    double left = -1;                 // while there are none: mean gaps to the next task; below 0 when it never began
    Instant since;                    // when its actor had the tools, as far as `due` knows
    Stream arrivals;
    std::uint64_t tasks = 0;  // that have arrived so far
};

struct Actor {
    std::uint64_t key = 0;  // identity of its streams
    TeamId team;
    bool background = false;
    std::uint32_t number = 0;  // within its team (people) or its kind (agents)
    std::uint32_t kind = 0;    // for agents: which of the team's kinds
    std::uint32_t first_source = 0;
    std::uint32_t sources = 0;
    OpenTasks open;
};

}  // namespace burncast

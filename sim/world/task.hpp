// A task: something a person or an agent wants done, and what it needs. The need is drawn from streams that no policy
// can touch, so under every policy the same person meets the same tasks.
#pragma once

#include <cstdint>

namespace burncast {

// Why the task exists; set once, by the source that made it.
enum class Purpose : unsigned char { own_work, gaming, side_job, bug_fix, rework, review };

struct TaskNeed {
    double human_minutes = 20;  // how long a person would need
    bool vague = false;         // asked for unclearly
    bool impossible = false;    // no number of tries will do it
};

// How a session is going to end, or has ended.
enum class Outcome : unsigned char { accepted, failed };

}  // namespace burncast

// A task: something a person or an agent wants done, and what it needs. The need is drawn from streams that no policy
// can touch, so under every policy the same person meets the same tasks.
#pragma once

namespace burncast {

struct TaskNeed {
    double human_minutes = 20;  // how long a person would need
    bool vague = false;         // asked for unclearly
    bool impossible = false;    // no number of tries will do it
};

}  // namespace burncast

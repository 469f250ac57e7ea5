// A task that an actor has under way, with all that is to become of it. Plain data.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/base/id.hpp"
#include "sim/base/time.hpp"
#include "sim/mechanism/session/session.hpp"
#include "sim/role/mechanism.hpp"
#include "sim/world/price_card.hpp"
#include "sim/world/task.hpp"

namespace burncast {

// One try at a task under way, or the pause before the next one.
struct OpenTask {
    Session session;  // while waiting, session.next is when the next try begins
    TaskNeed need;
    std::uint64_t key = 0;     // identity of the task's streams
    std::uint32_t source = 0;  // place among the actor's sources
    std::int32_t tries = 0;    // tries begun
    bool waiting = true;
    std::int64_t more = 0;  // tasks of the same errand to come, each begun so long after the one before
    Duration apart;
    Purpose purpose = Purpose::own_work;
    Lane lane = Lane::standard;  // this and the next two as chosen at the beginning of the try
    ModelId model;
    std::uint32_t kind = 0;                 // of session
    Spend used;                             // by this try, counted when limits of single sessions hold
    Instant stopped = Instant::never();     // when such a limit refuses it,
    std::uint32_t stopped_by = 0;           // … and which
    std::uint64_t spared = 0;               // limits that let it pass
    Instant idle_since = Instant::never();  // since its last call, while limits put it off
    std::uint64_t waited_for = 0;           // limits that it has waited for to begin anew,
    std::int32_t waits = 0;                 // … and how often for those that let it wait more than once
    std::int32_t in_vain = 0;               // waits since its last call
    std::optional<double> gain;             // of this try, as Attempt says
    std::optional<Verdict> verdict;         // … likewise
    bool checked = false;                   // some try had a verdict
    std::int32_t again = 0;                 // tries that a verdict began

    // Whether the current try is going to be accepted, as things stand.
    [[nodiscard]] bool will_succeed() const { return session.will_succeed && !(verdict && verdict->rejects); }
    // Tries that somebody asked for.
    [[nodiscard]] std::int32_t asked() const { return tries - again; }
};

}  // namespace burncast

// The actors of the window loop: an employee or a background agent with their tasks. Plain data.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "sim/base/id.hpp"
#include "sim/base/time.hpp"
#include "sim/mechanism/session/session.hpp"
#include "sim/random/stream.hpp"
#include "sim/role/mechanism.hpp"
#include "sim/world/person.hpp"
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
    std::optional<double> gain;             // of this try, as Attempt says
    std::optional<Verdict> verdict;         // … likewise
    bool checked = false;                   // some try had a verdict
    std::int32_t again = 0;                 // tries that a verdict began

    // Whether the current try is going to be accepted, as things stand.
    [[nodiscard]] bool will_succeed() const { return session.will_succeed && !(verdict && verdict->rejects); }
    // Tries that somebody asked for.
    [[nodiscard]] std::int32_t asked() const { return tries - again; }
};

// Where one kind of an actor's tasks stands.
struct Source {
    Instant next = Instant::never();  // arrival of the next task
    double due = 0;                   // the same, in operational time
    double speed = 0;                 // tasks per unit of operational time; 0 while there are none
    double left = -1;                 // while there are none: mean gaps to the next task; below 0 when it never began
    Instant since;                    // when its actor had the tools, as far as `due` knows
    Stream arrivals;
    std::uint64_t tasks = 0;  // that have arrived so far
    std::uint32_t hour = 0;   // where the activity clock was last read
};

struct Actor {
    std::uint64_t key = 0;  // identity of its streams
    TeamId team;
    bool background = false;
    std::uint32_t number = 0;  // within its team (people) or its kind (agents)
    std::uint32_t kind = 0;    // for agents: which of the team's kinds
    std::uint32_t first_source = 0;
    std::uint32_t sources = 0;
    std::vector<OpenTask> open;  // a heap, whose front is the first in time and, at one time, in the order of keys

    void add(OpenTask task) {
        open.push_back(std::move(task));
        put_last();
    }
    // Moves the first task to the back, where it may be changed, and then removed or put into its place again.
    [[nodiscard]] OpenTask& take_first() {
        std::pop_heap(open.begin(), open.end(), later);
        return open.back();
    }
    void put_last() { std::push_heap(open.begin(), open.end(), later); }

private:
    static bool later(const OpenTask& a, const OpenTask& b) {
        return a.session.next != b.session.next ? a.session.next > b.session.next : a.key > b.key;
    }
};

}  // namespace burncast

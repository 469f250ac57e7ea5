// A session in progress: everything drawn at its start, and how far it has come. Plain data, so that it can be put
// aside at the end of a window and taken up again without changing anything that follows.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "sim/base/money.hpp"
#include "sim/base/time.hpp"
#include "sim/random/stream.hpp"
#include "sim/world/spend.hpp"

namespace burncast {

inline constexpr std::size_t most_roles = 8;  // that the agents of a conversation have

// How far a conversation has come (conversation.hpp).
struct Talk {
    std::array<std::int32_t, most_roles> waiting{};  // replies that nobody needs, to be sent by each role
    std::int32_t news = 0;                           // tokens of the next prompt that no cache can hold yet
    std::int32_t round = 0;                          // the next one
};

struct Session {
    Stream chance;                  // errors and cache misses still to come
    Instant next;                   // start of the next call
    double tokens = 1;              // times as many as its kind says
    Duration call_time;             // from one call's start to the next one's
    std::int64_t prompt = 0;        // tokens of the next call's prompt
    std::int64_t growth = 0;        // tokens that each call adds to it
    std::int64_t output_total = 0;  // tokens written over the first output_calls calls, evenly
    std::int32_t output_calls = 1;
    std::int32_t calls_planned = 0;  // what the task asks for
    std::int32_t calls_made = 0;
    std::int32_t calls_total = 0;     // where it ends: planned, or stopped by the limit
    std::int32_t stuck_from = 0;      // the call from which it is stuck; calls_total or more when never
    std::int32_t next_exception = 0;  // the next call that misses the cache or fails
    bool cold = true;                 // the next call finds nothing in the cache
    bool will_succeed = false;        // what its end will bring, if it comes to that
    bool sound = false;               // of a conversation: its result will be accepted if it ends by itself
    bool unclosed = false;            // … and nobody may close it
    Talk talk;
    Money spent;  // by a conversation, since it began
    Spend base;   // spent on its planned calls and not yet settled in the ledger

    [[nodiscard]] bool over() const { return calls_made >= calls_total; }
};

// Which pocket a piece of a session's spend belongs to; the cause of `base` is known when the session ends.
enum class Pocket : unsigned char { base, loop, auto_retry };
inline constexpr std::size_t pocket_count = 3;

}  // namespace burncast

// How a kind of session behaves: a chat, a coding agent, a research agent. Numbers only; the laws:
// agent_loop.hpp and, with a conversation, conversation.hpp.
#pragma once

#include <optional>

#include "sim/base/money.hpp"
#include "sim/base/time.hpp"
#include "sim/config/table.hpp"
#include "sim/mechanism/session/conversation_params.hpp"
#include "sim/random/law.hpp"

namespace burncast {

enum class CacheLife : unsigned char { off, five_minutes, one_hour };

struct SessionParams {
    double calls = 30;  // median number of model calls for a task of 20 human minutes
    double difficulty_exponent = 0.45;
    double run_noise = 0.8;         // log-sd between runs of one task
    double vague_factor = 2;        // a vague request takes this many times the calls
    Law first_context;              // tokens: instructions, tools and files of the first call
    Law growth;                     // tokens that each call adds to the context
    double output = 250;            // tokens written per call, mean
    double output_spread = 1;       // coefficient of variation of one call's output
    Tokens context_limit{200'000};  // at this size the context is compacted
    double compaction = 0.2;        // share of the limit that is kept
    CacheLife cache = CacheLife::five_minutes;
    Duration idle;                  // mean pause between two calls, which the prompt cache must outlive
    Law call_time;                  // seconds from the start of one call to the start of the next
    double stuck_hazard = 0.001;    // per call: from here on the agent repeats itself until its limit
    double call_limit = 150;        // calls after which the harness stops the session
    double success = 0.85;          // probability that a solvable task of the right length is accepted
    double length_sensitivity = 1;  // 0: success does not depend on length; 1: x·e^(1−x), see agent_loop.hpp
    std::optional<ConversationParams> conversation;  // several agents instead of one

    friend bool operator==(const SessionParams&, const SessionParams&) = default;
};

// What software does when a call fails.
struct AutomaticRetryParams {
    double error_rate = 0.02;  // per call
    double tries = 2;          // retries per layer
    double layers = 1;         // layers of software that each retry
    double billed = 0.5;       // share of failed calls that are billed (time-outs and failed tools; refusals are free)
    double growth = 1.44;      // the prompt of each further attempt, relative to the one before
    Duration backoff;          // before the first retry; doubles each time, with full jitter
    Duration longest_backoff;

    friend bool operator==(const AutomaticRetryParams&, const AutomaticRetryParams&) = default;
};

[[nodiscard]] const Table<SessionParams>& session_table();
[[nodiscard]] const Table<AutomaticRetryParams>& automatic_retry_table();

}  // namespace burncast

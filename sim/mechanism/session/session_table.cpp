#include "sim/mechanism/session/session_params.hpp"

namespace burncast {

const Table<SessionParams>& session_table() {
    using P = SessionParams;
    static const Table<P> table =
        Table<P>("sessions.*", "A kind of session: how long it runs, what context it drags along, how it ends.")
            .number("calls", &P::calls, {.low = 1, .high = 1e6}, "30", "L042",
                    "Median number of model calls for a clearly asked task of 20 human minutes.")
            .number("difficulty_exponent", &P::difficulty_exponent, {.low = 0, .high = 3}, "0.45", "MODEL, guess",
                    "Calls grow with the task's human minutes to this power.")
            .number("run_noise", &P::run_noise, {.low = 0, .high = 3}, "0.8", "L034",
                    "Log-sd of the number of calls between runs of one task.")
            .number("vague_factor", &P::vague_factor, {.low = 1, .high = 100}, "2", "S100, guess",
                    "A vague request takes this many times the calls.")
            .law("first_context", &P::first_context, Dimension::tokens, {.low = 1, .high = 1e8}, "20k tok",
                 "MODEL, guess", "Prompt of the first call: instructions, tools, files.")
            .law("growth", &P::growth, Dimension::tokens, {.low = 0, .high = 1e8}, "2.5k tok", "MODEL, guess",
                 "What each call adds to the context.")
            .tokens("output", &P::output, {.low = 0, .high = 1e7}, "250 tok", "MODEL, guess",
                    "Tokens written per call, on average.")
            .number("output_spread", &P::output_spread, {.low = 0, .high = 20}, "1", "guess",
                    "Coefficient of variation of one call's output.")
            .tokens("context_limit", &P::context_limit, {.low = 1, .high = 1e8}, "200k tok", "L053",
                    "At this size the context is compacted.")
            .share("compaction", &P::compaction, {.high = 0.95}, "20%", "guess",
                   "Share of the limit that a compaction keeps.")
            .choice("cache", &P::cache,
                    {{"off", CacheLife::off}, {"5 min", CacheLife::five_minutes}, {"1 h", CacheLife::one_hour}},
                    "5 min", "L053", "How long the prompt cache lives; off: every call sends its context anew.")
            .duration("idle", &P::idle, {.low = 0}, "2 s", "L048",
                      "Mean pause between calls; longer pauses outlive the cache. 2 s with 5 min is 0.7% misses.")
            .law("call_time", &P::call_time, Dimension::duration, {.low = 0.001, .high = 1e7},
                 "~ lognormal(median = 11 s, log_sd = 0.4)", "L038, L039",
                 "Time from one call's start to the next: 427-543 s a task of some 45 calls.")
            .share("stuck_hazard", &P::stuck_hazard, {.high = 0.5}, "0.1%", "L043",
                   "Probability per call that the agent begins to repeat itself until its limit: 3% of 30-call tasks.")
            .count("call_limit", &P::call_limit, {.low = 1, .high = 1e8}, "150", "L042, L137, guess",
                   "Calls after which the session is stopped without a result.")
            .share("success", &P::success, {}, "85%", "guess",
                   "Probability that the result of a solvable task of the right length is accepted; all lengths taken "
                   "together, about 59%.")
            .number("length_sensitivity", &P::length_sensitivity, {.low = 0, .high = 10}, "1", "guess (shape: L037)",
                    "How strongly success falls when a run is shorter or longer than its task asks; 0 is not at all.")
            .part("conversation", &P::conversation, conversation_table())
            .check("first_context", [](const P& p) -> std::optional<std::string> {
                if (p.first_context.median() <= static_cast<double>(p.context_limit.count())) return std::nullopt;
                return "must not be larger than context_limit";
            });
    return table;
}

const Table<AutomaticRetryParams>& automatic_retry_table() {
    using P = AutomaticRetryParams;
    static const Table<P> table =
        Table<P>("retries.automatic", "What software does when a call fails.")
            .share("error_rate", &P::error_rate, {.high = 0.95}, "2%", "L069", "Probability that a call fails.")
            .count("tries", &P::tries, {.low = 0, .high = 100}, "2", "L073", "Retries per layer of software.")
            .count("layers", &P::layers, {.low = 1, .high = 5}, "1", "L073, L075",
                   "Layers that each retry: attempts multiply.")
            .share("billed", &P::billed, {}, "50%", "L069",
                   "Share of failed calls that are billed in full: time-outs and failed tools; refusals are free.")
            .number("growth", &P::growth, {.low = 1, .high = 10}, "1.44", "L076",
                    "Prompt of each further attempt, relative to the one before.")
            .duration("backoff", &P::backoff, {.low = 0}, "1 s", "L074",
                      "Pause before the first retry; doubles, with full jitter.")
            .duration("longest_backoff", &P::longest_backoff, {.low = 0}, "32 s", "L074",
                      "The pause does not grow beyond this.");
    return table;
}

}  // namespace burncast

// One agent's loop with prompt caching, collapsed: a session costs a handful of draws however many calls it makes.
//
// Length. K = 1 + Poisson(μ − 1) with μ = calls · (c/20 min)^β · (vague factor) · LN(1, run_noise). The lognormal noise
//   already over-disperses K (30-fold spread on one task, L034); a further Gamma mixing, as in a negative binomial,
//   could not be told apart from it by any fact at hand and is left out.
// Context. Call k sends C_k = C_{k−1} + g, starting at C_0; above the limit it is compacted to compaction · limit.
//   Re-reading is a polynomial in k, so a stretch of ordinary calls is one closed form.
// Cache. An ordinary call reads C_{k−1} and writes g; after a pause longer than the cache's life,
//   P = 1 − exp(−idle/TTL), after a compaction and at the start it writes (or, without caching, sends) all of C_k.
// Errors. A call fails with probability e; up to (tries + 1)^layers attempts. A failed attempt is billed with
//   probability `billed`, and then its remains make the prompts of the attempts that follow `growth` times as long
//   (L076), up to the context limit. When all attempts fail the session ends.
// Output. Per call inverse Gaussian (mean o, the given coefficient of variation): closed under addition, right-skewed,
//   and two draws whatever K is. Within a session it is spread evenly over the calls.
// Stuck. With hazard h per call the agent starts to repeat itself and goes on to the call limit, or until somebody who
//   watches stops it (autonomy.hpp); these calls are loop.
// Success. P = success · a · (x·e^(1−x))^s with x = K over the median length for the task and a the model's ability at it
//   (sim/world/ability.hpp), zero for an impossible task, a stuck one, or one cut at the limit: too short and too long
//   both fail (the shape after L037, its size a guess).
//   With the default noise about 59% of first tries are accepted, within the 42-64% measured by harness (L038).
//
// A call and the attempts at it that failed are booked together when the first of them starts.
//
// Leaves out: that a refused call takes no time and a batch call takes long (timing only); that a failed call may have
// warmed the cache. Bad days, outages and overload raise e from outside (sim/mechanism/outage).
// The remains of failed attempts pay the price row of the last attempt. Also left out: variation of growth and speed
// within a session (totals keep their law, timing inside is smoothed), and what a better or worse model does to K.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

#include "sim/base/time.hpp"
#include "sim/mechanism/session/pricer.hpp"
#include "sim/mechanism/session/session.hpp"
#include "sim/mechanism/session/session_params.hpp"
#include "sim/random/stream.hpp"
#include "sim/world/price_card.hpp"
#include "sim/world/task.hpp"

namespace burncast {

// The laws that the collapsed loop and the call-by-call reference share.
class SessionLaw {
public:
    SessionLaw(const SessionParams& session, const AutomaticRetryParams& retry);

    // A session of this kind on a task, before its first call: what both engines draw alike. It keeps `chance`. All
    // that it sends and writes takes `tokens` times as many tokens, and whoever does it has `ability` times the usual
    // probability of success.
    [[nodiscard]] Session begin(const TaskNeed& need, Instant when, Stream chance, double tokens, double ability) const;

    [[nodiscard]] double miss_probability() const { return miss_; }
    [[nodiscard]] const SessionParams& params() const { return params_; }
    [[nodiscard]] const AutomaticRetryParams& retry() const { return retry_; }
    [[nodiscard]] std::int64_t most_attempts() const { return most_attempts_; }

    // From this call on, if the session gets so far, it repeats itself until the call limit, or until a human who
    // watches it stops it after so many calls.
    void get_stuck(Session& session, std::int64_t from, std::optional<std::int32_t> stopped_after) const;
    // Attempts that fail, given that the first one does: 1 … most_attempts. All failing means the call is given up.
    [[nodiscard]] std::int64_t failed_attempts(Stream& chance) const;
    // Plays the attempts at the next call that fail, with the pauses between them. Their spend, and what their remains
    // add to the attempt that succeeds, is auto_retry. False when all attempts failed and the session is over. Without
    // an output, each attempt draws its own.
    [[nodiscard]] bool survive(Session& session, std::int64_t failed, std::optional<std::int64_t> output_per_attempt,
                               bool warm, Pricer& pricer) const;
    // The pause before the retry that follows `failed` failed attempts: uniform below the doubling bound.
    [[nodiscard]] Duration backoff(std::int64_t failed, Stream& chance) const;
    // Tokens written by n calls together: inverse Gaussian with mean n·output.
    [[nodiscard]] double output(double calls, Stream& chance) const;
    // Tokens of the first prompt.
    [[nodiscard]] std::int64_t first_prompt(double tokens, Stream& chance) const;

protected:
    struct Failures {
        Duration delay;         // before the attempt that succeeds
        bool given_up = false;  // none did
    };
    // Attempts at a call that fail: their spend and how long they take. When the prompt is in the cache (warm) but for
    // its last `fresh` tokens, so is that of every attempt.
    [[nodiscard]] Failures fail(Session& session, std::int64_t failed, std::optional<std::int64_t> output_per_attempt,
                                std::int64_t fresh, bool warm, Pricer& pricer) const;

    SessionParams params_;
    AutomaticRetryParams retry_;
    double miss_ = 0;
    std::int64_t most_attempts_ = 1;
    std::int64_t compacted_ = 0;
    bool caching_ = true;
};

class AgentLoop : public SessionLaw {
public:
    AgentLoop(const SessionParams& session, const AutomaticRetryParams& retry);

    // Nobody watches it without `stopped_after`.
    [[nodiscard]] Session begin(const TaskNeed& need, Instant when, Stream chance,
                                std::optional<std::int32_t> stopped_after = std::nullopt, double tokens = 1,
                                double ability = 1) const;
    // A session that began under another law goes on under this one: what it has drawn of errors and misses is drawn
    // anew if their chances have changed.
    void take_over(Session& session, const AgentLoop& from) const;

    // Plays the calls that start before `until`, at most `most_calls` of them, and says what they cost. What comes of
    // it in all does not depend on how the calls are divided among calls of play().
    [[nodiscard]] Played play(Session& session, Instant until, const PriceCard& card,
                              std::int32_t most_calls = std::numeric_limits<std::int32_t>::max()) const;

private:
    struct Exception {
        bool miss = false;
        std::int64_t failed = 0;
    };
    [[nodiscard]] Exception exception(Stream& chance) const;
    // The number of the next call, from this one on, at which something happens.
    [[nodiscard]] std::int32_t calls_to_exception(std::int32_t from, Stream& chance) const;
    [[nodiscard]] std::int32_t ordinary_calls(const Session& session, Instant until, const PriceCard& card,
                                              std::int32_t most_calls) const;

    double exception_ = 0;
    double log_not_stuck_ = 0;
    double log_ordinary_ = 0;
};

// Tokens written by the calls [from, from + n) when `total` is spread evenly over `calls` calls.
[[nodiscard]] constexpr std::int64_t output_share(std::int64_t total, std::int64_t calls, std::int64_t from,
                                                  std::int64_t n) {
    const std::int64_t each = total / calls;
    const std::int64_t left = total % calls - from;  // the first total % calls calls write one more
    return n * each + (left < 0 ? 0 : left < n ? left : n);
}

}  // namespace burncast

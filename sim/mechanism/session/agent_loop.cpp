#include "sim/mechanism/session/agent_loop.hpp"

#include <algorithm>
#include <cmath>

namespace burncast {

namespace {
constexpr std::int32_t never = 2'000'000'000;

double cache_life_seconds(CacheLife life) { return life == CacheLife::one_hour ? 3600 : 300; }

// The nearest whole number; much faster than std::llround. 0 <= x < 2^52.
std::int64_t rounded(double x) { return static_cast<std::int64_t>(x + 0.5); }

std::int64_t whole_tokens(double tokens, std::int64_t least, std::int64_t most) {
    return std::clamp(rounded(std::min(tokens, 1e12)), least, most);
}
}  // namespace

SessionLaw::SessionLaw(const SessionParams& session, const AutomaticRetryParams& retry)
    : params_(session), retry_(retry) {
    caching_ = params_.cache != CacheLife::off;
    miss_ = caching_ ? 1 - std::exp(-params_.idle.in_seconds() / cache_life_seconds(params_.cache)) : 0;
    most_attempts_ = static_cast<std::int64_t>(std::llround(std::pow(retry_.tries + 1, retry_.layers)));
    compacted_ = std::llround(params_.compaction * static_cast<double>(params_.context_limit.count()));
}

Session SessionLaw::begin(const TaskNeed& need, Instant when, Stream chance, double tokens, double ability) const {
    Session s;
    s.tokens = tokens;
    const double expected =
        std::max(1.0, params_.calls * std::exp(params_.difficulty_exponent * std::log(need.human_minutes / 20)) *
                          (need.vague ? params_.vague_factor : 1));
    const double mean =
        std::max(1.0, params_.run_noise > 0 ? expected * std::exp(params_.run_noise * chance.normal()) : expected);
    const auto limit = static_cast<std::int32_t>(params_.call_limit);
    const std::int64_t wanted = 1 + (mean < 1e8 ? chance.poisson(mean - 1) : static_cast<std::int64_t>(1e8));
    s.calls_planned = static_cast<std::int32_t>(std::min<std::int64_t>(wanted, limit));
    s.calls_total = s.calls_planned;
    s.stuck_from = never;

    // The length that fits is worked out where the answer hangs on it: it only ever lowers the chance.
    const double luck = chance.uniform();
    s.will_succeed = luck < params_.success * ability && !need.impossible && wanted <= limit;
    if (s.will_succeed && params_.length_sensitivity > 0) {
        const double x = static_cast<double>(s.calls_planned) / expected;
        const double fit = std::exp(params_.length_sensitivity * (std::log(x) + 1 - x));
        s.will_succeed = luck < params_.success * fit * ability;
    }

    s.prompt = first_prompt(tokens, chance);
    s.growth = whole_tokens(tokens * params_.growth.draw(chance), 0, params_.context_limit.count());
    s.call_time = std::max(Duration::milliseconds(1), Duration::seconds(std::min(params_.call_time.draw(chance), 1e9)));
    s.next = when;
    s.chance = chance;
    return s;
}

std::int64_t SessionLaw::first_prompt(double tokens, Stream& chance) const {
    return whole_tokens(tokens * params_.first_context.draw(chance), 1, params_.context_limit.count());
}

void SessionLaw::get_stuck(Session& session, std::int64_t from, std::optional<std::int32_t> stopped_after) const {
    if (from >= session.calls_planned) return;
    const auto limit = static_cast<std::int64_t>(params_.call_limit);
    session.stuck_from = static_cast<std::int32_t>(from);
    session.calls_total = static_cast<std::int32_t>(stopped_after ? std::min(limit, from + *stopped_after) : limit);
    session.will_succeed = false;
}

std::int64_t SessionLaw::failed_attempts(Stream& chance) const {
    std::int64_t failed = 1;
    while (failed < most_attempts_ && chance.chance(retry_.error_rate)) ++failed;
    return failed;
}

bool SessionLaw::survive(Session& session, std::int64_t failed, std::optional<std::int64_t> output_per_attempt,
                         bool warm, Pricer& pricer) const {
    const Failures failures = fail(session, failed, output_per_attempt, session.growth, warm, pricer);
    session.next = session.next + failures.delay;
    if (!failures.given_up) return true;
    session.calls_total = session.calls_made;
    session.will_succeed = false;
    return false;
}

SessionLaw::Failures SessionLaw::fail(Session& session, std::int64_t failed,
                                      std::optional<std::int64_t> output_per_attempt, std::int64_t fresh, bool warm,
                                      Pricer& pricer) const {
    const double most = static_cast<double>(std::max(session.prompt, params_.context_limit.count()));
    double prompt = static_cast<double>(session.prompt);
    Failures failures;
    for (std::int64_t i = 1; i <= failed; ++i) {
        failures.delay = failures.delay + session.call_time;
        if (session.chance.chance(retry_.billed)) {
            const std::int64_t sent = rounded(prompt);
            const std::int64_t written =
                output_per_attempt ? *output_per_attempt : rounded(session.tokens * output(1, session.chance));
            pricer.add(Pocket::auto_retry, 1, sent, sent - session.prompt + fresh, written, warm);
            prompt = std::min(most, prompt * retry_.growth);
        } else {
            pricer.refuse();
        }
        if (i == most_attempts_) {
            failures.given_up = true;
            return failures;
        }
        failures.delay = failures.delay + backoff(i, session.chance);
    }
    pricer.add_fresh(Pocket::auto_retry, rounded(prompt) - session.prompt);
    return failures;
}

Duration SessionLaw::backoff(std::int64_t failed, Stream& chance) const {
    const double bound =
        std::min(retry_.longest_backoff.in_seconds(),
                 retry_.backoff.in_seconds() * std::exp2(static_cast<double>(std::min<std::int64_t>(failed - 1, 60))));
    return Duration::seconds(bound * chance.uniform());
}

// Michael, Schucany and Haas (1976): the smaller root of a chi-square transform, or its mirror.
double SessionLaw::output(double calls, Stream& chance) const {
    const double mean = calls * params_.output;
    if (!(mean > 0)) return 0;
    const double variation = params_.output_spread * params_.output_spread / calls;  // squared, of the total
    if (!(variation > 0)) return mean;
    const double z = chance.normal();
    const double y = variation * z * z / 2;
    const double root = 1 + y - std::sqrt(y * (2 + y));
    return chance.uniform() * (1 + root) <= 1 ? mean * root : mean / root;
}

AgentLoop::AgentLoop(const SessionParams& session, const AutomaticRetryParams& retry) : SessionLaw(session, retry) {
    log_not_stuck_ = std::log1p(-session.stuck_hazard);
    log_ordinary_ = std::log1p(-miss_) + std::log1p(-retry_.error_rate);
    exception_ = 1 - std::exp(log_ordinary_);
}

Session AgentLoop::begin(const TaskNeed& need, Instant when, Stream chance, std::optional<std::int32_t> stopped_after,
                         double tokens, double ability) const {
    Session s = SessionLaw::begin(need, when, chance, tokens, ability);
    get_stuck(s, s.chance.failures_before_success_log(log_not_stuck_), stopped_after);
    s.output_calls = s.calls_total;
    s.output_total = rounded(std::min(tokens * output(s.output_calls, s.chance), 1e15));
    s.next_exception = calls_to_exception(0, s.chance);
    return s;
}

std::int32_t AgentLoop::calls_to_exception(std::int32_t from, Stream& chance) const {
    return from + static_cast<std::int32_t>(
                      std::min<std::int64_t>(chance.failures_before_success_log(log_ordinary_), 1'000'000'000));
}

void AgentLoop::take_over(Session& session, const AgentLoop& from) const {
    if (from.log_ordinary_ != log_ordinary_)
        session.next_exception = calls_to_exception(session.calls_made, session.chance);
}

AgentLoop::Exception AgentLoop::exception(Stream& chance) const {
    const double e = retry_.error_rate;
    const double u = chance.uniform() * exception_;  // uniform over the chance that anything happens
    if (u < miss_ * (1 - e)) return {true, 0};
    return {u < miss_, failed_attempts(chance)};
}

// How many calls from here on are alike: same price row, no compaction, no exception, not across the end or `until`.
std::int32_t AgentLoop::ordinary_calls(const Session& s, Instant until, const PriceCard& card,
                                       std::int32_t most_calls) const {
    std::int64_t n = std::min<std::int64_t>(most_calls, s.calls_total - s.calls_made);
    if (s.calls_made < s.stuck_from) n = std::min<std::int64_t>(n, s.stuck_from - s.calls_made);
    if (s.cold) return 1;
    n = std::min<std::int64_t>(n, s.next_exception - s.calls_made);
    const std::int64_t roof = std::min(card.longest_like(s.prompt), params_.context_limit.count());
    if (s.growth > 0 && s.prompt + s.growth * (n - 1) > roof)
        n = std::max<std::int64_t>(1, (roof - s.prompt) / s.growth + 1);
    const std::int64_t step = s.call_time.in_milliseconds();
    const std::int64_t room = (until - s.next).in_milliseconds();  // n is found without a product, which could overflow
    if (n > room / step) n = std::min(n, (room + step - 1) / step);
    return static_cast<std::int32_t>(n);
}

Played AgentLoop::play(Session& s, Instant until, const PriceCard& card, std::int32_t most_calls) const {
    Pricer pricer(card, caching_);
    while (s.next < until && !s.over() && most_calls > 0) {
        std::int32_t n = 1;
        bool warm = !s.cold;
        if (s.calls_made == s.next_exception) {
            const Exception what = exception(s.chance);
            if (what.miss) warm = false;
            const bool survives =
                what.failed == 0 ||
                survive(s, what.failed, output_share(s.output_total, s.output_calls, 0, 1), warm, pricer);
            s.next_exception = calls_to_exception(s.calls_made + 1, s.chance);
            if (!survives) break;
        } else {
            n = ordinary_calls(s, until, card, most_calls);
        }
        const std::int64_t output = output_share(s.output_total, s.output_calls, s.calls_made, n);
        pricer.add(s.calls_made < s.stuck_from ? Pocket::base : Pocket::loop, n, s.prompt, s.growth, output, warm);
        s.calls_made += n;
        most_calls -= n;
        s.next = s.next + s.call_time * n;
        s.prompt += s.growth * n;
        s.cold = false;
        if (s.prompt > params_.context_limit.count()) {
            s.prompt = compacted_;
            s.cold = true;
        }
    }
    Played played = pricer.total();
    s.base += played[Pocket::base];
    return played;
}

}  // namespace burncast

// A stream of chance that belongs to somebody: equal keys give equal draws, whatever the threads, the engine or the
// policy. That is what makes common random numbers exact: two policies meet the same company and the same luck.
#pragma once

#include <cstdint>

#include "sim/random/engine.hpp"

namespace burncast {

// What a stream is for. A new use takes a new value; the order is part of every golden file, so append only.
enum class Aspect : std::uint64_t {
    company_day,  // the day factor that a whole company shares
    person,       // intensity and adoption, drawn once
    arrivals,     // gaps between a person's tasks of one kind
    need,         // what a task needs: difficulty, vagueness, whether it can succeed at all
    play,         // how one try of it goes: length, misses, errors, outcome
    patience,     // whether and when the person tries again
    ignorance,    // the draw of an uncertain input
    bench,        // the common workload of the benchmarks
    step,         // what a mechanism decides about a try
    follow_up,    // what follows from a task
    review,       // what a review decides about a person
    typical,      // the tasks that say what a kind of work uses on average
    answer,       // what becomes of a task that a limit refuses
    price,        // jumps of a model's prices
    release,      // whether and when a person goes over to a new model
    design,       // the path of a trajectory through the uncertain inputs
    ordering,     // the order in which drivers come
};

class Stream {
public:
    Stream() = default;  // a place for a stream; draws nothing of use before it is given one
    explicit Stream(std::uint64_t key) : engine_(key) {}

    [[nodiscard]] double uniform();            // in [0, 1)
    [[nodiscard]] double normal();             // mean 0, sd 1
    [[nodiscard]] double exponential();        // mean 1
    [[nodiscard]] double gamma(double shape);  // mean = shape, scale 1; shape > 0
    [[nodiscard]] double lognormal(double median, double log_sd);
    [[nodiscard]] std::int64_t poisson(double mean);                               // mean >= 0
    [[nodiscard]] std::int64_t binomial(std::int64_t trials, double probability);  // trials < 2^31
    [[nodiscard]] bool chance(double probability);
    // Trials before the first success: P(n) = p(1-p)^n for n = 0, 1, …; INT32_MAX when p is 0.
    [[nodiscard]] std::int64_t failures_before_success(double probability);
    // The same, with log(1-p) worked out once by the caller; 0 means that success never comes.
    [[nodiscard]] std::int64_t failures_before_success_log(double log_of_failure);

    [[nodiscard]] Engine& engine() { return engine_; }

private:
    Engine engine_;
};

// All the chance of one replication. Cheap to copy; makes streams by hashing their identity.
class Chance {
public:
    Chance(std::uint64_t seed, std::uint64_t replication) : key_(mix(mix(seed) + replication)) {}

    [[nodiscard]] Stream stream(Aspect aspect, std::uint64_t actor, std::uint64_t part = 0,
                                std::uint64_t task = 0) const {
        return Stream(key(aspect, actor, part, task));
    }
    [[nodiscard]] std::uint64_t key(Aspect aspect, std::uint64_t actor, std::uint64_t part = 0,
                                    std::uint64_t task = 0) const {
        return mix(mix(mix(key_ ^ (static_cast<std::uint64_t>(aspect) << 56) ^ actor) + part) + task);
    }

private:
    std::uint64_t key_;
};

}  // namespace burncast

#include "sim/random/stream_draws.hpp"  // the draws, inline: a session is a handful of them

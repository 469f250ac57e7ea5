// The common workload: one small model that every engine of this benchmark plays, so that engines are compared and not
// models.
//
// N people, 30 days of 8 working hours laid end to end as one 240-hour clock. A person waits Exp(mean 1 h), then has a
// session, a chain of steps k = 0, 1, 2, …: a step takes LN(mean 20 s, log-sd 0.5); when it ends it adds
//   input  = (8000 + 3000 k) · LN(mean 1, log-sd 0.2)   tokens at $3/M
//   output = LN(mean 600, log-sd 0.6)                   tokens at $15/M
// to that person's bill; then with probability 0.05 the step is repeated, else with 0.85 the next step follows, else
// the session ends and the person waits again. LN(mean m, log-sd s) = m · exp(s·Z − s²/2). An event is a session start
// or a step end; it counts when it happens before the clock's end. The numbers are the benchmark's own, no facts.
//
// Times are whole milliseconds, tokens whole tokens, money whole picos, and each person draws from one stream of their
// own, in the order of their own life. So the bill cannot depend on the order in which an engine meets people, and
// every C++ program must print the same one to the last digit: that is the check that they did the same work.
// Left out: anything people share. It is what an engine is needed for, but it would make the engines' tasks differ.
#pragma once

#include <time.h>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <numbers>
#include <string>
#include <vector>

#include "sim/base/money.hpp"
#include "sim/base/time.hpp"
#include "sim/random/stream.hpp"

namespace burncast::bench {

struct Company {
    std::size_t people = 2000;
    int days = 30;
    std::uint64_t seed = 1;

    [[nodiscard]] Chance chance() const { return Chance(seed, 0); }
    [[nodiscard]] static Duration working_day() { return Duration::hours(8); }
    [[nodiscard]] static Instant start() { return Instant::from_epoch(0); }
    [[nodiscard]] Instant end() const { return start() + working_day() * days; }
};

// What one run did. Equal in every field for every engine that did the same work.
struct Outcome {
    Money bill;
    std::uint64_t sessions = 0;
    std::uint64_t steps = 0;
    [[nodiscard]] std::uint64_t events() const { return sessions + steps; }
};

// --- the draws, in the order in which a person makes them ---

// 2^(i/64) for i = 0 … 63, by the exponential series.
inline constexpr std::array<double, 64> roots_of_two = [] {
    std::array<double, 64> powers{};
    for (int i = 0; i < 64; ++i) {
        double term = 1;
        for (int n = 1; n < 24; ++n) {
            powers[static_cast<std::size_t>(i)] += term;
            term *= std::numbers::ln2 * i / 64 / n;
        }
    }
    return powers;
}();

// e^x within 4e-11 for |x| < 700: 2^(k/64) from the table, times a cubic in what is left. A call of the library's exp
// would be the larger part of the whole workload, and the comparison is of engines.
inline double quick_exp(double x) {
    constexpr double round_to_integer = 0x1.8p52;
    constexpr double per_sixty_fourth = 64 / std::numbers::ln2;
    const double scaled = x * per_sixty_fourth;
    const double shifted = scaled + round_to_integer;
    const double rest = (scaled - (shifted - round_to_integer)) / per_sixty_fourth;
    const std::uint64_t k = std::bit_cast<std::uint64_t>(shifted);
    const double root = std::bit_cast<double>(std::bit_cast<std::uint64_t>(roots_of_two[k % 64]) + (k / 64 << 52));
    return root * (1 + rest + rest * rest * (0.5 + rest * (1.0 / 6)));
}

inline double draw_lognormal(double mean, double log_sd, Stream& stream) {
    return mean * quick_exp(log_sd * stream.normal() - log_sd * log_sd / 2);
}

inline Duration draw_wait(Stream& stream) { return Duration::hours(stream.exponential()); }

inline Duration draw_step_length(Stream& stream) { return Duration::seconds(draw_lognormal(20, 0.5, stream)); }

inline Money draw_step_cost(std::int64_t step, Stream& stream) {
    constexpr Price input_price = Price::per_million(3);
    constexpr Price output_price = Price::per_million(15);
    const double input = draw_lognormal(static_cast<double>(8000 + 3000 * step), 0.2, stream);
    const double output = draw_lognormal(600, 0.6, stream);
    return Tokens(static_cast<std::int64_t>(input + 0.5)) * input_price +
           Tokens(static_cast<std::int64_t>(output + 0.5)) * output_price;
}

// What follows step k: step k again, step k + 1, or nothing (-1). One number in [0, 1) settles both questions.
inline std::int64_t draw_next_step(std::int64_t step, Stream& stream) {
    constexpr double repeat = 0.05;
    constexpr double go_on = repeat + (1 - repeat) * 0.85;
    const double u = stream.uniform();
    return u < go_on ? step + (u >= repeat) : -1;
}

// --- a person as an engine sees one: the state of a chain that can be left after any event and taken up again ---

// Exactly one cache line, so that meeting a person costs one miss.
class alignas(64) Person {
public:
    Person(const Company& company, std::size_t number) : stream_(company.chance().stream(Aspect::bench, number)) {
        next_ = company.start() + draw_wait(stream_);
    }

    [[nodiscard]] Instant next() const { return next_; }
    [[nodiscard]] Money bill() const { return bill_; }

    // Plays the one event that is due.
    void play(Outcome& tally) {
        if (step_ == waiting) {
            ++tally.sessions;
            step_ = 0;
            next_ = next_ + draw_step_length(stream_);
            return;
        }
        ++tally.steps;
        bill_ += draw_step_cost(step_, stream_);
        step_ = draw_next_step(step_, stream_);
        next_ = next_ + (step_ == waiting ? draw_wait(stream_) : draw_step_length(stream_));
    }

    // Plays every event before `until`, on a copy that the compiler can keep in registers.
    void run(Instant until, Outcome& tally) {
        Person self = *this;
        Outcome counts;
        while (self.next_ < until) self.play(counts);
        tally.sessions += counts.sessions;
        tally.steps += counts.steps;
        *this = self;
    }

private:
    static constexpr std::int64_t waiting = -1;

    Money bill_;
    Stream stream_;
    Instant next_;
    std::int64_t step_ = waiting;
};
static_assert(sizeof(Person) == 64);

inline std::vector<Person> hire(const Company& company) {
    std::vector<Person> people;
    people.reserve(company.people);
    for (std::size_t i = 0; i < company.people; ++i) people.emplace_back(company, i);
    return people;
}

inline Money total_bill(const std::vector<Person>& people) {
    Money total;
    for (const Person& person : people) total += person.bill();
    return total;
}

// --- the frame of every program: PROGRAM [PEOPLE [DAYS]] prints one line of JSON ---

inline double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

// The largest resident size so far; 0 where /proc does not tell.
inline double peak_mb() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:")) return std::strtod(line.c_str() + 6, nullptr) / 1024;
    return 0;
}

// Dollars with all twelve decimals.
inline std::string exact_dollars(Money money) {
    constexpr std::int64_t unit = 1'000'000'000'000;
    char text[64];
    std::snprintf(text, sizeof text, "%lld.%012lld", static_cast<long long>(money.picos() / unit),
                  static_cast<long long>(money.picos() % unit));
    return text;
}

// Times simulate(company) alone, hiring included, process start and loading left out.
template <class Simulate>
int bench_main(const char* name, int argc, char** argv, Simulate&& simulate) {
    Company company;
    if (argc > 1) company.people = static_cast<std::size_t>(std::strtoull(argv[1], nullptr, 10));
    if (argc > 2) company.days = std::atoi(argv[2]);
    if (company.people == 0 || company.days <= 0) {
        std::fprintf(stderr, "usage: %s [PEOPLE [DAYS]]\n", argv[0]);
        return 2;
    }
    const double before = cpu_seconds();
    const Outcome outcome = simulate(company);
    const double seconds = cpu_seconds() - before;
    std::printf(
        "{\"program\": \"%s\", \"people\": %zu, \"days\": %d, \"sessions\": %llu, \"steps\": %llu, "
        "\"events\": %llu, \"bill\": \"%s\", \"seconds\": %.6f, \"peak_mb\": %.1f}\n",
        name, company.people, company.days, static_cast<unsigned long long>(outcome.sessions),
        static_cast<unsigned long long>(outcome.steps), static_cast<unsigned long long>(outcome.events()),
        exact_dollars(outcome.bill).c_str(), seconds, peak_mb());
    return 0;
}

}  // namespace burncast::bench

// What a session draws at its start: its length, output, success and where it gets stuck, against their closed forms.
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "sim/mechanism/session/agent_loop.hpp"
#include "tests/statistical/sample.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

constexpr int n = 50'000;

SessionParams simple() {
    SessionParams p;
    p.run_noise = 0;
    p.stuck_hazard = 0;
    p.call_limit = 1e6;
    p.first_context = Law::constant(1000);
    p.call_time = Law::constant(1);
    return p;
}

AgentLoop loop_of(const SessionParams& p) {
    AutomaticRetryParams retry;
    retry.error_rate = 0;
    return {p, retry};
}

template <class Each>
void each_session(const AgentLoop& loop, const TaskNeed& need, Each&& each) {
    for (std::uint64_t i = 0; i < n; ++i) each(loop.begin(need, Instant(), Stream(mix(i))));
}

}  // namespace

TEST_CASE("calls grow with difficulty and vagueness as the law says", "[statistical][mechanism]") {
    struct Case {
        double minutes;
        bool vague;
        double mean;  // 30 · (c/20)^0.45, twice that when vague
    };
    for (const Case& c : {Case{20, false, 30}, Case{20, true, 60}, Case{80, false, 30 * std::pow(4, 0.45)},
                          Case{1, false, 30 * std::pow(0.05, 0.45)}, Case{1e-6, true, 1}}) {
        Sample calls;
        each_session(loop_of(simple()), {c.minutes, c.vague, false},
                     [&](const Session& s) { calls.add(s.calls_planned); });
        INFO(c.minutes);
        if (c.mean == 1) {
            CHECK(calls.mean() == 1);  // never fewer than one
            continue;
        }
        CHECK(errors_off(calls, c.mean) <= most_errors);
        CHECK(variance_errors_off(calls, c.mean - 1, 1 / (c.mean - 1)) <= most_errors);  // 1 + Poisson
    }
}

TEST_CASE("runs of one task differ by the lognormal noise", "[statistical][mechanism]") {
    SessionParams p = simple();
    p.calls = 400;  // large, so that the Poisson part hardly matters
    p.run_noise = 0.8;
    p.call_limit = 1e8;
    Sample log_calls;
    each_session(loop_of(p), {}, [&](const Session& s) { log_calls.add(std::log(s.calls_planned / 400.0)); });
    std::vector<double> sorted = log_calls.values();
    std::sort(sorted.begin(), sorted.end());
    CHECK(std::abs(sorted[n / 2]) <= most_errors * 0.8 * std::sqrt(M_PI / 2 / n));  // the median run has 400
    // Var(ln K) ≈ σ² + E[1/μ], the second part from Poisson: e^{σ²/2}/400 = 0.0034.
    CHECK(std::abs(log_calls.variance() - 0.64 - 0.0034) <= most_errors * log_calls.error_of_variance());
    CHECK(std::exp(sorted[n * 99 / 100] - sorted[n / 100]) > 30);  // the 30-fold spread on one task
}

TEST_CASE("output has its mean and variation, and several calls together are as many single ones",
          "[statistical][mechanism]") {
    SessionParams p = simple();
    p.output = 250;
    for (const double spread : {0.0, 0.5, 1.0, 3.0}) {
        p.output_spread = spread;
        const AgentLoop loop = loop_of(p);
        Stream chance(mix(8));
        Sample together, single;
        for (int i = 0; i < n; ++i) {
            together.add(loop.output(10, chance));
            double sum = 0;
            for (int k = 0; k < 10; ++k) sum += loop.output(1, chance);
            single.add(sum);
        }
        INFO(spread);
        const double variance = 2500.0 * 2500 * spread * spread / 10;
        if (spread == 0) {
            CHECK(together.mean() == 2500);
            CHECK(single.mean() == 2500);
            continue;
        }
        CHECK(errors_off(together, 2500) <= most_errors);
        CHECK(std::abs(together.variance() - variance) <= most_errors * together.error_of_variance());
        CHECK(ks_two_samples(together, single) <= most_ks);
    }
}

TEST_CASE("success rises with length and then falls: x e^(1-x)", "[statistical][mechanism]") {
    SessionParams p = simple();
    p.calls = 8;
    p.run_noise = 0.8;
    p.success = 0.9;
    for (const double sensitivity : {0.0, 1.0, 2.0}) {
        p.length_sensitivity = sensitivity;
        std::vector<double> made(40), good(40);
        each_session(loop_of(p), {}, [&](const Session& s) {
            if (s.calls_planned >= 40) return;
            made[static_cast<std::size_t>(s.calls_planned)] += 1;
            good[static_cast<std::size_t>(s.calls_planned)] += s.will_succeed ? 1 : 0;
        });
        for (std::size_t k = 1; k < 40; ++k) {
            const double x = static_cast<double>(k) / 8;
            const double share = 0.9 * std::pow(x * std::exp(1 - x), sensitivity);
            if (made[k] * share < 10) continue;
            INFO("K = " << k << ", sensitivity " << sensitivity);
            CHECK(share_errors_off(good[k], made[k], share) <= most_errors);
        }
    }
}

TEST_CASE("an agent gets stuck after a geometric number of calls", "[statistical][mechanism]") {
    SessionParams p = simple();
    p.stuck_hazard = 0.02;
    p.calls = 30;
    double stuck_early = 0, stuck_later = 0;
    each_session(loop_of(p), {}, [&](const Session& s) {
        stuck_early += s.stuck_from < 5 ? 1 : 0;
        stuck_later += s.stuck_from >= 5 && s.stuck_from < 10 ? 1 : 0;
    });
    // Hardly any session of 1 + Poisson(29) is shorter than ten calls.
    CHECK(share_errors_off(stuck_early, n, 1 - std::pow(0.98, 5)) <= most_errors);
    CHECK(share_errors_off(stuck_later, n, std::pow(0.98, 5) - std::pow(0.98, 10)) <= most_errors);
}

TEST_CASE("context, growth and pace of a session follow their laws", "[statistical][mechanism]") {
    SessionParams p = simple();
    p.context_limit = Tokens(100'000'000);
    p.first_context = Law::lognormal(20'000, 0.4);
    p.growth = Law::gamma(2500, 4);
    p.call_time = Law::uniform(5, 15);
    Sample prompt, growth, pace;
    each_session(loop_of(p), {}, [&](const Session& s) {
        prompt.add(std::log(static_cast<double>(s.prompt)));
        growth.add(static_cast<double>(s.growth));
        pace.add(s.call_time.in_seconds());
    });
    CHECK(ks_one_sample(prompt, [](double x) { return normal_below((x - std::log(20'000)) / 0.4); }) <= most_ks);
    CHECK(ks_one_sample(growth, [](double x) { return Law::gamma(2500, 4).share_below(x + 0.5); }) <= most_ks);
    CHECK(ks_one_sample(pace, [](double x) { return std::clamp((x + 5e-4 - 5) / 10, 0.0, 1.0); }) <= most_ks);
}

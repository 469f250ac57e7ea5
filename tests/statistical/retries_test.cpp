// Automatic retries: the number of attempts is truncated geometric, and all of them fail as often as they should; in
// both engines.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "sim/mechanism/session/agent_loop.hpp"
#include "sim/mechanism/session/call_by_call.hpp"
#include "tests/statistical/sample.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

struct Case {
    double error_rate, tries, layers;
    std::int64_t most;  // (tries + 1)^layers
};
const std::vector<Case> cases = {{0.02, 2, 1, 3}, {0.3, 2, 1, 3}, {0.5, 0, 1, 1},
                                 {0.4, 1, 2, 4},  {0.6, 2, 2, 9}, {0.8, 2, 3, 27}};

AutomaticRetryParams retry_of(const Case& c) {
    AutomaticRetryParams retry;
    retry.error_rate = c.error_rate;
    retry.tries = c.tries;
    retry.layers = c.layers;
    retry.billed = 1;
    retry.growth = 1;
    return retry;
}

// A session of one call, so that its repeated attempts can be counted one by one.
SessionParams one_call() {
    SessionParams p;
    p.calls = 1;
    p.run_noise = 0;
    p.call_limit = 1;
    p.stuck_hazard = 0;
    p.first_context = Law::constant(1000);
    p.call_time = Law::constant(1);
    return p;
}

}  // namespace

TEMPLATE_TEST_CASE("failed attempts are truncated geometric, and all fail with probability e^most",
                   "[statistical][mechanism]", AgentLoop, CallByCall) {
    for (const Case& c : cases) {
        const TestType loop(one_call(), retry_of(c));
        REQUIRE(loop.most_attempts() == c.most);
        std::vector<int> with_failures(static_cast<std::size_t>(c.most) + 1);
        const int n = 60'000;
        int dead = 0;
        for (int i = 0; i < n; ++i) {
            Session s = loop.begin({}, Instant(), Stream(mix(static_cast<std::uint64_t>(i))));
            const Played played = loop.play(s, Instant::never(), PriceCard());
            with_failures[static_cast<std::size_t>(played[Pocket::auto_retry].calls)] += 1;
            dead += played[Pocket::base].calls == 0 ? 1 : 0;
        }
        for (std::int64_t failed = 0; failed <= c.most; ++failed) {
            const double p = std::pow(c.error_rate, failed) * (failed < c.most ? 1 - c.error_rate : 1);
            if (n * p < 10) continue;
            INFO("e = " << c.error_rate << ", " << failed << " of at most " << c.most);
            CHECK(share_errors_off(with_failures[static_cast<std::size_t>(failed)], n, p) <= most_errors);
        }
        CHECK(dead == with_failures[static_cast<std::size_t>(c.most)]);
    }
}

TEST_CASE("without errors no call is ever repeated", "[statistical][mechanism]") {
    const AgentLoop loop(one_call(), retry_of({0, 2, 1, 3}));
    for (std::uint64_t i = 0; i < 1000; ++i) {
        Session s = loop.begin({}, Instant(), Stream(mix(i)));
        REQUIRE(loop.play(s, Instant::never(), PriceCard())[Pocket::auto_retry] == Spend{});
    }
}

TEMPLATE_TEST_CASE("the share of failed attempts that is billed is billed", "[statistical][mechanism]", AgentLoop,
                   CallByCall) {
    AutomaticRetryParams retry = retry_of({0.3, 50, 1, 51});
    retry.billed = 0.25;
    const TestType loop(one_call(), retry);
    Sample billed;
    for (std::uint64_t i = 0; i < 60'000; ++i) {
        Session s = loop.begin({}, Instant(), Stream(mix(i)));
        billed.add(static_cast<double>(loop.play(s, Instant::never(), PriceCard())[Pocket::auto_retry].calls));
    }
    CHECK(errors_off(billed, 0.25 * 0.3 / 0.7) <= most_errors);  // failures before a success, thinned
}

TEMPLATE_TEST_CASE("each further attempt at a call is dearer by the growth of the prompt", "[mechanism]", AgentLoop,
                   CallByCall) {
    SessionParams p = one_call();
    p.output = 0;
    AutomaticRetryParams retry = retry_of({0.5, 30, 1, 31});
    retry.growth = 1.5;
    const TestType loop(p, retry);
    int longest = 0;
    for (std::uint64_t i = 0; i < 200; ++i) {
        Session s = loop.begin({}, Instant(), Stream(mix(i)));
        const Played played = loop.play(s, Instant::never(), PriceCard());
        double sent = 1000, prompt = 1000;  // 1 + 1.5 + 1.5² + … over the failures and the success
        for (std::int64_t n = 0; n < played[Pocket::auto_retry].calls; ++n) sent += prompt *= 1.5;
        const Tokens all = played[Pocket::auto_retry].all_tokens() + played[Pocket::base].all_tokens();
        CHECK(std::abs(static_cast<double>(all.count()) - sent) <= 0.5 * s.calls_made * 31);  // tokens are whole
        longest = std::max(longest, static_cast<int>(played[Pocket::auto_retry].calls));
    }
    CHECK(longest >= 5);
}

TEST_CASE("the pause before a retry is uniform below a bound that doubles up to its limit",
          "[statistical][mechanism]") {
    AutomaticRetryParams retry = retry_of({0.5, 9, 1, 10});
    retry.backoff = Duration::seconds(1);
    retry.longest_backoff = Duration::seconds(32);
    const AgentLoop loop(one_call(), retry);
    Stream chance(mix(4));
    for (const auto& [failed, bound] :
         std::vector<std::pair<std::int64_t, double>>{{1, 1}, {2, 2}, {3, 4}, {6, 32}, {7, 32}, {90, 32}}) {
        Sample pauses;
        for (int i = 0; i < 20'000; ++i) pauses.add(loop.backoff(failed, chance).in_seconds());
        INFO(failed);
        CHECK(ks_one_sample(pauses, [bound = bound](double x) { return std::min(1.0, (x + 5e-4) / bound); }) <=
              most_ks);
        CHECK(*std::max_element(pauses.values().begin(), pauses.values().end()) <= bound);
    }
}

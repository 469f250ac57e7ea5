// The collapsed loop against the call-by-call reference, in distribution: over many sessions, the means, the variances
// and the whole distributions of tokens, money, calls and duration must be the same.
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "sim/mechanism/session/agent_loop.hpp"
#include "sim/mechanism/session/call_by_call.hpp"
#include "tests/statistical/sample.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

PriceCard card_with_tiers(bool tiers) {
    PriceCard card;
    const auto row = [](double input, double output) {
        return PriceRow{Price::per_million(input), Price::per_million(input * 1.25), Price::per_million(input / 10),
                        Price::per_million(output)};
    };
    card.rows[0] = row(3, 15);
    card.rows[1] = row(6, 22.5);
    card.above[1] = 60'000;
    card.row_count = tiers ? 2 : 1;
    return card;
}

struct Case {
    std::string what;
    SessionParams session;
    AutomaticRetryParams retry;
    bool tiers = false;
};

// No chance but the number of calls and the output; every case adds to this.
Case plain(const std::string& what) {
    Case c{what, {}, {}, false};
    c.session.calls = 25;
    c.session.run_noise = 0.4;
    c.session.first_context = Law::constant(20'000);
    c.session.growth = Law::constant(2'500);
    c.session.idle = Duration();
    c.session.call_time = Law::lognormal(11, 0.4);
    c.session.stuck_hazard = 0;
    c.retry.error_rate = 0;
    c.retry.backoff = Duration::seconds(1);
    c.retry.longest_backoff = Duration::seconds(32);
    return c;
}

std::vector<Case> all_cases() {
    std::vector<Case> cases{plain("plain")};
    cases.push_back(plain("misses"));
    cases.back().session.idle = Duration::seconds(60);
    cases.push_back(plain("errors"));
    cases.back().retry.error_rate = 0.1;
    cases.push_back(plain("misses and errors in layers"));
    cases.back().session.idle = Duration::seconds(200);
    cases.back().retry.error_rate = 0.3;
    cases.back().retry.layers = 2;
    cases.back().retry.billed = 0.8;
    cases.push_back(plain("stuck"));
    cases.back().session.stuck_hazard = 0.01;
    cases.push_back(plain("tiers and compaction"));
    cases.back().session.context_limit = Tokens(80'000);
    cases.back().tiers = true;
    cases.push_back(plain("no cache"));
    cases.back().session.cache = CacheLife::off;
    Case everything = plain("everything");
    everything.session.idle = Duration::seconds(60);
    everything.session.stuck_hazard = 0.01;
    everything.session.call_limit = 80;
    everything.session.context_limit = Tokens(80'000);
    everything.session.growth = Law::lognormal(2'500, 0.7);
    everything.retry.error_rate = 0.1;
    everything.tiers = true;
    cases.push_back(everything);
    return cases;
}

constexpr std::array<const char*, 7> measures = {"tokens",           "money",          "calls",   "seconds",
                                                 "money of retries", "money of loops", "accepted"};

// A sample of each measure over n sessions. `salt` keeps the two engines' luck apart.
template <class Engine>
std::array<Sample, measures.size()> play(const Case& c, std::uint64_t n, std::uint64_t salt) {
    const Engine engine(c.session, c.retry);
    const PriceCard card = card_with_tiers(c.tiers);
    std::array<Sample, measures.size()> samples;
    for (std::uint64_t i = 0; i < n; ++i) {
        Stream need(mix(salt + 2 * i));
        Session s = engine.begin({20 * need.lognormal(1, 0.9), need.chance(0.3), false}, Instant(),
                                 Stream(mix(salt + 2 * i + 1)));
        const Played played = engine.play(s, Instant::never(), card);
        Spend all;
        for (const Spend& pocket : played.pockets) all += pocket;
        const std::array<double, measures.size()> values = {static_cast<double>(all.all_tokens().count()),
                                                            all.money.units(),
                                                            static_cast<double>(all.calls),
                                                            (s.next - Instant()).in_seconds(),
                                                            played[Pocket::auto_retry].money.units(),
                                                            played[Pocket::loop].money.units(),
                                                            s.will_succeed ? 1.0 : 0.0};
        for (std::size_t m = 0; m < measures.size(); ++m) samples[m].add(values[m]);
    }
    return samples;
}

}  // namespace

TEST_CASE("the collapsed loop and the call-by-call reference agree in distribution", "[statistical]") {
    constexpr std::uint64_t sessions = 20'000;
    for (const Case& c : all_cases()) {
        const auto fast = play<AgentLoop>(c, sessions, 1ull << 40);
        const auto reference = play<CallByCall>(c, sessions, 2ull << 40);
        for (std::size_t m = 0; m < measures.size(); ++m) {
            INFO(c.what << ": " << measures[m] << ", means " << fast[m].mean() << " and " << reference[m].mean()
                        << ", variances " << fast[m].variance() << " and " << reference[m].variance());
            CHECK(means_apart(fast[m], reference[m]) <= most_errors);
            CHECK(variances_apart(fast[m], reference[m]) <= most_errors);
            CHECK(ks_two_samples(fast[m], reference[m]) <= most_ks);
        }
    }
}

TEST_CASE("the reference finds what is wrong: a loop with other misses does not pass", "[statistical]") {
    Case other = plain("misses");
    other.session.idle = Duration::seconds(20);  // 6.4% instead of 9.5%
    Case right = plain("misses");
    right.session.idle = Duration::seconds(30);
    const auto fast = play<AgentLoop>(other, 20'000, 1ull << 40);
    const auto reference = play<CallByCall>(right, 20'000, 2ull << 40);
    CHECK(means_apart(fast[1], reference[1]) > most_errors);
}

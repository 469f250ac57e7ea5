// One agent's loop by hand: the worked example of the model, and its limits. Both engines, the collapsed one and the
// one that goes call by call, are held to the same numbers.
#include "sim/mechanism/session/agent_loop.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/mechanism/session/session_builder.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

double rounded(double value, double step) { return std::round(value / step) * step; }

}  // namespace

TEMPLATE_TEST_CASE("the worked example: 3.386 M tokens cost 2.716 or 1.630 dollars cached and 17.16 uncached",
                   "[mechanism][session]", AgentLoop, CallByCall) {
    const TestType loop(worked_example(), no_errors());
    const auto dear = play_whole(loop, card_at(5, 25), 1);
    CHECK(dear.all().calls == 45);
    CHECK(dear.all().all_tokens() == Tokens(3'386'250));
    CHECK(dear.all().money == Money::from_units(2.71625));
    CHECK(rounded(dear.all().money.units(), 0.001) == Approx(2.716));
    CHECK(rounded(dear.all().money.units() / 3.38625, 0.01) == Approx(0.80));  // $/Mtok blended
    CHECK(dear.session.next == noon + Duration::seconds(450));

    const auto cheap = play_whole(loop, card_at(3, 15), 1);
    CHECK(cheap.all().money == Money::from_units(1.62975));
    CHECK(rounded(cheap.all().money.units(), 0.001) == Approx(1.630));

    SessionParams uncached = worked_example();
    uncached.cache = CacheLife::off;
    const auto dearest = play_whole(TestType(uncached, no_errors()), card_at(5, 25), 1);
    CHECK(dearest.all().money == Money::from_units(17.15625));
    CHECK(rounded(dearest.all().money.units(), 0.01) == Approx(17.16));
    CHECK(dearest.all().tokens[index(TokenKind::input)] == Tokens(3'375'000));
}

TEMPLATE_TEST_CASE("a miss on every call writes the whole context each time", "[mechanism][session]", AgentLoop,
                   CallByCall) {
    SessionParams p = worked_example();
    p.idle = Duration::days(365);  // P(miss) = 1 − e^(−105,120)
    const auto run = play_whole(TestType(p, no_errors()), card_at(5, 25), 1);
    CHECK(run.all().tokens[index(TokenKind::cache_write)] == Tokens(3'375'000));
    CHECK(run.all().tokens[index(TokenKind::cache_read)] == Tokens(0));
}

TEMPLATE_TEST_CASE("the probability of a miss follows from the pause and the life of the cache", "[mechanism][session]",
                   AgentLoop, CallByCall) {
    struct Case {
        CacheLife cache;
        double idle_seconds, miss;
    };
    for (const Case& c :
         {Case{CacheLife::five_minutes, 8, 0.0263}, Case{CacheLife::five_minutes, 300, 0.6321},
          Case{CacheLife::one_hour, 300, 0.0800}, Case{CacheLife::one_hour, 0, 0}, Case{CacheLife::off, 300, 0}}) {
        SessionParams p = worked_example();
        p.cache = c.cache;
        p.idle = Duration::seconds(c.idle_seconds);
        CHECK(TestType(p, no_errors()).miss_probability() == Approx(c.miss).margin(5e-5));
    }
}

TEMPLATE_TEST_CASE("a context above the limit is compacted and the next call finds no cache", "[mechanism][session]",
                   AgentLoop, CallByCall) {
    SessionParams p = worked_example();
    p.first_context = Law::constant(10'000);
    p.growth = Law::constant(4'000);
    p.context_limit = Tokens(20'000);
    p.compaction = 0.25;
    p.call_limit = 7;
    p.output = 0;
    // Prompts: 10, 14, 18 (cold first), then 22 > 20, so 5 (cold), 9, 13, 17 thousand.
    const auto run = play_whole(TestType(p, no_errors()), card_at(5, 25), 1);
    CHECK(run.all().tokens[index(TokenKind::cache_write)] ==
          Tokens(10'000 + 4'000 + 4'000 + 5'000 + 4'000 + 4'000 + 4'000));
    CHECK(run.all().tokens[index(TokenKind::cache_read)] == Tokens(10'000 + 14'000 + 5'000 + 9'000 + 13'000));
    // A context exactly at the limit is still sent.
    p.context_limit = Tokens(22'000);
    p.call_limit = 4;
    const auto at_limit = play_whole(TestType(p, no_errors()), card_at(5, 25), 1);
    CHECK(at_limit.all().all_tokens() == Tokens(10'000 + 14'000 + 18'000 + 22'000));
}

TEMPLATE_TEST_CASE("a session climbs the price rows as its prompt grows", "[mechanism][session]", AgentLoop,
                   CallByCall) {
    PriceCard card = card_at(5, 25);
    card.above[1] = 25'000;  // the third prompt is exactly this long and pays the lower row still
    card.rows[1] = card_at(50, 250).rows[0];
    card.row_count = 2;
    SessionParams p = worked_example();
    p.call_limit = 5;
    p.output = 0;
    const auto run = play_whole(TestType(p, no_errors()), card, 1);
    const double low = (20'000 + 2'500 + 2'500) * 6.25 + (20'000 + 22'500) * 0.5;
    const double high = 2 * 2'500 * 62.5 + (25'000 + 27'500) * 5;
    CHECK(run.all().money == Money::from_units((low + high) / 1e6));
}

TEMPLATE_TEST_CASE("a stuck agent goes on to its limit, and what it spends from there on is loop",
                   "[mechanism][session]", AgentLoop, CallByCall) {
    SessionParams p = worked_example();
    p.calls = 20;
    p.call_limit = 300;
    p.stuck_hazard = 0.03;
    const TestType loop(p, no_errors());
    int stuck = 0;
    for (std::uint64_t key = 0; key < 300; ++key) {
        const auto run = play_whole(loop, card_at(5, 25), key);
        if (run.played[Pocket::loop].calls == 0) {
            CHECK(run.session.calls_made == run.session.calls_planned);
            continue;
        }
        ++stuck;
        CHECK(run.session.calls_made == 300);
        CHECK_FALSE(run.session.will_succeed);
        CHECK(run.played[Pocket::base].calls == run.session.stuck_from);
        CHECK(run.session.stuck_from < run.session.calls_planned);
    }
    CHECK(stuck > 50);  // 1 − 0.97^20 = 46% of 300
}

TEMPLATE_TEST_CASE("when every attempt fails, the session ends without a call", "[mechanism][session]", AgentLoop,
                   CallByCall) {
    AutomaticRetryParams retry = no_errors();
    retry.error_rate = 1 - 1e-12;
    retry.billed = 1;
    retry.growth = 1;
    retry.layers = 2;
    retry.backoff = Duration();
    const TestType loop(worked_example(), retry);
    const auto run = play_whole(loop, card_at(5, 25), 1);
    CHECK(loop.most_attempts() == 9);  // (2 + 1)²
    CHECK(run.played[Pocket::auto_retry].calls == 9);
    CHECK(run.played[Pocket::base] == Spend{});
    CHECK(run.session.over());
    CHECK_FALSE(run.session.will_succeed);
}

TEMPLATE_TEST_CASE("refused attempts cost nothing but time", "[mechanism][session]", AgentLoop, CallByCall) {
    AutomaticRetryParams retry = no_errors();
    retry.error_rate = 0.3;
    retry.billed = 0;
    retry.tries = 40;
    retry.backoff = Duration::seconds(1);
    retry.longest_backoff = Duration::seconds(4);
    const auto run = play_whole(TestType(worked_example(), retry), card_at(5, 25), 1);
    CHECK(run.all().money == Money::from_units(2.71625));
    CHECK(run.played[Pocket::auto_retry] == Spend{});
    CHECK(run.session.next > noon + Duration::seconds(450));
}

TEST_CASE("a task that cannot be done, and a session cut at its limit, never succeed", "[mechanism][session]") {
    SessionParams p = worked_example();
    p.success = 1;
    p.length_sensitivity = 0;
    const AgentLoop cut(p, no_errors());
    p.call_limit = 1e6;
    p.calls = 20;
    const AgentLoop whole(p, no_errors());
    for (std::uint64_t key = 0; key < 50; ++key) {
        CHECK_FALSE(cut.begin(plain, noon, Stream(key)).will_succeed);
        CHECK(whole.begin(plain, noon, Stream(key)).will_succeed);
        CHECK_FALSE(whole.begin({20, false, true}, noon, Stream(key)).will_succeed);
    }
}

TEST_CASE("absurd tasks keep a session within its bounds", "[mechanism][session]") {
    SessionParams p = worked_example();
    p.calls = 1;
    p.run_noise = 3;
    p.first_context = Law::lognormal(1e8, 3);
    p.growth = Law::constant(0);
    p.call_time = Law::constant(0);
    const AgentLoop loop(p, no_errors());
    for (const double minutes : {0.0, 1e-9, 1e12}) {
        for (std::uint64_t key = 0; key < 20; ++key) {
            const Session s = loop.begin({minutes, true, false}, noon, Stream(key));
            CHECK((s.calls_planned >= 1 && s.calls_planned <= 45));
            CHECK((s.prompt >= 1 && s.prompt <= p.context_limit.count()));
            CHECK(s.call_time >= Duration::milliseconds(1));
        }
    }
}

TEST_CASE("a share of the output goes to every call, and nothing is lost on the way", "[mechanism][session]") {
    for (const std::int64_t total : {0, 1, 44, 45, 46, 11'251}) {
        for (const std::int64_t cut : {1, 7, 44}) {
            CHECK(output_share(total, 45, 0, cut) + output_share(total, 45, cut, 45 - cut) == total);
            CHECK(output_share(total, 45, 0, 45) == total);
        }
    }
    CHECK(output_share(100, 45, 0, 10) == 30);   // 100 = 10 · 3 + 35 · 2
    CHECK(output_share(100, 45, 45, 10) == 20);  // calls beyond those write as much as the rest
}

TEST_CASE("nothing is played at or after `until`", "[mechanism][session]") {
    const AgentLoop loop(worked_example(), no_errors());
    Session s = loop.begin(plain, noon, Stream(1));
    (void)loop.play(s, noon, card_at(5, 25));
    CHECK(s.calls_made == 0);
    (void)loop.play(s, noon + Duration::seconds(20), card_at(5, 25));  // calls start at 0, 10, 20, … s
    CHECK(s.calls_made == 2);
    (void)loop.play(s, noon + Duration::milliseconds(20'001), card_at(5, 25));
    CHECK(s.calls_made == 3);
}

TEMPLATE_TEST_CASE("how a session is going to end is known from its start, so that books may close in between",
                   "[mechanism][session]", AgentLoop, CallByCall) {
    SessionParams p = worked_example();
    p.calls = 20;
    p.call_limit = 300;
    p.stuck_hazard = 0.03;
    const TestType loop(p, no_errors());
    const PriceCard card = card_at(5, 25);
    int stuck = 0, successes = 0;
    for (std::uint64_t key = 1; key <= 200; ++key) {
        Session session = loop.begin(TaskNeed{}, noon, Stream(key));
        const Session promised = session;
        while (!session.over()) (void)loop.play(session, Instant::never(), card, 1);
        CHECK(session.stuck_from == promised.stuck_from);
        CHECK(session.will_succeed == promised.will_succeed);
        CHECK(session.calls_made == promised.calls_total);
        stuck += session.stuck_from < session.calls_made ? 1 : 0;
        successes += session.will_succeed ? 1 : 0;
    }
    CHECK(stuck > 40);  // of 200; 46% are expected
    CHECK(successes > 40);
}

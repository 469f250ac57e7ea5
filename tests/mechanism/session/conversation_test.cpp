// Conversations by hand: who speaks in a round, what is heard, what ends one. Both engines, the one that plays whole
// rounds and the one that goes message by message, are held to the same numbers.
#include "sim/mechanism/session/conversation.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "sim/mechanism/session/message_by_message.hpp"
#include "tests/mechanism/session/conversation_builder.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {
const PriceCard& card = talk_card;
}

TEMPLATE_TEST_CASE("one agent has nobody to talk to, and costs what an agent's loop does", "[mechanism][session]",
                   Conversation, MessageByMessage) {
    SessionParams p = talk(1, 3);
    p.calls = 10'000;
    p.call_limit = 45;
    p.conversation->cache_hit = 1;
    const auto uncached = play_talk(TestType(p, no_errors()), 1);
    CHECK(uncached.all().money == Money::from_units(17.15625));
    CHECK(uncached.all().calls == 45);
    CHECK(uncached.session.next == noon + Duration::seconds(450));
    p.cache = CacheLife::five_minutes;
    const auto cached = play_talk(TestType(p, no_errors()), 1);
    CHECK(cached.all().money == Money::from_units(2.71625));
    CHECK(cached.all().all_tokens() == Tokens(3'386'250));
    p.conversation->cache_hit = 0;  // every relay breaks the prefix
    const auto broken = play_talk(TestType(p, no_errors()), 1);
    CHECK(broken.all().tokens[index(TokenKind::cache_write)] == Tokens(3'375'000));
}

TEMPLATE_TEST_CASE("sub-agents do the work of their level in parallel and in fresh contexts", "[mechanism][session]",
                   Conversation, MessageByMessage) {
    SessionParams p = talk(1, 0);
    p.calls = 1e6;
    p.call_limit = 3;  // cuts K to 3, and then 3 · (1 + 2 + 4) messages would be too many
    p.conversation->sub_agents = 2;
    p.conversation->depth = 2;
    CHECK(play_talk(TestType(p, no_errors()), 1).all().calls == 3);
    p.calls = 1;
    p.call_limit = 1000;
    const auto run = play_talk(TestType(p, no_errors()), 1);
    CHECK(run.all().calls == 7);
    CHECK(run.played[Pocket::base].tokens[index(TokenKind::input)] == Tokens(7 * 20'000));
    CHECK(run.session.next == noon + Duration::seconds(30));  // three levels of one round each
    CHECK(run.session.will_succeed);
}

TEMPLATE_TEST_CASE("in a round nobody speaks twice, needed messages come first, and everybody hears the others",
                   "[mechanism][session]", Conversation, MessageByMessage) {
    SessionParams p = talk(5, 2);
    p.calls = 12;
    p.run_noise = 0;
    p.conversation->hears = 0.5;
    const TestType engine(p, no_errors());
    std::int64_t full = 0;
    for (std::uint64_t key = 0; key < 30; ++key) {
        Session s = engine.begin(plain, noon, Stream(mix(key)), card);
        std::int64_t said = 0;
        while (!s.over()) {
            const std::int64_t prompt = s.prompt, round = s.talk.round;
            const Played played = engine.play(s, Instant::never(), card, 1);
            const std::int64_t n = all_of(played).calls;
            said += n;
            REQUIRE((n >= 1 && n <= 5));
            full += n == 5 ? 1 : 0;
            REQUIRE(played[Pocket::base].calls == (round < s.calls_planned ? 1 : 0));
            REQUIRE(all_of(played).tokens[index(TokenKind::input)] == Tokens(n * prompt));
            REQUIRE(s.prompt == prompt + 2'500 + (n - 1) * 125);  // half of the others' 250 tokens
            REQUIRE(s.next == noon + Duration::seconds(10) * s.talk.round);
        }
        CHECK(said == s.calls_made);
    }
    CHECK(full > 1000);
}

TEMPLATE_TEST_CASE("a conversation without end is stopped by each of its limits, and has no result",
                   "[mechanism][session]", Conversation, MessageByMessage) {
    const SessionParams endless = talk(4, 3);
    const auto is_cut = [](const SessionParams& p, auto check) {
        int cut = 0;
        for (std::uint64_t key = 0; key < 60; ++key) {
            const auto run = play_talk(TestType(p, no_errors()), key);
            REQUIRE(run.session.over());
            if (run.session.will_succeed) continue;  // it died out before
            ++cut;
            check(run);
        }
        CHECK(cut > 40);  // 1 − e^(−3q) = q at 94% of 60
    };
    is_cut(endless, [](const auto& run) { CHECK(run.session.calls_made == 1000); });
    SessionParams p = endless;
    p.conversation->wall_clock = Duration::seconds(95);
    is_cut(p, [](const auto& run) { CHECK(run.session.next == noon + Duration::seconds(100)); });
    p = endless;
    p.conversation->repeat_limit = 3;
    is_cut(p, [](const auto& run) { CHECK(run.session.talk.round == 1 + 3); });
    p = endless;
    p.conversation->money_limit = Money::from_units(10);
    is_cut(p, [](const auto& run) {
        CHECK(run.all().money >= Money::from_units(10));
        CHECK(run.all().money < Money::from_units(12));  // 4 messages of less than 90k tokens beyond
    });
}

TEMPLATE_TEST_CASE("replies may be prevented, die down, or be ended by a human, and then the work has its result",
                   "[mechanism][session]", Conversation, MessageByMessage) {
    SessionParams p = talk(4, 3);
    p.calls = 5;
    p.conversation->closure = 1;
    p.conversation->unclosed = 0;
    const auto ends_well = [&](std::int64_t most_loops) {
        for (std::uint64_t key = 0; key < 40; ++key) {
            const auto run = play_talk(TestType(p, no_errors()), key);
            CHECK(run.session.will_succeed);
            CHECK(run.played[Pocket::base].calls == run.session.calls_planned);
            CHECK(run.played[Pocket::loop].calls <= most_loops);
        }
    };
    ends_well(0);
    p.conversation->unclosed = 1;
    p.conversation->decay = 0.5;
    ends_well(100);
    p.conversation->decay = 1;
    p.conversation->human = 1;  // reads every reply; at most three fit into a round
    ends_well(3 * 30);
}

TEMPLATE_TEST_CASE("a needed message that is given up ends the conversation, an unneeded one is missed by nobody",
                   "[mechanism][session]", Conversation, MessageByMessage) {
    AutomaticRetryParams retry = no_errors();
    retry.tries = 0;
    retry.billed = 1;
    retry.error_rate = 0.2;
    SessionParams p = talk(4, 0);
    p.calls = 1;
    int lost = 0;
    for (std::uint64_t key = 0; key < 200; ++key) {
        const auto run = play_talk(TestType(p, retry), key);
        CHECK(run.session.will_succeed == (run.played[Pocket::auto_retry].calls == 0));
        CHECK(run.all().calls == 1);
        lost += run.session.will_succeed ? 0 : 1;
    }
    CHECK((lost > 15 && lost < 70));  // 20% of 200
}

TEMPLATE_TEST_CASE(
    "however a conversation is cut into pieces, the same comes of it, and its end is known from its start",
    "[mechanism][session]", Conversation, MessageByMessage) {
    std::int64_t loops = 0, repeated = 0, successes = 0;
    for (std::uint64_t key = 0; key < 1000; ++key) {
        Stream any(mix(key));
        SessionParams p = talk(1 + 8 * any.uniform(), 3 * any.uniform());
        p.calls = 1 + 20 * any.uniform();
        p.call_limit = 200;
        p.cache = any.chance(0.3) ? CacheLife::off : CacheLife::five_minutes;
        p.idle = Duration::seconds(60 * any.uniform());
        p.output_spread = any.uniform();
        p.context_limit = Tokens(30'000 + static_cast<std::int64_t>(100'000 * any.uniform()));
        p.compaction = 0.9 * any.uniform();
        p.success = 0.7;
        p.conversation->unclosed = any.uniform();
        p.conversation->sub_agents = any.chance(0.2) ? 2 : 0;
        p.conversation->human = any.chance(0.3) ? 0.1 : 0;
        if (any.chance(0.3))
            p.conversation->roles = {role("a", 1, {"b"}), role("b", 1 + std::floor(4 * any.uniform()), {"a", "b", "c"}),
                                     role("c", 1, {})};
        if (any.chance(0.3)) p.conversation->money_limit = Money::from_units(10 * any.uniform() + 0.01);
        AutomaticRetryParams retry = no_errors();
        retry.error_rate = any.chance(0.5) ? 0 : 0.2 * any.uniform();
        const TestType engine(p, retry);
        const auto whole = play_talk(engine, key);

        Session s = engine.begin(plain, noon, Stream(mix(key)), card);
        const Session promised = s;
        Played pieces{};
        while (!s.over()) {
            const Instant until =
                s.next + Duration::milliseconds(1 + static_cast<std::int64_t>(99'000 * any.uniform()));
            const Played piece =
                any.chance(0.5) ? engine.play(s, until, card) : engine.play(s, Instant::never(), card, 1);
            for (std::size_t k = 0; k < pocket_count; ++k) pieces.pockets[k] += piece.pockets[k];
            engine.foresee(s, card);  // nothing has changed, so it changes nothing
        }
        INFO("key " << key);
        for (std::size_t k = 0; k < pocket_count; ++k) REQUIRE(pieces.pockets[k] == whole.played.pockets[k]);
        REQUIRE(s.base == whole.session.base);
        REQUIRE(s.spent == whole.all().money);
        REQUIRE(s.next == whole.session.next);
        REQUIRE(s.calls_made == promised.calls_total);
        REQUIRE(s.will_succeed == promised.will_succeed);
        loops += whole.played[Pocket::loop].calls;
        repeated += whole.played[Pocket::auto_retry].calls;
        successes += s.will_succeed ? 1 : 0;
    }
    CHECK(loops > 10'000);  // the cases are not empty ones
    CHECK(repeated > 1'000);
    CHECK((successes > 100 && successes < 900));
}

TEMPLATE_TEST_CASE("dearer prices bring a money limit nearer, and a lower turn limit may have been passed",
                   "[mechanism][session]", Conversation, MessageByMessage) {
    SessionParams p = talk(4, 3);
    p.conversation->money_limit = Money::from_units(20);
    const TestType engine(p, no_errors());
    Session s = engine.begin(plain, noon, Stream(mix(3)), card);
    REQUIRE_FALSE(s.will_succeed);
    const std::int32_t before = s.calls_total;
    (void)engine.play(s, Instant::never(), card, 5);
    engine.foresee(s, card_at(10, 50));
    CHECK(s.calls_total < before);
    CHECK(s.calls_total > s.calls_made);
    p.call_limit = 2;
    TestType(p, no_errors()).foresee(s, card);
    CHECK(s.over());
    CHECK_FALSE(s.will_succeed);
}

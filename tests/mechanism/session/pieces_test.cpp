// However a session is cut into pieces, by time or by calls, the same comes of it: what makes windows, caps and prices
// exact. A property test over random sessions with misses, errors, compactions, price rows and stuck agents.
#include <catch2/catch.hpp>
#include <cmath>

#include "sim/mechanism/session/message_by_message.hpp"
#include "tests/mechanism/session/conversation_builder.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

// A session of this many kinds of trouble, drawn from a number.
SessionParams any_session(Stream& any) {
    SessionParams p;
    p.calls = 5 + 40 * any.uniform();
    p.run_noise = any.uniform();
    p.first_context = Law::lognormal(20'000, 0.5);
    p.growth = Law::lognormal(3'000, 1);
    p.context_limit = Tokens(30'000 + static_cast<std::int64_t>(100'000 * any.uniform()));
    p.compaction = 0.9 * any.uniform();
    p.cache = any.chance(0.2) ? CacheLife::off : any.chance(0.5) ? CacheLife::one_hour : CacheLife::five_minutes;
    p.idle = Duration::seconds(120 * any.uniform());
    p.call_time = Law::lognormal(11, 1);
    p.stuck_hazard = 0.02 * any.uniform();
    p.call_limit = 120;
    return p;
}

AutomaticRetryParams any_retry(Stream& any) {
    AutomaticRetryParams retry;
    retry.error_rate = any.chance(0.2) ? 0 : 0.3 * any.uniform();
    retry.tries = std::floor(3 * any.uniform());
    retry.layers = 1 + std::floor(2 * any.uniform());
    retry.billed = any.uniform();
    retry.backoff = Duration::seconds(1);
    retry.longest_backoff = Duration::seconds(32);
    return retry;
}

PriceCard any_card(Stream& any) {
    PriceCard card = card_at(3, 15);
    card.row_count = 1 + static_cast<std::size_t>(3 * any.uniform());
    for (std::size_t i = 1; i < card.row_count; ++i) {
        card.above[i] = card.above[i - 1] + 10'000 + static_cast<std::int64_t>(40'000 * any.uniform());
        card.rows[i] = card_at(3 + static_cast<double>(i), 15).rows[0];
    }
    return card;
}

// The rest of a session in pieces: cut at random times, at random numbers of calls, or at every call.
template <class Engine>
Played play_in_pieces(const Engine& engine, Session& s, const PriceCard& card, Stream& any) {
    const bool call_by_call = any.chance(0.3);
    Played all{};
    while (!s.over()) {
        const Instant until = s.next + Duration::milliseconds(1 + static_cast<std::int64_t>(200'000 * any.uniform()));
        const auto most = call_by_call ? 1 : 1 + static_cast<std::int32_t>(10 * any.uniform());
        const Played piece =
            any.chance(0.5) ? engine.play(s, until, card) : engine.play(s, Instant::never(), card, most);
        for (std::size_t p = 0; p < pocket_count; ++p) all.pockets[p] += piece.pockets[p];
    }
    return all;
}

}  // namespace

TEMPLATE_TEST_CASE("however a session is cut into pieces, the same comes of it", "[mechanism][session]", AgentLoop,
                   CallByCall) {
    std::int64_t repeated = 0, loops = 0;
    for (std::uint64_t key = 0; key < 3000; ++key) {
        Stream any(mix(key));
        const TestType engine(any_session(any), any_retry(any));
        const PriceCard card = any_card(any);
        const TaskNeed need{20 * any.lognormal(1, 0.9), any.chance(0.3), false};
        const auto whole = play_whole(engine, card, key, need);
        Session s = engine.begin(need, noon, Stream(mix(key)));
        const Played pieces = play_in_pieces(engine, s, card, any);
        INFO("key " << key);
        for (std::size_t p = 0; p < pocket_count; ++p) REQUIRE(pieces.pockets[p] == whole.played.pockets[p]);
        REQUIRE(s.base == whole.session.base);
        REQUIRE(s.next == whole.session.next);
        REQUIRE(s.calls_made == whole.session.calls_made);
        REQUIRE(s.prompt == whole.session.prompt);
        REQUIRE(s.will_succeed == whole.session.will_succeed);
        repeated += whole.played[Pocket::auto_retry].calls;
        loops += whole.played[Pocket::loop].calls;
    }
    CHECK(repeated > 5'000);  // the cases are not empty ones
    CHECK(loops > 10'000);
}

TEMPLATE_TEST_CASE("a conversation played at once is the one that is played in pieces", "[mechanism][session]",
                   Conversation, MessageByMessage) {
    std::int64_t successes = 0, loops = 0, out_of_money = 0;
    for (std::uint64_t key = 0; key < 2000; ++key) {
        Stream any(mix(key));
        SessionParams p = any_session(any);
        ConversationParams& talks =
            p.conversation.emplace(any.chance(0.5) ? branching_talk(1.5 * any.uniform()) : open_talk());
        talks.unclosed = any.uniform();
        talks.decay = any.chance(0.5) ? 1 : any.uniform();
        talks.human = any.chance(0.5) ? 0 : 0.2 * any.uniform();
        talks.sub_agents = any.chance(0.7) ? 0 : 2;
        if (any.chance(0.3)) talks.money_limit = Money::from_units(5 * any.uniform());
        if (any.chance(0.3)) talks.repeat_limit = std::floor(10 * any.uniform());
        if (any.chance(0.3)) talks.wall_clock = Duration::seconds(600 * any.uniform());
        const TestType engine(p, any_retry(any));
        const PriceCard card = any_card(any);
        const TaskNeed need{20 * any.lognormal(1, 0.9), any.chance(0.3), any.chance(0.1)};
        const auto [played, succeeds] = engine.whole(need, Stream(mix(key)), card);
        Session s = engine.begin(need, noon, Stream(mix(key)), card);
        const Played pieces = play_in_pieces(engine, s, card, any);
        INFO("key " << key);
        for (std::size_t k = 0; k < pocket_count; ++k) REQUIRE(pieces.pockets[k] == played.pockets[k]);
        REQUIRE(s.will_succeed == succeeds);
        successes += succeeds ? 1 : 0;
        loops += played[Pocket::loop].calls;
        out_of_money += talks.money_limit && all_of(played).money >= *talks.money_limit ? 1 : 0;
    }
    CHECK(successes > 200);  // the cases are not empty ones
    CHECK(successes < 1800);
    CHECK(loops > 10'000);
    CHECK(out_of_money > 50);
}

TEST_CASE("a session costs the same on any day, and prices scale it", "[mechanism][session]") {
    Stream any(7);
    const AgentLoop loop(any_session(any), any_retry(any));
    const Money once = play_whole(loop, card_at(3, 15), 5).all().money;
    const Money twice = play_whole(loop, card_at(6, 30), 5).all().money;
    CHECK(twice == once + once);
}

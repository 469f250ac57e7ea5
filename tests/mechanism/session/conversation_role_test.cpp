// Conversations of agents with roles by hand: who hears whom, who answers, whose turn it is, and what a policy leaves.
#include "sim/mechanism/session/conversation_role.hpp"

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

TEST_CASE("replies wait for roles by their names, and those of a role that is no more are forgotten",
          "[mechanism][session]") {
    const auto roles = [](const std::vector<std::string>& names) {
        ConversationParams p;
        for (const std::string& name : names) p.roles.push_back(role(name, 1, {}));
        return roles_of(p);
    };
    const auto before = roles({"a", "b", "c"});
    CHECK(carried_over({1, 2, 3}, before, before) == Waiting{1, 2, 3});
    CHECK(carried_over({1, 2, 3}, before, roles({"a", "c"})) == Waiting{1, 3});
    CHECK(carried_over({1, 2, 3}, before, roles({"new", "c", "b"})) == Waiting{0, 3, 2});
    CHECK(carried_over({1, 2, 3}, before, roles_of({})) == Waiting{});
    CHECK(carried_over({7}, roles_of({}), roles_of({})) == Waiting{7});
}

TEMPLATE_TEST_CASE("without a role in the middle the others go on as they would have", "[mechanism][session]",
                   Conversation, MessageByMessage) {
    const auto asks = [](const std::vector<std::string>& whom) { return role("asks", 1, whom); };
    const TestType three(talk({asks({"middle", "last"}), role("middle", 40, {}), role("last", 60, {})}), no_errors());
    const TestType two(talk({asks({"last"}), role("last", 60, {})}), no_errors());
    Session s = three.begin(plain, noon, Stream(mix(1)), card);
    (void)three.play(s, Instant::never(), card, 1);
    const std::int32_t middle = s.talk.waiting[1], last = s.talk.waiting[2];
    REQUIRE(middle > 0);
    REQUIRE(last > 0);
    REQUIRE(middle != last);
    two.take_over(s, three);
    two.foresee(s, card);
    CHECK(s.calls_total == 1 + last);
    CHECK(two.play(s, Instant::never(), card)[Pocket::loop].calls == last);
    CHECK(s.will_succeed);
}

TEMPLATE_TEST_CASE("one role that hears itself is a conversation of agents who are all alike, to the last draw",
                   "[mechanism][session]", Conversation, MessageByMessage) {
    SessionParams alike = talk(5, 4);
    alike.calls = 10;
    alike.call_limit = 300;
    alike.conversation->confirm = 0.3;
    SessionParams one_role = alike;
    one_role.conversation->agents.reset();
    one_role.conversation->fan_out.reset();
    one_role.conversation->roles = {role("anybody", 5, {"anybody"})};
    std::int64_t loops = 0;
    for (std::uint64_t key = 0; key < 50; ++key) {
        const auto expected = play_talk(TestType(alike, no_errors()), key);
        const auto run = play_talk(TestType(one_role, no_errors()), key);
        for (std::size_t k = 0; k < pocket_count; ++k) REQUIRE(run.played.pockets[k] == expected.played.pockets[k]);
        REQUIRE(run.session.prompt == expected.session.prompt);
        loops += run.played[Pocket::loop].calls;
    }
    CHECK(loops > 1000);
}

TEMPLATE_TEST_CASE("a role answers what it hears, with as many agents as it has", "[mechanism][session]", Conversation,
                   MessageByMessage) {
    SessionParams p =
        talk({role("asks", 1, {"many", "one"}), role("deaf", 9, {"asks"}), role("one", 1, {}), role("many", 3, {})});
    p.conversation->hears = 0.5;
    const TestType engine(p, no_errors());
    std::int64_t queued = 0;
    for (std::uint64_t key = 0; key < 50; ++key) {
        Session s = engine.begin(plain, noon, Stream(mix(key)), card);
        REQUIRE(all_of(engine.play(s, Instant::never(), card, 1)).calls == 1);
        auto waiting = s.talk.waiting;
        REQUIRE((waiting[0] == 0 && waiting[1] == 0));
        while (!s.over()) {
            const std::int64_t prompt = s.prompt, one = std::min(waiting[2], 1), many = std::min(waiting[3], 3);
            queued += waiting[2] - one + waiting[3] - many;
            const Played played = engine.play(s, Instant::never(), card, 1);
            REQUIRE(played[Pocket::loop].calls == one + many);
            REQUIRE(s.prompt == prompt + 2'500);  // nobody hears either of them
            waiting[2] -= static_cast<std::int32_t>(one);
            waiting[3] -= static_cast<std::int32_t>(many);
            REQUIRE(s.talk.waiting == waiting);
        }
        CHECK(s.will_succeed);
    }
    CHECK(queued > 30);
}

TEMPLATE_TEST_CASE("the work goes from role to role, and whoever works does not answer", "[mechanism][session]",
                   Conversation, MessageByMessage) {
    SessionParams p = talk({role("left", 1, {"right"}), role("right", 1, {"left"}), role("deaf", 3, {})});
    p.calls = 30;
    p.run_noise = 0;
    p.conversation->confirm = 0.9;  // below 1, so that no limit cuts it
    p.conversation->hears = 0.5;
    const TestType engine(p, no_errors());
    std::int64_t together = 0;
    for (std::uint64_t key = 0; key < 30; ++key) {
        Session s = engine.begin(plain, noon, Stream(mix(key)), card);
        while (!s.over()) {
            const Session before = s;
            const Played played = engine.play(s, Instant::never(), card, 1);
            const auto turn = static_cast<std::size_t>(before.talk.round % 3);
            const bool works = before.talk.round < before.calls_planned;
            std::int64_t answers = 0;
            for (std::size_t r = 0; r < 2; ++r) {
                const bool speaks = before.talk.waiting[r] > 0 && !(works && r == turn);
                answers += speaks ? 1 : 0;
                if (speaks) continue;  // its queue only grows, by what the other says
                REQUIRE(s.talk.waiting[r] >= before.talk.waiting[r]);
            }
            REQUIRE(played[Pocket::base].calls == (works ? 1 : 0));
            REQUIRE(played[Pocket::loop].calls == answers);
            // Each of the two reaches one of the four others; the deaf ones reach nobody.
            const std::int64_t n = answers + (works ? 1 : 0), audible = answers + (works && turn < 2 ? 1 : 0);
            const double others = static_cast<double>(n - 1) / static_cast<double>(n);
            const double heard = 0.5 * others * static_cast<double>(audible) * 250 / 4;
            REQUIRE(std::abs(static_cast<double>(s.prompt - before.prompt) - 2'500 - heard) <= 0.5);
            together += answers;
        }
    }
    CHECK(together > 1000);
}

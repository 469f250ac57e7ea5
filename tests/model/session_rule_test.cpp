#include "sim/model/session_rule.hpp"

#include <catch2/catch.hpp>

#include "tests/mechanism/session/conversation_builder.hpp"

using namespace burncast;
using namespace burncast::testing;

TEST_CASE("a policy that removes a role in the middle leaves what waits for the others with them", "[model]") {
    const SessionRule three(talk({role("asks", 1, {"middle", "last"}), role("middle", 40, {}), role("last", 60, {})}),
                            no_errors());
    const SessionRule two(talk({role("asks", 1, {"last"}), role("last", 60, {})}), no_errors());
    const SessionRule loop(worked_example(), no_errors());
    for (const EngineKind engine : {EngineKind::fast, EngineKind::interleaved, EngineKind::calls}) {
        Attempt attempt;
        attempt.need = plain;
        Session s = three.begin(attempt, noon, Stream(mix(1)), talk_card, engine);
        (void)three.play(s, Instant::never(), talk_card, 1, engine);
        const auto before = s.talk.waiting;
        REQUIRE((before[1] > 0 && before[2] > 0 && before[1] != before[2]));
        two.take_over(s, three);
        CHECK(s.talk.waiting == Waiting{before[0], before[2]});
        two.foresee(s, talk_card, engine);
        CHECK(s.calls_total == 1 + before[2]);
        loop.take_over(s, two);  // it is no conversation any more
        CHECK(s.over());
    }
}

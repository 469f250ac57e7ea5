// Several agents that talk to each other: useful work, and replies that nobody needs and nobody may close.
//
// Rounds. All agents call at the same time and for equally long, so a conversation goes round by round, and a round is
//   one event. The work needs K messages, K drawn as for one agent (agent_loop.hpp), one a round. With sub_agents n the
//   work is handed down: after the first agent's K messages its n sub-agents send K each, in parallel and in fresh
//   contexts, then their n² sub-agents, to `depth` levels. These messages are base.
// Replies. Each message, needed or not, asks for Poisson(m) replies that nobody needs and that wait for a free agent:
//     m = min(fan_out, agents − 1) · confirm · (1 − closure) · decay^round,
//   with closure 0 where nobody may close (unclosed).
//   They are loop. A sum of Poissons is Poisson, so a round takes one draw however many speak. For m < 1 a message
//   brings 1/(1 − m) messages in all and the loop share is m; for m > 1 the share 1 − q of conversations dies out,
//   q = 1 − e^(−m·q), and the others soon keep every agent busy: from then on their cost does not depend on m, only on
//   agents · time ÷ call_time.
// Roles, if there are any, instead of agents and fan_out. The work goes round them in their order, and a message of
//   role i asks every role j that hears it for Poisson(m_ij) replies, which wait for a free agent of j:
//     m_ij = (count_j − [i = j]) · confirm · (1 − closure) · decay^round.
//   Where the spectral radius of M is below 1, a message of i brings Σ_j [(I − M)⁻¹]_ij in all; above 1 the share
//   q_i = 1 − e^(−Σ_j m_ij·q_j) runs away. With one m for every link the radius is 0 for a chain, m for a ring,
//   m·√(n − 1) for a star of n agents, and m·(n − 1) where everybody hears everybody.
// Context. Everybody's next prompt is longer by `growth`, and by `hears` of what the others wrote in the round (of what
//   a role wrote, the share of the other agents that it reaches); above the limit it is compacted (20%: a summary; 90%:
//   a sliding window) and the next round finds no cache. A message finds its prompt in the cache with probability
//   cache_hit · (1 − P(miss)); else it sends all of it.
// Ends. By itself, when the work is done and nobody waits. A human who reads an unneeded reply ends all that are
//   waiting. Without a result: at call_limit messages, money_limit, wall_clock, repeat_limit rounds of loop alone, or
//   when all attempts at a needed message fail. A failed attempt costs what it does for one agent, but no time.
// How it ends is known from its beginning, so that books can close in between: it is played ahead once, with the chance
//   that it is going to have, and again whenever rules, services or prices change.
//
// Leaves out: that agents' contexts differ, and that calls on long contexts take longer, so that bills of nights are
// too high; that roles have models of their own, as a session is booked on one: too high where the lesser roles have a
// cheap one; that replies carry errors into the work, that a chair has to be paid, and what else of a reply is useful:
// too low.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "sim/mechanism/session/agent_loop.hpp"
#include "sim/mechanism/session/conversation_role.hpp"

namespace burncast {

// What the collapsed conversation and the message-by-message reference share: everything but how a round's messages are
// drawn.
class ConversationLaw : public SessionLaw {
public:
    // The session must be a conversation.
    ConversationLaw(const SessionParams& session, const AutomaticRetryParams& retry);
    virtual ~ConversationLaw() = default;
    ConversationLaw(const ConversationLaw&) = default;
    ConversationLaw& operator=(const ConversationLaw&) = default;

    [[nodiscard]] Session begin(const TaskNeed& need, Instant when, Stream chance, const PriceCard& card,
                                double ability = 1) const;
    // One that nothing interrupts, at once: what it costs and whether it succeeds, as begin() and play() say in two goes.
    [[nodiscard]] std::pair<Played, bool> whole(const TaskNeed& need, Stream chance, const PriceCard& card,
                                                double ability = 1) const;
    // A conversation that began under another law goes on under this one, each role with what waited for it. The work
    // goes round the roles that there are now.
    void take_over(Session& session, const ConversationLaw& from) const;
    // Finds out again how it is going to end, from here on under this law and at these prices.
    void foresee(Session& session, const PriceCard& card) const;
    // Plays the rounds that start before `until`, at most `most_rounds` of them, and says what they cost.
    [[nodiscard]] Played play(Session& session, Instant until, const PriceCard& card,
                              std::int32_t most_rounds = std::numeric_limits<std::int32_t>::max()) const;

protected:
    struct Said {
        std::int64_t lost = 0;                           // messages at which all attempts failed
        std::int64_t written = 0;                        // tokens
        std::array<std::int64_t, most_roles> replies{};  // asked for, of each role
    };
    // n messages of a role in a round.
    [[nodiscard]] virtual Said say(Session& session, Pocket pocket, const TalkRole& role, std::int64_t n,
                                   Pricer& pricer) const = 0;
    // m: replies over a link that a message asks for in a round of such liveliness, on average.
    [[nodiscard]] double replies(const Session& session, const TalkLink& link, double liveliness) const;
    [[nodiscard]] double liveliness(const Session& session) const;  // decay^round
    // The failed attempts at a message, which cost but do not delay the round; whether another one succeeds.
    [[nodiscard]] bool survives(Session& session, std::int64_t failed, bool warm, Pricer& pricer) const;

    double hit_ = 0;

private:
    struct Round {
        bool whole = true;  // every message that the work needed was sent
        bool done = false;  // nobody has anything left to say
    };
    Round round(Session& session, Pricer& pricer) const;
    // Goes on until somebody or something ends it. Whether it succeeds.
    bool go_on(Session& session, Pricer& pricer) const;
    [[nodiscard]] Session open(const TaskNeed& need, Instant when, Stream chance, const PriceCard& card,
                               double ability) const;
    void lengthen(Session& session, std::int64_t heard) const;
    [[nodiscard]] bool stopped(const Session& session) const;  // by anything but money
    [[nodiscard]] std::int64_t useful_rounds(const Session& session) const;
    [[nodiscard]] std::int64_t useful_messages(const Session& session) const;  // of the next round

    ConversationParams law_;
    std::vector<TalkRole> roles_;
    double levels_ = 1;
};

class Conversation : public ConversationLaw {
public:
    using ConversationLaw::ConversationLaw;

private:
    [[nodiscard]] Said say(Session& session, Pocket pocket, const TalkRole& role, std::int64_t n,
                           Pricer& pricer) const override;
};

}  // namespace burncast

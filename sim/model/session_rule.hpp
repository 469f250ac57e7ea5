// The law of a kind of session, one agent's loop or a conversation, for each engine.
#pragma once

#include <limits>
#include <optional>
#include <tuple>
#include <utility>

#include "sim/mechanism/market/price_list.hpp"
#include "sim/mechanism/session/agent_loop.hpp"
#include "sim/mechanism/session/call_by_call.hpp"
#include "sim/mechanism/session/conversation.hpp"
#include "sim/mechanism/session/message_by_message.hpp"
#include "sim/role/mechanism.hpp"

namespace burncast {

enum class EngineKind : unsigned char { fast, interleaved, calls };

class SessionRule {
public:
    SessionRule(const SessionParams& session, const AutomaticRetryParams& retry)
        : collapsed_(session, retry), by_call_(session, retry) {
        if (!session.conversation) return;
        conversation_.emplace(session, retry);
        by_message_.emplace(session, retry);
    }

    [[nodiscard]] const SessionParams& params() const { return collapsed_.params(); }
    [[nodiscard]] const AutomaticRetryParams& retry() const { return collapsed_.retry(); }
    [[nodiscard]] bool is_conversation() const { return conversation_.has_value(); }

    // The prices that such sessions pay, among a model's.
    [[nodiscard]] const PriceCard& card_of(const PriceList::Cards& cards, Lane lane) const {
        const auto& lanes = params().cache == CacheLife::one_hour ? cards.one_hour : cards.five_minutes;
        return lanes[static_cast<std::size_t>(lane)];
    }
    [[nodiscard]] Session begin(const Attempt& attempt, Instant when, Stream chance, const PriceCard& card,
                                EngineKind engine) const {
        const auto& [need, stopped, ability] = std::tie(attempt.need, attempt.stopped_after, attempt.ability);
        if (is_conversation()) return talk(engine).begin(need, when, chance, card, ability);
        Session session = engine == EngineKind::calls
                              ? by_call_.begin(need, when, chance, stopped, card.tokens, ability)
                              : collapsed_.begin(need, when, chance, stopped, card.tokens, ability);
        if (attempt.most_calls && session.calls_total > *attempt.most_calls) {
            session.calls_total = *attempt.most_calls;
            session.will_succeed = false;
        }
        return session;
    }
    // A session that nothing interrupts, in the fast engine's way: what it costs, and whether it succeeds.
    [[nodiscard]] std::pair<Played, bool> whole(const Attempt& attempt, Stream chance, const PriceCard& card) const {
        if (is_conversation()) return conversation_->whole(attempt.need, chance, card, attempt.ability);
        Session session = begin(attempt, Instant(), chance, card, EngineKind::fast);
        const Played played =
            play(session, Instant::never(), card, std::numeric_limits<std::int32_t>::max(), EngineKind::fast);
        return {played, session.will_succeed};
    }
    // Plays the events that start before `until`, at most so many: calls of an agent, or rounds of a conversation.
    [[nodiscard]] Played play(Session& session, Instant until, const PriceCard& card, std::int32_t most,
                              EngineKind engine) const {
        if (is_conversation()) return talk(engine).play(session, until, card, most);
        return engine == EngineKind::calls ? by_call_.play(session, until, card, most)
                                           : collapsed_.play(session, until, card, most);
    }
    // A session that began under another law goes on under this one. It is broken off when its kind has become a
    // conversation, or has ceased to be one.
    void take_over(Session& session, const SessionRule& from) const {
        if (is_conversation() != from.is_conversation()) {
            session.calls_total = session.calls_made;
            session.will_succeed = false;
        } else if (is_conversation()) {
            conversation_->take_over(session, *from.conversation_);
        } else {
            collapsed_.take_over(session, from.collapsed_);
        }
    }
    // Finds out again how a conversation under way is going to end, as prices have changed or its law has.
    void foresee(Session& session, const PriceCard& card, EngineKind engine) const {
        if (is_conversation()) talk(engine).foresee(session, card);
    }

private:
    [[nodiscard]] const ConversationLaw& talk(EngineKind engine) const {
        if (engine == EngineKind::calls) return *by_message_;
        return *conversation_;
    }

    AgentLoop collapsed_;
    CallByCall by_call_;
    std::optional<Conversation> conversation_;
    std::optional<MessageByMessage> by_message_;
};

}  // namespace burncast

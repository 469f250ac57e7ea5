// The reference for conversation.hpp: the same conversation with a draw for everything that can happen to a message.
// `--engine calls` runs on it; totals must agree with the collapsed conversation in distribution.
#pragma once

#include <cmath>

#include "sim/mechanism/session/conversation.hpp"

namespace burncast {

class MessageByMessage : public ConversationLaw {
public:
    using ConversationLaw::ConversationLaw;

private:
    [[nodiscard]] Said say(Session& s, Pocket pocket, const TalkRole& role, std::int64_t n,
                           Pricer& pricer) const override {
        Said said;
        const double lively = liveliness(s);
        for (std::int64_t i = 0; i < n; ++i) {
            std::int64_t failed = 0;
            while (failed < most_attempts_ && s.chance.chance(retry_.error_rate)) ++failed;
            const bool warm = !s.cold && s.chance.chance(hit_);
            if (failed > 0 && !survives(s, failed, warm, pricer)) {
                said.lost += 1;
                continue;
            }
            const std::int64_t written = std::llround(s.tokens * output(1, s.chance));
            pricer.add_alike(pocket, 1, s.prompt, warm ? s.talk.news : s.prompt, written);
            said.written += written;
            for (const TalkLink& link : role.links) said.replies[link.to] += s.chance.poisson(replies(s, link, lively));
        }
        return said;
    }
};

}  // namespace burncast

// Conversations that nobody may close and no clock ends, and how tests play one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/mechanism/session/conversation.hpp"
#include "tests/mechanism/session/session_builder.hpp"

namespace burncast::testing {

inline ConversationParams open_talk() {
    ConversationParams c;
    c.unclosed = 1;
    c.wall_clock = Duration::days(10'000);
    return c;
}

// Poisson(m) replies to each message; as many agents as anybody could want.
inline ConversationParams branching_talk(double m) {
    ConversationParams c = open_talk();
    c.agents = 100'000;
    c.fan_out = 2;
    c.confirm = m / 2;
    return c;
}

// The work needs one message.
inline SessionParams one_message(const ConversationParams& conversation, double limit) {
    SessionParams p;
    p.calls = 1;
    p.run_noise = 0;
    p.difficulty_exponent = 0;
    p.first_context = Law::constant(1000);
    p.call_time = Law::constant(10);
    p.call_limit = limit;
    p.conversation = conversation;
    return p;
}

// Messages of n conversations.
template <class Engine>
std::vector<double> messages(const SessionParams& p, std::uint64_t n, std::uint64_t salt = 0) {
    const Engine engine(p, no_errors());
    std::vector<double> all;
    for (std::uint64_t i = 0; i < n; ++i)
        all.push_back(engine.begin({}, Instant(), Stream(mix(salt + i)), PriceCard{}).calls_total);
    return all;
}

// The worked example's sizes without a cache; the work needs one message, and every other one is a reply.
inline SessionParams talk(double agents, double replies) {
    SessionParams p = worked_example();
    p.calls = 1;
    p.call_limit = 1000;
    p.cache = CacheLife::off;
    p.context_limit = Tokens(100'000'000);
    p.success = 1;
    p.length_sensitivity = 0;
    p.conversation = open_talk();
    p.conversation->agents = agents;
    p.conversation->fan_out = replies;
    return p;
}

inline Named<ConversationRole> role(const std::string& name, double count, const std::vector<std::string>& heard_by) {
    Named<ConversationRole> it{name, {}, {count, {}}};
    for (const std::string& other : heard_by) it.value.heard_by.push_back({other, {}});
    return it;
}

// The same with roles.
inline SessionParams talk(std::vector<Named<ConversationRole>> roles) {
    SessionParams p = talk(1, 0);
    p.conversation = open_talk();
    p.conversation->roles = std::move(roles);
    return p;
}

inline const PriceCard talk_card = card_at(5, 25);

template <class Engine>
Run<Engine> play_talk(const Engine& engine, std::uint64_t key, const TaskNeed& need = plain) {
    Run<Engine> run{engine.begin(need, noon, Stream(mix(key)), talk_card), {}};
    run.played = engine.play(run.session, Instant::never(), talk_card);
    return run;
}

inline Spend all_of(const Played& played) {
    Spend sum;
    for (const Spend& pocket : played.pockets) sum += pocket;
    return sum;
}

}  // namespace burncast::testing

// What one task of a kind uses on average, found by playing a few thousand of them.
//
// The sample is the same for every replication and policy, so it adds no luck of its own: only an error of about 2%,
// the same each time. Leaves out steps of mechanisms, caps, a troubled provider, and dear rows of price lists (tokens do
// not depend on them).
#pragma once

#include "sim/mechanism/retry/manual_retry.hpp"
#include "sim/mechanism/session/agent_loop.hpp"
#include "sim/model/rules.hpp"
#include "sim/role/mechanism.hpp"

namespace burncast {

// With the tries that people make at it. `tasks` is 1.
[[nodiscard]] Use typical_task(const SourceRule& rule, const AgentLoop& session, const ManualRetry& retry);

}  // namespace burncast

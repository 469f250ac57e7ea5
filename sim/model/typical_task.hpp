// What one task of a kind uses on average, found by playing a few thousand of them.
//
// The sample is the same for every replication and policy, so it adds no luck of its own: only an error of about 2%,
// the same each time; of conversations that may run away more, as far as nothing stops them. Leaves out steps of
// mechanisms, caps, and a troubled provider. Prices matter only to conversations with a money limit: a later price
// changes where they stop, and this does not know.
#pragma once

#include "sim/mechanism/retry/manual_retry.hpp"
#include "sim/model/rules.hpp"
#include "sim/model/session_rule.hpp"
#include "sim/role/mechanism.hpp"

namespace burncast {

// On a model of such quality, with the tries that people make at it. `tasks` is 1.
[[nodiscard]] Use typical_task(const SourceRule& rule, const SessionRule& session, double quality,
                               const ManualRetry& retry, const PriceCard& card);

}  // namespace burncast

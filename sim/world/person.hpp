// A person: who they are, when they have the tools, and the record of what came of it.
//
// Who somebody is is drawn once, from streams that no policy can touch. The record only ever grows; whoever wants to
// know about a week or a month remembers what it was at the beginning.
#pragma once

#include <array>
#include <cstdint>

#include "sim/base/id.hpp"
#include "sim/base/money.hpp"
#include "sim/base/time.hpp"
#include "sim/world/purpose.hpp"

namespace burncast {

struct Person {
    std::uint64_t key = 0;  // identity of their streams
    TeamId team;
    std::uint32_t number = 0;  // within the team
    double eagerness = 0;      // standard normal
    double place = 0;          // uniform in [0, 1): in the order of adoption
    double intensity = 1;      // e^(spread · eagerness): tasks of any kind, relative to the median person
    double price_felt = 0;     // share of the price of what they use that they feel: 0 with an open wallet
    Instant starts;            // has the tools from here on; Instant::never() when not in sight
    Instant leaves = Instant::never();
    Instant stopped_until;  // calls before that are refused

    [[nodiscard]] bool has_tools(Instant t) const { return starts <= t && t < leaves; }
};

struct Record {
    Money bill;
    Tokens tokens;
    Tokens own_tokens;                              // of own work
    std::int64_t calls = 0;                         // of models
    std::int64_t sessions = 0;                      // begun
    std::int64_t accepted = 0;                      // tasks of own work whose result was accepted
    Duration accepted_work;                         // and how long people would have needed for them
    Money loops;                                    // of the bill: spent going in circles
    std::array<std::int64_t, purpose_count> due{};  // tasks that followed from their tasks, those left undone too

    friend Record operator-(const Record& now, const Record& then) {
        Record between{now.bill - then.bill,
                       now.tokens - then.tokens,
                       now.own_tokens - then.own_tokens,
                       now.calls - then.calls,
                       now.sessions - then.sessions,
                       now.accepted - then.accepted,
                       now.accepted_work - then.accepted_work,
                       now.loops - then.loops};
        for (std::size_t p = 0; p < purpose_count; ++p) between.due[p] = now.due[p] - then.due[p];
        return between;
    }
};

// How strongly a person pursues each purpose, relative to the rate of the work: 1 is as written in the scenario.
using Drive = std::array<double, purpose_count>;
inline constexpr Drive as_written = {1, 1, 1, 1, 1, 1};

// The people of one team, in their common array.
struct TeamSpan {
    std::size_t first = 0;
    std::size_t people = 0;
};

}  // namespace burncast

// A limit: what is counted together, how much of it there may be until when, and what becomes of a task that meets it.
//
// Mechanisms bring limits (Mechanism::limits), as they bring work; the model keeps the books (sim/model/limit_book.hpp)
// and does with a task what its answer says. Plain data, with names already resolved.
//
// What is counted is known when a call begins, and compared with the amount. The call that reaches the amount is
// served, and so is what begins within `lag` of it, as the counter of a real gateway runs behind: spend ends above the
// amount by about burn rate × lag, and by a call at most without any.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "sim/base/id.hpp"
#include "sim/base/money.hpp"
#include "sim/base/time.hpp"
#include "sim/random/law.hpp"
#include "sim/role/limit_period.hpp"
#include "sim/world/spend.hpp"

namespace burncast {

// What becomes of a task that is refused.
enum class Answer : unsigned char {
    cheaper,    // goes on at once with the model that stays open
    wait,       // until the limit begins anew
    ask,        // for an exception: waits for the decision, and is dropped if that is no
    elsewhere,  // is done on a private account
    drop,       // is not done
};
inline constexpr std::size_t answer_count = 5;

enum class Counted : unsigned char { money, tokens, requests };

struct Limit {
    // Whose use is counted together.
    enum class By : unsigned char { person, team, model, session };  // team: teams that share a group
    static constexpr std::size_t nobody = std::numeric_limits<std::size_t>::max();

    std::uint64_t key = 0;  // identity: of its streams, and of what goes on counting when a policy changes its amount
    By by = By::person;
    std::vector<std::size_t> group_of_team;  // by team: 0, 1, …; nobody for a team that is not meant
    std::vector<bool> models;                // that are counted and refused; all when empty
    Counted counted = Counted::money;
    Int128 amount = 0;  // picos, tokens or requests
    LimitPeriod period = LimitPeriod::month;
    Duration lag;
    bool refuses = true;           // false: it only raises alerts
    std::vector<double> alerts{};  // shares of the amount, rising
    // From … until other than `amount`; the last that holds counts.
    struct Change {
        Instant from, until;
        Int128 amount = 0;
    };
    std::vector<Change> changes{};
    std::optional<Instant> resumes{};  // when what waits is served again, if not at the next reset
    std::array<double, answer_count> answers = {0, 0, 0, 0, 1};  // of people, probabilities
    Answer of_agents = Answer::drop;  // of those that run without a person, and of anybody's software
    std::int32_t most_waits = 1;      // of one task: once for this limit, or so often for all that throttle
    std::optional<ModelId> open{};    // a model that it never refuses
    Law decision = Law::constant(0);  // seconds from asking until the decision
    double granted = 0;               // probability that it is yes

    [[nodiscard]] Int128 amount_at(Instant now) const {
        Int128 holds = amount;
        for (const Change& change : changes)
            if (change.from <= now && now < change.until) holds = change.amount;
        return holds;
    }
    [[nodiscard]] Int128 counts(const Spend& spend) const {
        switch (counted) {
            case Counted::money:
                return spend.money.picos();
            case Counted::tokens:
                return spend.all_tokens().count();
            case Counted::requests:
                return spend.calls;
        }
        return 0;
    }
};

}  // namespace burncast

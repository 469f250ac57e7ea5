// What is paid for the use of models: the contracts of a company.
//
// People work at list prices: these are booked as they go, and caps count them. What is *paid* follows from
// the contracts when a month's books close (settle.hpp). What is paid for already is used up first: contracts take their
// turns in the order of their kinds below, those of one kind in the order of the file. Each takes what it covers of what
// those before it left, and what none takes is paid at list prices. So an allowance with overage is `seats` with an
// allowance, and behind it a contract that takes the rest, or the list.
//
//   own_hardware   cost                        takes what it can serve: tokens written a second, in each hour
//   seats          S · price                   S seats; takes what their holders use, up to the allowance
//   commitment     (1 + change) · max(M, L)    M the amount committed each term, L list cost of what it takes: the rest
//   pay_per_use    (1 + change) · L            … which is all it covers; a reseller's change is +100%
//
// Fees and allowances are by calendar month, and by time where a contract holds for a part of one; so are commitments
// with a term of a month. Quarters and years begin on the contract's first day, or the run's if it names none. What is
// missing to a commitment is paid in the month in which its term ends, or is cut off by the run or by a policy, by time.
// People see what a further use costs them (marginal.hpp) where they look at a price at all. What would be left of a
// commitment may be burnt as its term ends: the people it is for begin 1 + burn times as much of their own work, of
// whatever model, from the day on which their mean rate in the term would leave some until the day on which it would
// not (guess). Who has only begun to use the tools has a mean that is too low, and burns what growth would have used.
// Leaves out: rest that is carried over; that a team which sees its commitment run out early signs the next one; a seat
// that is taken in the middle of a month costs all of it (too dear). Limits on use that vendors put on flat-rate seats
// are a control (kind: cap, scope: person, on_hit: throttle); without one heavy users come too cheap.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "sim/base/money.hpp"
#include "sim/base/time.hpp"
#include "sim/config/table.hpp"

namespace burncast {

enum class ContractKind : unsigned char { own_hardware, seats, commitment, pay_per_use };
enum class Term : unsigned char { month = 1, quarter = 3, year = 12 };  // in months

// What no contract takes, among the names of contracts.
inline constexpr std::string_view at_list_prices = "list";

struct ContractParams {
    ContractKind kind = ContractKind::pay_per_use;
    std::vector<Reference> models, teams;  // all when none
    std::optional<Instant> from, until;
    double change = 0;
    Money price;  // of a seat and month
    std::optional<std::int64_t> seats;
    std::optional<Money> allowance;
    bool pooled = false;
    Money amount;
    Term term = Term::month;
    double burn = 0;
    Duration burn_within = Duration::days(30);
    Money cost;
    double capacity = 0;  // tokens written a day
    double prompt = 0.2;
    std::optional<std::int64_t> slots, queue;
    Duration lead_time;
};

[[nodiscard]] const Table<ContractParams>& contract_table();

// From an instant to just before another.
struct Stretch {
    Instant from, until;
    [[nodiscard]] bool holds(Instant t) const { return from <= t && t < until; }
    friend bool operator==(const Stretch&, const Stretch&) = default;
};

[[nodiscard]] Stretch calendar_month(Instant t);

// One contract with its names resolved: what it covers by place, and from when it is of use.
struct Contract {
    std::size_t line = 0;  // place among the names of contracts
    ContractKind kind = ContractKind::pay_per_use;
    std::vector<bool> models, teams;
    Instant from, until = Instant::never();  // in service: hardware when it has arrived
    std::optional<Instant> signed_on;        // the first day of its first term
    double change = 0;
    Money price;
    std::optional<std::int64_t> seats;
    std::optional<Money> allowance;
    bool pooled = false;
    Money amount, cost;
    Term term = Term::month;
    double burn = 0;
    Duration burn_within;
    double capacity = 0, prompt = 0;
    std::optional<std::int64_t> slots, queue;

    Contract() = default;
    // All but what it covers and its line.
    explicit Contract(const ContractParams& params);
    // The term around t, whole: where it is a month, that of the calendar. Any other needs `signed_on`, not after t.
    [[nodiscard]] Stretch term_at(Instant t) const;
    // The part of it for which the contract holds.
    [[nodiscard]] Stretch held_term_at(Instant t) const;
    [[nodiscard]] bool in_force(Instant t) const { return from <= t && t < until; }
    [[nodiscard]] bool covers(std::size_t team, std::size_t model) const { return teams[team] && models[model]; }
    // What is committed for the term around t, as far as the contract holds in it by then.
    [[nodiscard]] Money committed(Instant t, Instant by) const;
    // Whether people are told, at t, to use up what would be left of a commitment: in the last days of a term
    // (`burn_within`), as long as it would be if they went on at their usual rate, in units of currency a day. `taken`
    // is what the term has had so far.
    [[nodiscard]] bool burns(Instant t, Money taken, double usual) const;
    // Whether t is in the days in which that may be, or is the end of them.
    [[nodiscard]] bool is_looked_at(Instant t) const;
    friend bool operator==(const Contract&, const Contract&) = default;
};

}  // namespace burncast

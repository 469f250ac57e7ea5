// A month's use on its way through the contracts: what those so far have left, and what its users pay.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/base/money.hpp"
#include "sim/base/sum.hpp"
#include "sim/base/time.hpp"
#include "sim/mechanism/contract/contract.hpp"
#include "sim/mechanism/contract/hardware.hpp"
#include "sim/world/spend.hpp"

namespace burncast {

// Who may have a seat, and whose use is whose.
struct User {
    std::size_t team = 0;
    bool person = false;  // background agents have no seats
    Instant starts, leaves = Instant::never();
};

// What was used from an instant on, until the next one begins.
struct Metered {
    Instant from;
    std::span<const Spend> use;      // user × model, at list prices
    std::span<const Served> served;  // by contract; looked at for own hardware
};

struct Month {
    Stretch all;  // of it that lies in the run
    Instant now;  // it is settled so far
    std::span<const User> users;
    std::size_t teams = 0, models = 0;
    std::vector<Metered> stretches;  // one at least; the first begins with the month
    std::span<const Money> in_term;  // by contract: what commitments took before, in the term that the month begins in
};

class LeftUse {
public:
    using Places = std::vector<std::size_t>;  // among stretch × user × model, where anything is left
    struct Amounts {                          // by place
        std::vector<Money> list;
        std::vector<Tokens> tokens;
    };

    explicit LeftUse(const Month& month);

    // What a contract covers: of a user in a stretch, and of everybody in the stretches that begin in a time.
    void add_places(Places& places, const Contract& contract, std::size_t stretch, std::size_t user) const;
    [[nodiscard]] Places covered(const Contract& contract, Stretch time) const;
    // All of a team's people on a model in a stretch.
    [[nodiscard]] Places of_team(std::size_t stretch, std::size_t team, std::size_t model) const;
    [[nodiscard]] Amounts at(const Places& places) const;
    [[nodiscard]] Money list(const Places& places) const { return sum(at(places).list); }
    [[nodiscard]] Money list() const { return sum(list_); }

    // By those who used what is left there, or these amounts of it: in proportion to list prices, or to tokens where it
    // costs nothing. There is some use.
    void pay(Money money, const Places& places) { pay(money, places, at(places)); }
    void pay(Money money, const Places& places, const Amounts& amounts);
    // So much is taken, and with the list cost alone the tokens that go with it; what it was, by place.
    Amounts take(Money list, Tokens tokens, const Places& places);
    Amounts take(Money list, const Places& places);
    // What is left pays its list price.
    void pay_list();

    [[nodiscard]] std::vector<Money>& paid() { return paid_; }  // stretch × user × model

private:
    void add_place(Places& places, std::size_t stretch, std::size_t user, std::size_t model) const;

    const Month& month_;
    std::vector<Money> list_;                        // stretch × user × model
    std::vector<Tokens> tokens_;                     // the same
    std::vector<Money> paid_;                        // the same
    std::vector<std::vector<std::size_t>> members_;  // users by team
};

}  // namespace burncast

// The books of all caps of a company: what has been counted against each in its period, and whom it refuses.
//
// A person's caps are theirs alone; team and company caps are shared, so they are what makes a window guarded. A copy of
// the book is all that has to be kept to take a window back.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "sim/base/id.hpp"
#include "sim/base/money.hpp"
#include "sim/model/actor.hpp"
#include "sim/model/rules.hpp"

namespace burncast {

class CapBook {
public:
    // The caps of `rules` begin to hold; one that was there before goes on counting where it was.
    void install(const std::vector<CapRule>& rules, std::size_t teams, std::span<const Actor> actors);
    void reset(CapPeriod period, std::span<const Actor> actors);

    [[nodiscard]] bool refuses(const Actor& actor, std::size_t i) const;
    // Counts; nobody is refused because of it before mark_own() and mark_shared().
    void add(const Actor& actor, std::size_t i, Money money);
    void mark_own(const Actor& actor, std::size_t i);
    void mark_shared();

    [[nodiscard]] bool has_own() const { return !own_.empty(); }
    [[nodiscard]] bool own_crossed(const Actor& actor, std::size_t i) const;
    [[nodiscard]] bool shared_armed() const;    // some shared cap has not been reached
    [[nodiscard]] bool shared_crossed() const;  // … and its amount has since been spent

    // All that add() may change for one actor.
    struct Page {
        std::vector<Money> own;
        std::vector<Money> shared;
    };
    void keep(std::size_t i, Page& page) const;
    void put_back(std::size_t i, const Page& page);

private:
    // A cap that several actors share.
    struct Shared {
        std::size_t rule = 0;
        std::optional<TeamId> team;  // absent: the company
        Money amount;
        Money spent;
        bool hit = false;
        [[nodiscard]] bool counts(const Actor& actor) const { return !team || *team == actor.team; }
    };
    [[nodiscard]] bool applies(std::size_t own, const Actor& actor) const {
        const std::optional<TeamId>& team = rules_[own_[own]].team;
        return !actor.background && (!team || *team == actor.team);
    }
    [[nodiscard]] bool reached(std::size_t own, std::size_t i) const {
        return own_spent_[i * own_.size() + own] >= rules_[own_[own]].params.amount;
    }

    std::vector<CapRule> rules_;
    std::vector<std::size_t> own_;  // places in rules_ of the caps of one person
    std::vector<Money> own_spent_;  // by actor and own cap
    std::vector<char> own_hit_;
    std::vector<Shared> shared_;
};

}  // namespace burncast

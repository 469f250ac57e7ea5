#include "sim/mechanism/contract/left_use.hpp"

#include "sim/base/apportion.hpp"

namespace burncast {

LeftUse::LeftUse(const Month& month) : month_(month), members_(month.teams) {
    for (const Metered& stretch : month.stretches) {
        for (const Spend& spend : stretch.use) {
            list_.push_back(spend.money);
            tokens_.push_back(spend.all_tokens());
        }
    }
    paid_.resize(list_.size());
    for (std::size_t u = 0; u < month.users.size(); ++u) members_[month.users[u].team].push_back(u);
}

void LeftUse::add_place(Places& places, std::size_t stretch, std::size_t user, std::size_t model) const {
    const std::size_t place = (stretch * month_.users.size() + user) * month_.models + model;
    if (list_[place] != Money() || tokens_[place] != Tokens()) places.push_back(place);
}

void LeftUse::add_places(Places& places, const Contract& contract, std::size_t stretch, std::size_t user) const {
    for (std::size_t m = 0; m < month_.models; ++m)
        if (contract.covers(month_.users[user].team, m)) add_place(places, stretch, user, m);
}

LeftUse::Places LeftUse::covered(const Contract& contract, Stretch time) const {
    Places places;
    for (std::size_t s = 0; s < month_.stretches.size(); ++s)
        for (std::size_t u = 0; u < month_.users.size() && time.holds(month_.stretches[s].from); ++u)
            add_places(places, contract, s, u);
    return places;
}

LeftUse::Places LeftUse::of_team(std::size_t stretch, std::size_t team, std::size_t model) const {
    Places places;
    for (const std::size_t user : members_[team]) add_place(places, stretch, user, model);
    return places;
}

LeftUse::Amounts LeftUse::at(const Places& places) const {
    Amounts amounts;
    for (const std::size_t place : places) {
        amounts.list.push_back(list_[place]);
        amounts.tokens.push_back(tokens_[place]);
    }
    return amounts;
}

void LeftUse::pay(Money money, const Places& places, const Amounts& amounts) {
    const std::vector<Money> parts = apportioned(money, amounts.list, amounts.tokens);
    for (std::size_t k = 0; k < places.size(); ++k) paid_[places[k]] += parts[k];
}

LeftUse::Amounts LeftUse::take(Money list, Tokens tokens, const Places& places) {
    const Amounts left = at(places);
    Amounts taken{apportioned(list, left.list), apportioned(tokens, left.tokens)};
    for (std::size_t k = 0; k < places.size(); ++k) {
        list_[places[k]] -= taken.list[k];
        tokens_[places[k]] -= taken.tokens[k];
    }
    return taken;
}

LeftUse::Amounts LeftUse::take(Money list, const Places& places) {
    const Amounts left = at(places);
    const Money all = sum(left.list);
    const Tokens tokens = sum(left.tokens);
    return take(list, list == all ? tokens : part_of(tokens, list.picos(), all.picos()), places);
}

void LeftUse::pay_list() {
    for (std::size_t place = 0; place < list_.size(); ++place) paid_[place] += list_[place];
}

}  // namespace burncast

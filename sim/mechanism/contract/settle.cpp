#include "sim/mechanism/contract/settle.hpp"

#include <algorithm>
#include <numeric>

#include "sim/base/apportion.hpp"

namespace burncast {

namespace {

template <class Quantity>
Quantity sum(const std::vector<Quantity>& all) {
    return std::accumulate(all.begin(), all.end(), Quantity());
}

using Places = std::vector<std::size_t>;  // among stretch × user × model

// A settlement under way: what the contracts so far have left.
class Settling {
public:
    explicit Settling(const Month& month) : month_(month) {
        for (const Metered& stretch : month.stretches) {
            for (const Spend& spend : stretch.use) {
                list_.push_back(spend.money);
                tokens_.push_back(spend.all_tokens());
            }
        }
        paid_.resize(list_.size());
        members_.resize(month.teams);
        for (std::size_t u = 0; u < month.users.size(); ++u) members_[month.users[u].team].push_back(u);
    }

    BillLine take(std::size_t number, const Contract& contract, Money& in_term) {
        holds_ = {std::max(month_.all.from, contract.from), std::min(month_.all.until, contract.until)};
        so_far_ = std::min(holds_.until, month_.now);
        if (!(holds_.from < so_far_)) return {};
        switch (contract.kind) {
            case ContractKind::pay_per_use:
                return pay_per_use(contract);
            case ContractKind::seats:
                return seats(contract);
            case ContractKind::commitment:
                return commitment(contract, in_term);
            case ContractKind::own_hardware:
                return own_hardware(number, contract);
        }
        return {};
    }
    BillLine rest() {
        const Money all = sum(list_);
        for (std::size_t e = 0; e < list_.size(); ++e) paid_[e] += list_[e];
        return {all, all, {}, {}};
    }
    std::vector<Money>& paid() { return paid_; }

private:
    // ------------------------------------------------ what is left, and where

    [[nodiscard]] bool begins_in(std::size_t stretch, Stretch time) const {
        return time.holds(month_.stretches[stretch].from);
    }
    void add_place(Places& places, std::size_t stretch, std::size_t user, std::size_t model) const {
        const std::size_t place = (stretch * month_.users.size() + user) * month_.models + model;
        if (list_[place] != Money() || tokens_[place] != Tokens()) places.push_back(place);
    }
    void add_places(Places& places, const Contract& contract, std::size_t stretch, std::size_t user) const {
        for (std::size_t m = 0; m < month_.models; ++m)
            if (contract.covers(month_.users[user].team, m)) add_place(places, stretch, user, m);
    }
    [[nodiscard]] Places covered(const Contract& contract, Stretch time) const {
        Places places;
        for (std::size_t s = 0; s < month_.stretches.size(); ++s)
            for (std::size_t u = 0; u < month_.users.size() && begins_in(s, time); ++u)
                add_places(places, contract, s, u);
        return places;
    }
    template <class Quantity>
    [[nodiscard]] static std::vector<Quantity> at(const Places& places, const std::vector<Quantity>& all) {
        std::vector<Quantity> those;
        for (const std::size_t place : places) those.push_back(all[place]);
        return those;
    }
    [[nodiscard]] Money list_of(const Places& places) const { return sum(at(places, list_)); }

    // ------------------------------------------------ what becomes of it

    // By those who used what is there; there is some use.
    void pay(Money money, const Places& places) {
        const std::vector<Money> list = at(places, list_);
        const std::vector<Money> parts =
            sum(list) != Money() ? apportioned(money, list) : apportioned(money, at(places, tokens_));
        for (std::size_t k = 0; k < places.size(); ++k) paid_[places[k]] += parts[k];
    }
    void remove(Money list, Tokens tokens, const Places& places) {
        const std::vector<Money> money_parts = apportioned(list, at(places, list_));
        const std::vector<Tokens> token_parts = apportioned(tokens, at(places, tokens_));
        for (std::size_t k = 0; k < places.size(); ++k) {
            list_[places[k]] -= money_parts[k];
            tokens_[places[k]] -= token_parts[k];
        }
    }
    // So much of it, and the tokens that go with that.
    void remove(Money list, const Places& places) {
        const Money all = list_of(places);
        const Tokens tokens = sum(at(places, tokens_));
        remove(list, list == all ? tokens : part_of(tokens, list.picos(), all.picos()), places);
    }

    // ------------------------------------------------ the kinds of contract

    BillLine pay_per_use(const Contract& contract) {
        const Places places = covered(contract, holds_);
        const Money list = list_of(places), money = scaled(list, 1 + contract.change);
        if (!places.empty()) pay(money, places);
        remove(list, places);
        return {list, money, {}, {}};
    }

    // What is due of an amount for one term by then.
    [[nodiscard]] static Money committed(const Contract& contract, Stretch term, Instant by) {
        return pro_rata(contract.amount, std::max(term.from, contract.from), by, term.from, term.until);
    }

    BillLine commitment(const Contract& contract, Money& in_term) {
        BillLine line;
        const auto cost = [&](Money list) { return scaled(list, 1 + contract.change); };
        for (Instant t = holds_.from; t < so_far_;) {
            const Stretch term = contract.term_at(t);
            const Instant end = std::min(term.until, contract.until);
            const Places places = covered(contract, {t, end});
            const Money list = list_of(places), before = in_term, after = before + list;
            const Money used = cost(after) - cost(before), whole = committed(contract, term, end);
            if (!places.empty()) pay(used, places);
            remove(list, places);
            line += {list, used, {}, cost(std::min(after, whole)) - cost(std::min(before, whole))};
            in_term = after;
            if (!(month_.all.until < end)) {  // it ends in this month
                const Money due = committed(contract, term, std::min(end, so_far_));
                const Money missing = after < due ? cost(due) - cost(after) : Money();
                line += {{}, {}, missing, missing};
                in_term = Money();
            }
            t = end;
        }
        return line;
    }

    // Of a month's fee, so far; of a month's allowance, for all of the time that the contract holds.
    [[nodiscard]] Money due(Money month, Instant by) const {
        const Stretch whole = calendar_month(holds_.from);
        return pro_rata(month, holds_.from, by, whole.from, whole.until);
    }

    BillLine own_hardware(std::size_t number, const Contract& contract) {
        BillLine line;
        line.fixed = due(contract.cost, so_far_);
        Tokens load, capacity;
        Places taken;
        std::vector<Money> weights;
        std::vector<Tokens> token_weights;
        for (std::size_t s = 0; s < month_.stretches.size(); ++s) {
            const Served& served = month_.stretches[s].served[number];
            load += served.load;
            capacity += served.capacity;
            for (std::size_t part = 0; part < served.parts.size(); ++part) {
                Places places;
                for (const std::size_t u : members_[part / month_.models])
                    add_place(places, s, u, part % month_.models);
                const Spend& spend = served.parts[part];
                const std::vector<Money> list_before = at(places, list_);
                const std::vector<Tokens> tokens_before = at(places, tokens_);
                remove(spend.money, spend.all_tokens(), places);
                for (std::size_t k = 0; k < places.size(); ++k) {
                    taken.push_back(places[k]);
                    weights.push_back(list_before[k] - list_[places[k]]);
                    token_weights.push_back(tokens_before[k] - tokens_[places[k]]);
                }
            }
        }
        line.list = sum(weights);
        if (load != Tokens()) {
            line.used = part_of(line.fixed, load.count(), capacity.count());
            const std::vector<Money> parts =
                line.list != Money() ? apportioned(line.used, weights) : apportioned(line.used, token_weights);
            for (std::size_t k = 0; k < taken.size(); ++k) paid_[taken[k]] += parts[k];
        }
        line.unused = line.fixed - line.used;
        return line;
    }

    // The holders of seats: who had the tools first, as many as there are seats.
    [[nodiscard]] std::vector<std::size_t> holders(const Contract& contract) const {
        std::vector<std::size_t> holders;
        for (std::size_t u = 0; u < month_.users.size(); ++u) {
            const User& user = month_.users[u];
            const bool has_tools = user.starts < so_far_ && user.leaves > holds_.from;
            if (user.person && has_tools && contract.teams[user.team]) holders.push_back(u);
        }
        if (!contract.seats || *contract.seats >= static_cast<std::int64_t>(holders.size())) return holders;
        std::stable_sort(holders.begin(), holders.end(),
                         [&](std::size_t a, std::size_t b) { return month_.users[a].starts < month_.users[b].starts; });
        holders.resize(static_cast<std::size_t>(*contract.seats));
        return holders;
    }

    BillLine seats(const Contract& contract) {
        BillLine line;
        const Money fee = due(contract.price, so_far_);
        const std::vector<std::size_t> seated = holders(contract);
        const auto count = contract.seats ? *contract.seats : static_cast<std::int64_t>(seated.size());
        line.fixed = Money::from_picos(fee.picos() * count);
        for (const std::size_t u : seated) {
            Places places;
            for (std::size_t s = 0; s < month_.stretches.size(); ++s)
                if (begins_in(s, holds_)) add_places(places, contract, s, u);
            if (places.empty()) continue;
            pay(fee, places);
            line.used += fee;
        }
        line.unused = line.fixed - line.used;
        std::vector<Money> included(contract.pooled ? 1 : seated.size());  // and not yet used up
        for (Money& money : included) money = due(contract.allowance.value_or(Money()), holds_.until);
        if (contract.pooled) included.front() = Money::from_picos(included.front().picos() * count);
        for (std::size_t s = 0; s < month_.stretches.size(); ++s)
            if (begins_in(s, holds_)) line.list += grant(contract, s, seated, included);
        return line;
    }

    // What the seats include of what their holders want in a stretch; it is taken.
    Money grant(const Contract& contract, std::size_t stretch, const std::vector<std::size_t>& seated,
                std::vector<Money>& included) {
        std::vector<Places> places(seated.size());
        std::vector<Money> wanted;
        for (std::size_t h = 0; h < seated.size(); ++h) {
            add_places(places[h], contract, stretch, seated[h]);
            wanted.push_back(list_of(places[h]));
        }
        std::vector<Money> granted = wanted;
        if (contract.allowance && contract.pooled) {
            if (included.front() < sum(wanted)) granted = apportioned(included.front(), wanted);
            included.front() -= sum(granted);
        } else if (contract.allowance) {
            for (std::size_t h = 0; h < seated.size(); ++h) {
                granted[h] = std::min(wanted[h], included[h]);
                included[h] -= granted[h];
            }
        }
        for (std::size_t h = 0; h < seated.size(); ++h) remove(granted[h], places[h]);
        return sum(granted);
    }

    const Month& month_;
    std::vector<Money> list_;                        // stretch × user × model
    std::vector<Tokens> tokens_;                     // the same
    std::vector<Money> paid_;                        // the same
    std::vector<std::vector<std::size_t>> members_;  // users by team
    Stretch holds_;                                  // the time of this month in which the contract at turn holds
    Instant so_far_;                                 // … its end, or now
};

}  // namespace

Money Settlement::total() const {
    Money all;
    for (const BillLine& line : lines) all += line.used + line.unused;
    return all;
}

Settlement settle(std::span<const Contract> contracts, const Month& month) {
    Settling settling(month);
    Settlement settlement;
    settlement.in_term.assign(month.in_term.begin(), month.in_term.end());
    for (std::size_t k = 0; k < contracts.size(); ++k)
        settlement.lines.push_back(settling.take(k, contracts[k], settlement.in_term[k]));
    settlement.lines.push_back(settling.rest());
    settlement.paid = std::move(settling.paid());
    return settlement;
}

}  // namespace burncast

#include "sim/mechanism/contract/settle.hpp"

#include <algorithm>

#include "sim/base/apportion.hpp"

namespace burncast {

namespace {

using Places = LeftUse::Places;

// A settlement under way.
class Settling {
public:
    explicit Settling(const Month& month) : month_(month), left_(month) {}

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
        left_.pay_list();
        return {left_.list(), left_.list(), {}, {}};
    }
    std::vector<Money>& paid() { return left_.paid(); }

private:
    [[nodiscard]] bool begins_in(std::size_t stretch, Stretch time) const {
        return time.holds(month_.stretches[stretch].from);
    }

    BillLine pay_per_use(const Contract& contract) {
        const Places places = left_.covered(contract, holds_);
        const Money list = left_.list(places), money = scaled(list, 1 + contract.change);
        if (!places.empty()) left_.pay(money, places);
        left_.take(list, places);
        return {list, money, {}, {}};
    }

    BillLine commitment(const Contract& contract, Money& in_term) {
        BillLine line;
        const auto cost = [&](Money list) { return scaled(list, 1 + contract.change); };
        for (Instant t = holds_.from; t < so_far_;) {
            const Instant end = contract.held_term_at(t).until;
            const Places places = left_.covered(contract, {t, end});
            const Money list = left_.list(places), before = in_term, after = before + list;
            const Money used = cost(after) - cost(before), whole = contract.committed(t, end);
            if (!places.empty()) left_.pay(used, places);
            left_.take(list, places);
            line += {list, used, {}, cost(std::min(after, whole)) - cost(std::min(before, whole))};
            in_term = after;
            if (!(month_.all.until < end)) {  // it ends in this month
                const Money due = contract.committed(t, std::min(end, so_far_));
                const Money missing = after < due ? cost(due) - cost(after) : Money();
                line += {{}, {}, missing, missing};
                if (!(so_far_ < end)) in_term = Money();
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
        Places places;
        LeftUse::Amounts taken;
        for (std::size_t s = 0; s < month_.stretches.size(); ++s) {
            const Served& served = month_.stretches[s].served[number];
            load += served.load;
            capacity += served.capacity;
            line.calls += served.calls;
            line.waited += served.waited;
            for (std::size_t part = 0; part < served.parts.size(); ++part) {
                const Places those = left_.of_team(s, part / month_.models, part % month_.models);
                const Spend& spend = served.parts[part];
                const LeftUse::Amounts amounts = left_.take(spend.money, spend.all_tokens(), those);
                places.insert(places.end(), those.begin(), those.end());
                taken.list.insert(taken.list.end(), amounts.list.begin(), amounts.list.end());
                taken.tokens.insert(taken.tokens.end(), amounts.tokens.begin(), amounts.tokens.end());
            }
        }
        line.list = sum(taken.list);
        if (load != Tokens()) {
            line.used = part_of(line.fixed, load.count(), capacity.count());
            left_.pay(line.used, places, taken);
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
                if (begins_in(s, holds_)) left_.add_places(places, contract, s, u);
            if (places.empty()) continue;
            left_.pay(fee, places);
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
            left_.add_places(places[h], contract, stretch, seated[h]);
            wanted.push_back(left_.list(places[h]));
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
        for (std::size_t h = 0; h < seated.size(); ++h) left_.take(granted[h], places[h]);
        return sum(granted);
    }

    const Month& month_;
    LeftUse left_;
    Stretch holds_;   // the time of this month in which the contract at turn holds
    Instant so_far_;  // … its end, or now
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

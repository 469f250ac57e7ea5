#include "sim/mechanism/contract/settle.hpp"

#include <algorithm>
#include <chrono>

#include "sim/base/apportion.hpp"

namespace burncast {

namespace {

Money sum(std::span<const Money> all) {
    Money total;
    for (const Money each : all) total += each;
    return total;
}

// A settlement under way: what the contracts so far have left.
class Settling {
public:
    Settling(const Metered& use, const Stretch& stretch)
        : use_(use), stretch_(stretch), left_(use.list.begin(), use.list.end()), paid_(left_.size()) {}

    BillLine take(const Contract& contract, const Served& served) {
        switch (contract.kind) {
            case ContractKind::pay_per_use:
                return pay_per_use(contract);
            case ContractKind::seats:
                return seats(contract);
            case ContractKind::commitment:
                return commitment(contract);
            case ContractKind::own_hardware:
                return own_hardware(contract, served);
        }
        return {};
    }
    BillLine rest() {
        const Money all = sum(left_);
        for (std::size_t e = 0; e < left_.size(); ++e) paid_[e] += left_[e];
        return {all, all, {}, {}};
    }
    std::vector<Money>& paid() { return paid_; }

private:
    // What a contract covers of what is left; zeros elsewhere.
    [[nodiscard]] std::vector<Money> covered(const Contract& contract) const {
        std::vector<Money> covered(left_.size());
        for (std::size_t u = 0; u < use_.users.size(); ++u)
            for (std::size_t m = 0; m < use_.models; ++m)
                if (contract.covers(use_.users[u].team, m)) covered[u * use_.models + m] = left_[u * use_.models + m];
        return covered;
    }
    [[nodiscard]] std::span<Money> of(std::size_t user, std::vector<Money>& entries) const {
        return std::span(entries).subspan(user * use_.models, use_.models);
    }
    void remove(std::span<const Money> taken, std::span<Money> from) const {
        for (std::size_t e = 0; e < taken.size(); ++e) from[e] -= taken[e];
    }
    // Among those who used anything; there is such use.
    static void pay(Money money, std::span<const Money> use, std::span<Money> paid) {
        const std::vector<Money> parts = apportioned(money, use);
        for (std::size_t e = 0; e < parts.size(); ++e) paid[e] += parts[e];
    }

    BillLine pay_per_use(const Contract& contract) {
        const std::vector<Money> taken = covered(contract);
        const Money list = sum(taken), money = scaled(list, 1 + contract.change);
        if (list != Money()) pay(money, taken, paid_);
        remove(taken, left_);
        return {list, money, {}, {}};
    }

    BillLine commitment(const Contract& contract) {
        BillLine line = pay_per_use(contract);
        const Money committed = stretch_.due(contract.amount);
        line.fixed = scaled(committed, 1 + contract.change);
        if (line.list < committed) line.unused = line.fixed - line.used;
        return line;
    }

    BillLine own_hardware(const Contract& contract, const Served& served) {
        BillLine line;
        line.fixed = stretch_.due(contract.cost);
        std::vector<Money> taken = covered(contract);
        if (served.list != Money())
            line.list = part_of(sum(taken), (served.list - served.overflow).picos(), served.list.picos());
        if (line.list != Money()) {
            taken = apportioned(line.list, taken);
            line.used = part_of(line.fixed, served.tokens.count(), served.capacity.count());
            pay(line.used, taken, paid_);
            remove(taken, left_);
        }
        line.unused = line.fixed - line.used;
        return line;
    }

    // The holders of seats: who had the tools first, as many as there are seats.
    [[nodiscard]] std::vector<std::size_t> holders(const Contract& contract) const {
        std::vector<std::size_t> holders;
        for (std::size_t u = 0; u < use_.users.size(); ++u) {
            const User& user = use_.users[u];
            const bool has_tools = user.starts < stretch_.now && user.leaves > stretch_.from;
            if (user.person && has_tools && contract.teams[user.team]) holders.push_back(u);
        }
        if (!contract.seats || *contract.seats >= static_cast<std::int64_t>(holders.size())) return holders;
        std::stable_sort(holders.begin(), holders.end(),
                         [&](std::size_t a, std::size_t b) { return use_.users[a].starts < use_.users[b].starts; });
        holders.resize(static_cast<std::size_t>(*contract.seats));
        return holders;
    }

    BillLine seats(const Contract& contract) {
        BillLine line;
        const Money fee = stretch_.due(contract.price);
        std::vector<Money> asked = covered(contract);
        const std::vector<std::size_t> seated = holders(contract);
        const auto count = contract.seats ? *contract.seats : static_cast<std::int64_t>(seated.size());
        line.fixed = Money::from_picos(fee.picos() * count);
        std::vector<Money> wanted;  // by holder
        for (const std::size_t u : seated) {
            wanted.push_back(sum(of(u, asked)));
            if (wanted.back() == Money()) continue;
            pay(fee, of(u, asked), of(u, paid_));
            line.used += fee;
        }
        line.unused = line.fixed - line.used;
        const std::vector<Money> granted = allowed(contract, count, wanted);
        for (std::size_t h = 0; h < seated.size(); ++h) {
            if (granted[h] == Money()) continue;
            remove(apportioned(granted[h], of(seated[h], asked)), of(seated[h], left_));
            line.list += granted[h];
        }
        return line;
    }

    // What the seats include of what each holder wants.
    [[nodiscard]] std::vector<Money> allowed(const Contract& contract, std::int64_t count,
                                             std::vector<Money> wanted) const {
        if (!contract.allowance) return wanted;
        const Money each = stretch_.included(*contract.allowance);
        if (contract.pooled) {
            const Money pool = Money::from_picos(each.picos() * count);
            return pool < sum(wanted) ? apportioned(pool, wanted) : wanted;
        }
        for (Money& money : wanted) money = std::min(money, each);
        return wanted;
    }

    const Metered& use_;
    const Stretch& stretch_;
    std::vector<Money> left_, paid_;  // user × model
};

}  // namespace

Stretch::Stretch(Instant begin, Instant end, Instant at) : from(begin), until(end), now(at) {
    using namespace std::chrono;
    const year_month_day day{begin.day()};
    first = Instant::at(sys_days(day.year() / day.month() / 1));
    after = Instant::at(sys_days((day.year() / day.month() + months(1)) / 1));
}

Money Stretch::due(Money month) const { return pro_rata(month, from, now, first, after); }
Money Stretch::included(Money month) const { return pro_rata(month, from, until, first, after); }

Money Settlement::total() const {
    Money all;
    for (const BillLine& line : lines) all += line.used + line.unused;
    return all;
}

Settlement settle(std::span<const Contract> contracts, const Metered& use, const Stretch& stretch) {
    Settling settling(use, stretch);
    Settlement settlement;
    for (std::size_t k = 0; k < contracts.size(); ++k)
        settlement.lines.push_back(contracts[k].in_force(stretch.from) ? settling.take(contracts[k], use.served[k])
                                                                       : BillLine{});
    settlement.lines.push_back(settling.rest());
    settlement.paid = std::move(settling.paid());
    return settlement;
}

void serve_hour(Served& served, Tokens asked, Money list, Tokens capacity) {
    served.list += list;
    served.capacity += capacity;
    served.tokens += std::min(asked, capacity);
    if (asked > capacity) served.overflow += part_of(list, (asked - capacity).count(), asked.count());
}

}  // namespace burncast

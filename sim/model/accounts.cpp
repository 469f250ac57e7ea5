#include "sim/model/accounts.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/apportion.hpp"

namespace burncast {

namespace {

std::vector<User> users_of(const Company& company) {
    std::vector<User> users;
    for (std::size_t i = 0; i < company.actors().size(); ++i) {
        const Actor& actor = company.actors()[i];
        User& user = users.emplace_back(User{actor.team.index(), !actor.background, {}});
        if (!user.person) continue;
        user.starts = company.people()[i].starts;
        user.leaves = company.people()[i].leaves;
    }
    return users;
}

// What a contract covers of what the meter shows.
Used covered(const Contract& contract, const Company& company, std::size_t models) {
    Used all;
    for (std::size_t i = 0; i < company.actors().size(); ++i) {
        for (std::size_t m = 0; m < models; ++m) {
            if (!contract.covers(company.actors()[i].team.index(), m)) continue;
            all.list += company.meter()[i * models + m].list;
            all.tokens += company.meter()[i * models + m].tokens;
        }
    }
    return all;
}

Money sum(std::span<const Money> all) {
    Money total;
    for (const Money each : all) total += each;
    return total;
}

}  // namespace

Accounts::Accounts(const Names& names, const Periods& periods, const std::vector<std::unique_ptr<Rules>>& rules,
                   const std::vector<Instant>& froms)
    : teams_(names.teams.size()),
      models_(names.models.size()),
      start_(periods.start),
      end_(periods.month_ends.back()),
      since_(periods.start),
      read_at_(periods.start) {
    const Page blank{std::vector<Money>(models_ * cause_count), std::vector<Money>(names.sessions.size())};
    settled_.assign(teams_, blank);
    pages_.assign(periods.months.size(), settled_);
    lines_.assign(periods.months.size(), std::vector<BillLine>(names.contracts.size()));
    for (std::size_t p = 0; p < rules.size(); ++p) {
        const Instant until = p + 1 < rules.size() ? froms[p + 1] : end_;
        if (p > 0 && rules[p]->contracts != rules[p - 1]->contracts) changes_.push_back(froms[p]);
        for (const Contract& contract : rules[p]->contracts) {
            has_hardware_ = has_hardware_ || contract.kind == ContractKind::own_hardware;
            for (const Instant edge : {contract.from, contract.until})
                if (start_ < edge && froms[p] <= edge && edge < until) changes_.push_back(edge);
        }
    }
    std::sort(changes_.begin(), changes_.end());
    changes_.erase(std::unique(changes_.begin(), changes_.end()), changes_.end());
    moments_ = changes_;
    moments_.insert(moments_.end(), periods.month_ends.begin(), periods.month_ends.end());
    std::sort(moments_.begin(), moments_.end());
    adopt(*rules.front());
}

std::vector<Instant> Accounts::readings() const {
    std::vector<Instant> hours;
    if (!has_hardware_) return hours;
    for (Instant hour = start_ + Duration::hours(1); hour < end_; hour = hour + Duration::hours(1))
        hours.push_back(hour);
    return hours;
}

void Accounts::adopt(const Rules& rules) {
    if (contracts_ == rules.contracts) return;  // the stretch goes on
    contracts_ = rules.contracts;
    served_.assign(contracts_.size(), {});
    read_.assign(contracts_.size(), {});
}

void Accounts::begin_month(bool and_year) {
    month_ = std::min(month_ + 1, pages_.size() - 1);
    for (Page& page : settled_) {
        std::fill(page.cells.begin(), page.cells.end(), Money());
        std::fill(page.sessions.begin(), page.sessions.end(), Money());
    }
    at_month_start_ = paid_;
    if (and_year) at_year_start_ = paid_;
}

void Accounts::read(const Company& company, Instant now) {
    for (std::size_t k = 0; k < contracts_.size(); ++k) {
        if (contracts_[k].kind != ContractKind::own_hardware || !contracts_[k].in_force(since_)) continue;
        const Used all = covered(contracts_[k], company, models_);
        const double could = contracts_[k].capacity * (now - read_at_).in_days();
        serve_hour(served_[k], all.tokens - read_[k].tokens, all.list - read_[k].list, Tokens(std::llround(could)));
        read_[k] = all;
    }
    read_at_ = now;
}

Settlement Accounts::settlement(const Company& company, Instant now) const {
    const std::vector<User> users = users_of(company);
    std::vector<Money> list;
    for (const Used& used : company.meter()) list.push_back(used.list);
    const Instant until = *std::upper_bound(moments_.begin(), moments_.end(), since_);
    return burncast::settle(contracts_, {users, models_, list, served_}, Stretch(since_, until, now));
}

Money Accounts::due(const Company& company, Instant now) const {
    Money due;
    for (const std::vector<BillLine>& month : lines_)
        for (const BillLine& line : month) due += line.used + line.unused;
    return since_ < now ? due + settlement(company, now).total() : due;
}

void Accounts::settle(Company& company, Instant now) {
    if (!(since_ < now)) return;
    read(company, now);
    company.settle_open_tasks();
    share_out(company, settlement(company, now));
    company.clear_meter();
    since_ = now;
    served_.assign(contracts_.size(), {});
    read_.assign(contracts_.size(), {});
}

void Accounts::share_out(const Company& company, const Settlement& settlement) {
    std::vector<Money> list(teams_ * models_), paid(teams_ * models_);
    paid_.resize(company.actors().size());
    at_month_start_.resize(paid_.size());
    at_year_start_.resize(paid_.size());
    for (std::size_t i = 0; i < company.actors().size(); ++i) {
        const std::size_t team = company.actors()[i].team.index();
        for (std::size_t m = 0; m < models_; ++m) {
            list[team * models_ + m] += company.meter()[i * models_ + m].list;
            paid[team * models_ + m] += settlement.paid[i * models_ + m];
            paid_[i] += settlement.paid[i * models_ + m];
        }
    }
    const auto add_parts = [](Money whole, std::span<const Money> now, std::span<Money> settled, std::span<Money> to) {
        std::vector<Money> since(now.begin(), now.end());
        for (std::size_t k = 0; k < since.size(); ++k) since[k] -= settled[k];
        const std::vector<Money> parts = apportioned(whole, since);
        for (std::size_t k = 0; k < since.size(); ++k) to[k] += parts[k];
        std::copy(now.begin(), now.end(), settled.begin());
    };
    for (std::size_t t = 0; t < teams_; ++t) {
        const Ledger::Page& used = company.ledger().page(month_, TeamId(t));
        Page &page = page_now(t), &settled = settled_[t];
        std::vector<Money> causes, kinds;
        for (std::size_t m = 0; m < models_; ++m) {
            causes.clear();
            for (std::size_t c = 0; c < cause_count; ++c) causes.push_back(used.cells[m * cause_count + c].money);
            add_parts(paid[t * models_ + m], causes, std::span(settled.cells).subspan(m * cause_count, cause_count),
                      std::span(page.cells).subspan(m * cause_count, cause_count));
        }
        for (const SessionCounts& kind : used.sessions) kinds.push_back(kind.all.money);
        add_parts(sum(std::span(paid).subspan(t * models_, models_)), kinds, settled.sessions, page.sessions);
    }
    for (std::size_t k = 0; k < contracts_.size(); ++k) {
        lines_[month_][contracts_[k].line] += settlement.lines[k];
        share_unused(contracts_[k], settlement.lines[k].unused, list);
    }
    lines_[month_].back() += settlement.lines.back();
}

void Accounts::share_unused(const Contract& contract, Money unused, const std::vector<Money>& list) {
    std::vector<std::size_t> places;
    const auto collect = [&](bool all) {
        for (std::size_t t = 0; t < teams_; ++t)
            for (std::size_t m = 0; m < models_; ++m)
                if (all || contract.covers(t, m)) places.push_back(t * models_ + m);
    };
    collect(false);
    if (places.empty()) collect(true);  // it is for models that nobody ever uses
    std::vector<Money> weights;
    for (const std::size_t place : places) weights.push_back(list[place]);
    const std::vector<Money> parts = apportioned(unused, weights);
    for (std::size_t k = 0; k < places.size(); ++k)
        page_now(places[k] / models_).cells[places[k] % models_ * cause_count + index(Cause::unused)] += parts[k];
}

bool Accounts::balanced() const {
    Money causes, unused, kinds, contracts;
    for (const std::vector<Page>& month : pages_) {
        for (const Page& page : month) {
            causes += sum(page.cells);
            kinds += sum(page.sessions);
            for (std::size_t m = 0; m < models_; ++m) unused += page.cells[m * cause_count + index(Cause::unused)];
        }
    }
    for (const std::vector<BillLine>& month : lines_)
        for (const BillLine& line : month) contracts += line.used + line.unused;
    return causes == contracts && kinds + unused == contracts && sum(paid_) + unused == contracts;
}

}  // namespace burncast

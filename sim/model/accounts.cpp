#include "sim/model/accounts.hpp"

#include <algorithm>

#include "sim/base/apportion.hpp"
#include "sim/base/sum.hpp"
#include "sim/mechanism/contract/timeline.hpp"

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

// What actors used (actor × model), by their teams: team × model.
std::vector<Spend> of_teams(const Company& company, std::span<const Spend> use, std::size_t teams, std::size_t models) {
    std::vector<Spend> all(teams * models);
    for (std::size_t i = 0; i < company.actors().size(); ++i)
        for (std::size_t m = 0; m < models; ++m)
            all[company.actors()[i].team.index() * models + m] += use[i * models + m];
    return all;
}

std::vector<Money> shared(Money whole, std::span<const Spend> use) {
    std::vector<Money> list;
    std::vector<Tokens> tokens;
    for (const Spend& spend : use) {
        list.push_back(spend.money);
        tokens.push_back(spend.all_tokens());
    }
    return apportioned(whole, list, tokens);
}

void add_shared(Money whole, std::span<const Spend> use, std::span<Money> to) {
    const std::vector<Money> parts = shared(whole, use);
    for (std::size_t k = 0; k < parts.size(); ++k) to[k] += parts[k];
}

}  // namespace

Accounts::Accounts(const Names& names, const Periods& periods, const std::vector<std::unique_ptr<Rules>>& rules,
                   const std::vector<Instant>& froms)
    : teams_(names.teams.size()),
      models_(names.models.size()),
      start_(periods.start),
      end_(periods.month_ends.back()),
      month_ends_(periods.month_ends),
      since_(periods.start),
      read_at_(periods.start) {
    std::vector<ContractPhase> phases;
    for (std::size_t p = 0; p < rules.size(); ++p) phases.push_back({froms[p], rules[p]->contracts});
    contracts_ = in_turn(phases, start_, end_);
    changes_ = edges(contracts_, start_, end_);
    served_.resize(contracts_.size());
    read_.resize(teams_ * models_);
    in_term_.resize(contracts_.size());
    usual_.resize(contracts_.size());
    booked_.assign(teams_, {std::vector<Spend>(models_ * cause_count), std::vector<Spend>(names.sessions.size())});
    const Page blank{std::vector<Money>(models_ * cause_count), std::vector<Money>(names.sessions.size())};
    pages_.assign(periods.months.size(), std::vector<Page>(teams_, blank));
    lines_.assign(periods.months.size(), std::vector<BillLine>(names.contracts.size()));
}

std::vector<Instant> Accounts::readings() const {
    std::vector<Instant> hours;
    const bool any = std::any_of(contracts_.begin(), contracts_.end(),
                                 [](const Contract& c) { return c.kind == ContractKind::own_hardware; });
    for (Instant hour = start_ + Duration::hours(1); any && hour < end_; hour = hour + Duration::hours(1))
        hours.push_back(hour);
    return hours;
}

std::vector<Instant> Accounts::looks() const {
    std::vector<Instant> looks;
    for (Instant t = Instant::at(start_.day()) + Duration::days(1); t < end_; t = t + Duration::days(1))
        if (std::any_of(contracts_.begin(), contracts_.end(), [t](const Contract& c) { return c.is_looked_at(t); }))
            looks.push_back(t);
    return looks;
}

std::vector<double> Accounts::look(const Company& company, Instant now) {
    const Settlement settled = settlement(company, now);
    std::vector<double> times(teams_, 1);
    for (std::size_t c = 0; c < contracts_.size(); ++c) {
        const Contract& contract = contracts_[c];
        if (!contract.is_looked_at(now) || !contract.in_force(now)) continue;
        const Stretch term = contract.held_term_at(now);
        const Money taken = settled.in_term[c];
        if (usual_[c].term_end != term.until && term.from < now)
            usual_[c] = {term.until, taken.units() / (now - term.from).in_days()};
        if (usual_[c].term_end != term.until || !contract.burns(now, taken, usual_[c].a_day)) continue;
        for (std::size_t t = 0; t < teams_; ++t)
            if (contract.teams[t]) times[t] = std::max(times[t], 1 + contract.burn);
    }
    return times;
}

void Accounts::begin_month(bool and_year) {
    month_ = std::min(month_ + 1, pages_.size() - 1);
    for (Booked& booked : booked_) {
        std::fill(booked.cells.begin(), booked.cells.end(), Spend());
        std::fill(booked.sessions.begin(), booked.sessions.end(), Spend());
    }
    at_month_start_ = paid_;
    if (and_year) at_year_start_ = paid_;
}

void Accounts::read(const Company& company, Instant now) {
    std::vector<Spend> all = of_teams(company, company.meter(), teams_, models_), asked = all;
    for (std::size_t k = 0; k < asked.size(); ++k) asked[k] -= read_[k];
    serve_hour(contracts_, read_at_, now - read_at_, std::move(asked), served_);
    read_ = std::move(all);
    read_at_ = now;
}

void Accounts::end_stretch(Company& company, Instant now) {
    if (!(since_ < now)) return;
    read(company, now);
    company.settle_open_tasks();
    UsedStretch stretch{since_, {company.meter().begin(), company.meter().end()}, std::move(served_), book(company)};
    stretches_.push_back(std::move(stretch));
    company.clear_meter();
    since_ = now;
    served_.assign(contracts_.size(), {});
    std::fill(read_.begin(), read_.end(), Spend());
}

// What the ledger has had since the last time.
std::vector<Accounts::Booked> Accounts::book(const Company& company) {
    std::vector<Booked> since = booked_;
    const auto add = [](Spend now, Spend& before, Spend& between) {
        between = now - before;
        before = now;
    };
    for (std::size_t t = 0; t < teams_; ++t) {
        const Ledger::Page& page = company.ledger().page(month_, TeamId(t));
        for (std::size_t c = 0; c < page.cells.size(); ++c) add(page.cells[c], booked_[t].cells[c], since[t].cells[c]);
        for (std::size_t s = 0; s < page.sessions.size(); ++s)
            add(page.sessions[s].all, booked_[t].sessions[s], since[t].sessions[s]);
    }
    return since;
}

Settlement Accounts::settlement(const Company& company, Instant now) const {
    const std::vector<User> users = users_of(company);
    const Instant month_end = month_ends_[month_];
    Month month{{month_ == 0 ? start_ : month_ends_[month_ - 1], month_end}, now, users, teams_, models_, {}, in_term_};
    for (const UsedStretch& stretch : stretches_)
        month.stretches.push_back({stretch.from, stretch.use, stretch.served});
    if (since_ < now) month.stretches.push_back({since_, company.meter(), served_});
    return burncast::settle(contracts_, month);
}

std::vector<Money> Accounts::due(const Company& company, Instant now) const {
    std::vector<Money> due(teams_);
    for (const std::vector<Page>& month : pages_)
        for (std::size_t t = 0; t < teams_; ++t) due[t] += sum(month[t].cells);
    if (stretches_.empty() && !(since_ < now)) return due;
    const Settlement settled = settlement(company, now);
    const std::size_t users = company.actors().size(), entries = users * models_;
    for (std::size_t k = 0; k < settled.paid.size(); ++k)
        due[company.actors()[k % entries / models_].team.index()] += settled.paid[k];
    std::vector<Spend> use = used_by_teams(company);
    const std::vector<Spend> open = of_teams(company, company.meter(), teams_, models_);
    for (std::size_t k = 0; k < use.size(); ++k) use[k] += open[k];
    for (std::size_t c = 0; c < contracts_.size(); ++c) {
        const std::vector<Money> shares = unused_shares(contracts_[c], settled.lines[c].unused, use);
        for (std::size_t k = 0; k < shares.size(); ++k) due[k / models_] += shares[k];
    }
    return due;
}

void Accounts::close_month(Company& company, Instant now) {
    end_stretch(company, now);
    const Settlement settled = settlement(company, now);
    in_term_ = settled.in_term;
    paid_.resize(company.actors().size());
    at_month_start_.resize(paid_.size());
    at_year_start_.resize(paid_.size());
    const std::size_t entries = paid_.size() * models_;
    for (std::size_t s = 0; s < stretches_.size(); ++s)
        share_out(company, stretches_[s], std::span(settled.paid).subspan(s * entries, entries));
    const std::vector<Spend> use = used_by_teams(company);
    for (std::size_t k = 0; k < contracts_.size(); ++k) {
        lines_[month_][contracts_[k].line] += settled.lines[k];
        const std::vector<Money> shares = unused_shares(contracts_[k], settled.lines[k].unused, use);
        for (std::size_t place = 0; place < shares.size(); ++place)
            pages_[month_][place / models_].cells[place % models_ * cause_count + index(Cause::unused)] +=
                shares[place];
    }
    lines_[month_].back() += settled.lines.back();
    stretches_.clear();
}

void Accounts::share_out(const Company& company, const UsedStretch& stretch, std::span<const Money> paid) {
    std::vector<Money> team_pays(teams_ * models_);
    for (std::size_t i = 0; i < company.actors().size(); ++i) {
        for (std::size_t m = 0; m < models_; ++m) {
            team_pays[company.actors()[i].team.index() * models_ + m] += paid[i * models_ + m];
            paid_[i] += paid[i * models_ + m];
        }
    }
    for (std::size_t t = 0; t < teams_; ++t) {
        const Booked& booked = stretch.booked[t];
        Page& page = pages_[month_][t];
        for (std::size_t m = 0; m < models_; ++m)
            add_shared(team_pays[t * models_ + m], std::span(booked.cells).subspan(m * cause_count, cause_count),
                       std::span(page.cells).subspan(m * cause_count, cause_count));
        add_shared(sum(std::span(team_pays).subspan(t * models_, models_)), booked.sessions, page.sessions);
    }
}

std::vector<Spend> Accounts::used_by_teams(const Company& company) const {
    std::vector<Spend> use(teams_ * models_);
    for (const UsedStretch& stretch : stretches_) {
        const std::vector<Spend> used = of_teams(company, stretch.use, teams_, models_);
        for (std::size_t k = 0; k < use.size(); ++k) use[k] += used[k];
    }
    return use;
}

std::vector<Money> Accounts::unused_shares(const Contract& contract, Money unused,
                                           const std::vector<Spend>& use) const {
    std::vector<std::size_t> places;
    const auto collect = [&](bool all) {
        for (std::size_t t = 0; t < teams_; ++t)
            for (std::size_t m = 0; m < models_; ++m)
                if (all || contract.covers(t, m)) places.push_back(t * models_ + m);
    };
    collect(false);
    if (places.empty()) collect(true);  // it is for models that nobody ever uses
    std::vector<Spend> weights;
    for (const std::size_t place : places) weights.push_back(use[place]);
    const std::vector<Money> parts = shared(unused, weights);
    std::vector<Money> all(use.size());
    for (std::size_t k = 0; k < places.size(); ++k) all[places[k]] = parts[k];
    return all;
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

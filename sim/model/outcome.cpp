#include "sim/model/outcome.hpp"

#include <algorithm>
#include <utility>

#include "sim/stats/correlation.hpp"

namespace burncast {

namespace {

// What is used, at what it is paid.
Spend paid(Spend used, const Accounts::Page* page, std::vector<Money> Accounts::Page::*part, std::size_t place) {
    if (page) used.money = (page->*part)[place];
    return used;
}

void add_page(const Ledger::Page& page, const Accounts::Page* account, Usage& team, std::vector<Usage>& models,
              std::vector<Usage>& sessions) {
    for (std::size_t m = 0; m < models.size(); ++m) {
        for (std::size_t c = 0; c < cause_count; ++c) {
            const Spend& used = page.cells[m * cause_count + c];
            const Spend spend = paid(used, account, &Accounts::Page::cells, m * cause_count + c);
            team.by_cause[c] += spend;
            team.list += used.money;
            models[m].spend += spend;
            models[m].list += used.money;
        }
    }
    for (std::size_t s = 0; s < sessions.size(); ++s) {
        team.sessions += page.sessions[s];
        sessions[s].sessions += page.sessions[s];
        sessions[s].spend += paid(page.sessions[s].all, account, &Accounts::Page::sessions, s);
        sessions[s].list += page.sessions[s].all.money;
    }
    team.tasks += page.tasks;
}

// A team is whole once its pages are added.
void add_team(Usage& team, Usage& all) {
    for (std::size_t c = 0; c < cause_count; ++c) {
        team.spend += team.by_cause[c];
        all.by_cause[c] += team.by_cause[c];
        if (c < own_cause_count) all.by_cause[own_work] += team.by_cause[c];
    }
    all.spend += team.spend;
    all.list += team.list;
    all.tasks += team.tasks;
    all.worth += team.worth;
    all.sessions += team.sessions;
}

void add_lines(std::span<const BillLine> lines, std::vector<Usage>& contracts, Usage& all) {
    for (std::size_t k = 0; k < lines.size(); ++k) {
        contracts[k].spend.money += lines[k].used + lines[k].unused;
        contracts[k].list += lines[k].list;
        for (Usage* usage : {&contracts[k], &all}) {
            usage->fixed += lines[k].fixed;
            usage->unused += lines[k].unused;
            usage->queued += lines[k].calls;
            usage->waited += lines[k].waited;
        }
    }
}

template <class Books>
void add_people(const Company& company, Books books, std::vector<Usage>& teams, Usage& all) {
    std::vector<double> tokens, hours;
    for (std::size_t i = 0; i < company.people().size(); ++i) {
        const Record record = books(i);
        for (Usage* usage : {&all, &teams[company.people()[i].team.index()]}) {
            usage->people += 1;
            usage->people_tokens += record.tokens;
        }
        if (record.calls == 0) continue;
        all.persons.bills.push_back(record.bill.units());
        tokens.push_back(static_cast<double>(record.tokens.count()));
        hours.push_back(record.accepted_work.in_hours());
    }
    all.persons.correlation = rank_correlation(tokens, hours);
    all.persons.tokens = std::move(tokens);
    std::sort(all.persons.bills.begin(), all.persons.bills.end());
    std::sort(all.persons.tokens.begin(), all.persons.tokens.end());
}

}  // namespace

OutcomeLayout::OutcomeLayout(Periods periods, Groups groups, bool has_budget)
    : periods_(std::move(periods)),
      groups_(std::move(groups)),
      has_budget_(has_budget),
      columns_(columns_of(periods_, groups_, has_budget)) {
    for (const Column& column : columns_) {
        if (column.period != columns_.front().period) break;
        Cell cell{reading_of(column.measure)};
        for (std::size_t k = 0; k < part_names.size(); ++k) {
            if (column.group_kind != part_names[k].second) continue;
            cell.kind = 1 + k;
            cell.part = place_in(members(groups_, part_names[k].first), column.group);
        }
        cells_.push_back(cell);
    }
}

void OutcomeLayout::close_month(std::size_t month, const Company& company, const Beside& beside,
                                std::vector<double>& row) const {
    fill(month, month, month, Books::month, company, beside, row);
    if (!periods_.last_of_year(month)) return;
    const std::size_t year = periods_.year_of[month];
    std::size_t first = month;
    while (first > 0 && periods_.year_of[first - 1] == year) --first;
    fill(periods_.months.size() + year, first, month, Books::year, company, beside, row);
    if (month + 1 == periods_.months.size())
        fill(periods_.months.size() + periods_.years.size(), 0, month, Books::total, company, beside, row);
}

double OutcomeLayout::length_of(std::size_t month) const {
    return (periods_.month_ends[month] - periods_.month_start(month)).in_days() / days_per_month;
}

void OutcomeLayout::set_exhaustion(double date, std::vector<double>& row) const {
    if (has_budget_) row.back() = date;
}

OutcomeLayout::Usages OutcomeLayout::usages(std::size_t first_month, std::size_t last_month, Books books,
                                            const Company& company, const Beside& beside) const {
    const auto [accounts, yardstick, weeks] = beside;
    Usages usages;
    usages[0].resize(1);
    for (std::size_t k = 0; k < part_names.size(); ++k)
        usages[1 + k].resize(members(groups_, part_names[k].first).size());
    auto& [all, teams, models, causes, sessions, contracts] = usages;
    for (std::size_t month = first_month; month <= last_month; ++month) {
        for (std::size_t t = 0; t < teams.size(); ++t) {
            const Ledger::Page& page = company.ledger().page(month, TeamId(t));
            add_page(page, accounts ? &accounts->page(month, TeamId(t)) : nullptr, teams[t], models, sessions);
            if (yardstick) teams[t].worth += yardstick->measure(page.tasks, TeamId(t), length_of(month));
        }
        if (accounts) add_lines(accounts->lines(month), contracts, all.front());
    }
    for (Usage& team : teams) add_team(team, all.front());
    for (std::size_t c = 0; c < causes.size(); ++c)
        causes[c].spend = all.front().by_cause[place_in(cause_names, groups_.causes[c])];
    const auto records = [&](std::size_t i) {
        Record record = books == Books::month  ? company.this_month(i)
                        : books == Books::year ? company.this_year(i)
                                               : company.records()[i];
        if (accounts)
            record.bill = books == Books::month  ? accounts->paid_this_month(i)
                          : books == Books::year ? accounts->paid_this_year(i)
                                                 : accounts->paid(i);
        return record;
    };
    add_people(company, records, teams, all.front());
    return usages;
}

void OutcomeLayout::fill(std::size_t period, std::size_t first_month, std::size_t last_month, Books books,
                         const Company& company, const Beside& beside, std::vector<double>& row) const {
    Usages parts = usages(first_month, last_month, books, company, beside);
    parts[0].front().weekly_active =
        beside.weeks->active_share(periods_.month_start(first_month), periods_.month_ends[last_month]);
    for (std::size_t c = 0; c < cells_.size(); ++c) {
        const Cell& cell = cells_[c];
        row[period * cells_.size() + c] = cell.reading.value(parts[cell.kind][cell.part], cell.reading.which);
    }
}

}  // namespace burncast

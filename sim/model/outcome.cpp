#include "sim/model/outcome.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

#include "sim/stats/quantile.hpp"

namespace burncast {

Periods::Periods(Instant start, Instant end) {
    using namespace std::chrono;
    year_month_day date{start.day()};
    for (year_month month = date.year() / date.month(); Instant::at(sys_days(month / 1)) < end;
         month += std::chrono::months(1)) {
        const std::string name = iso_date(Instant::at(sys_days(month / 1)));
        const std::string year = name.substr(0, 4);
        if (years.empty() || years.back() != year) years.push_back(year);
        months.push_back(name.substr(0, 7));
        year_of.push_back(years.size() - 1);
        month_ends.push_back(std::min(end, Instant::at(sys_days((month + std::chrono::months(1)) / 1))));
    }
}

namespace {

// The people who were active in some books.
struct Persons {
    std::vector<double> bills;  // ascending
    double top_tokens = 0;
};

template <class Books>
Persons persons_of(std::size_t people, Books books) {
    Persons persons;
    std::int64_t top = 0;
    for (std::size_t i = 0; i < people; ++i) {
        const Record record = books(i);
        if (record.calls == 0) continue;
        persons.bills.push_back(record.bill.units());
        top = std::max(top, record.tokens.count());
    }
    std::sort(persons.bills.begin(), persons.bills.end());
    persons.top_tokens = static_cast<double>(top);
    return persons;
}

std::string name_of(Cause cause) { return std::string(cause_names[index(cause)]); }

double sum_of_top_decile(const std::vector<double>& ascending) {
    const auto count = static_cast<std::size_t>(std::ceil(static_cast<double>(ascending.size()) / 10));
    double sum = 0;
    for (std::size_t i = ascending.size() - count; i < ascending.size(); ++i) sum += ascending[i];
    return sum;
}

}  // namespace

OutcomeLayout::OutcomeLayout(Periods periods, Names names, std::vector<std::size_t> people_by_team, bool has_budget)
    : periods_(std::move(periods)), names_(std::move(names)), has_budget_(has_budget) {
    for (const std::size_t people : people_by_team) people_ += static_cast<double>(people);
    for (const std::string& month : periods_.months) {
        add_period(month);
        per_period_ = per_period_ == 0 ? columns_.size() : per_period_;
    }
    for (const std::string& year : periods_.years) add_period(year);
    add_period("total");
    if (has_budget_) columns_.push_back({"budget_exhausted_on", "total", "all", ""});
}

void OutcomeLayout::add_period(const std::string& period) {
    const auto all = [&](const std::string& measure) { columns_.push_back({measure, period, "all", ""}); };
    for (const char* measure :
         {"bill", "tokens", "calls", "sessions", "accepted_tasks", "refused_tasks", "accepted_hours",
          "cost_per_accepted_task", "waste_share", "active_share", "top_person_bill", "top_person_tokens",
          "top_decile_share", "person_bill.mean", "person_bill.p10", "person_bill.p50", "person_bill.p90"})
        all(measure);
    for (const Cause cause : names_.causes) all("bill." + name_of(cause));
    for (const std::string_view kind : token_kind_names) all("tokens." + std::string(kind));
    const auto group = [&](const std::string& kind, const std::string& name) {
        for (const char* measure : {"bill", "tokens", "calls"}) columns_.push_back({measure, period, kind, name});
    };
    for (const std::string& team : names_.teams) group("team", team);
    for (const std::string& model : names_.models) group("model", model);
    for (const Cause cause : names_.causes) group("cause", name_of(cause));
}

void OutcomeLayout::close_month(std::size_t month, const Company& company, std::vector<double>& row) const {
    fill(month * per_period_, month, month, Books::month, company, row);
    if (!periods_.last_of_year(month)) return;
    const std::size_t year = periods_.year_of[month];
    std::size_t first = month;
    while (first > 0 && periods_.year_of[first - 1] == year) --first;
    fill((periods_.months.size() + year) * per_period_, first, month, Books::year, company, row);
    if (month + 1 == periods_.months.size())
        fill((periods_.months.size() + periods_.years.size()) * per_period_, 0, month, Books::total, company, row);
}

void OutcomeLayout::set_exhaustion(double date, std::vector<double>& row) const {
    if (has_budget_) row.back() = date;
}

void OutcomeLayout::fill(std::size_t at, std::size_t first_month, std::size_t last_month, Books books,
                         const Company& company, std::vector<double>& row) const {
    std::vector<Spend> by_team(names_.teams.size()), by_model(names_.models.size()), by_cause(cause_count);
    Spend all;
    TaskCounts counts;
    for (std::size_t month = first_month; month <= last_month; ++month) {
        for (std::size_t t = 0; t < names_.teams.size(); ++t) {
            counts += company.ledger().page(month, TeamId(t)).counts;
            for (std::size_t m = 0; m < names_.models.size(); ++m) {
                for (std::size_t c = 0; c < cause_count; ++c) {
                    const Spend& spend = company.ledger().at(month, TeamId(t), ModelId(m), static_cast<Cause>(c));
                    all += spend;
                    by_team[t] += spend;
                    by_model[m] += spend;
                    by_cause[c] += spend;
                }
            }
        }
    }
    const Persons persons = persons_of(company.people().size(), [&](std::size_t i) {
        return books == Books::month  ? company.this_month(i)
               : books == Books::year ? company.this_year(i)
                                      : company.records()[i];
    });
    const double none = std::numeric_limits<double>::quiet_NaN();
    const double bill = all.money.units();
    const auto active = static_cast<double>(persons.bills.size());
    double person_sum = 0;
    for (const double each : persons.bills) person_sum += each;

    const auto put = [&](double value) { row[at++] = value; };
    put(bill);
    put(static_cast<double>(all.all_tokens().count()));
    put(static_cast<double>(all.calls));
    put(static_cast<double>(counts.sessions));
    put(static_cast<double>(counts.accepted));
    put(static_cast<double>(counts.refused));
    put(counts.accepted_work.in_hours());
    put(counts.accepted > 0 ? bill / static_cast<double>(counts.accepted) : none);
    put(bill > 0 ? 1 - by_cause[index(Cause::useful)].money.units() / bill : none);
    put(people_ > 0 ? active / people_ : none);
    put(persons.bills.empty() ? none : persons.bills.back());
    put(persons.bills.empty() ? none : persons.top_tokens);
    put(person_sum > 0 ? sum_of_top_decile(persons.bills) / person_sum : none);
    put(persons.bills.empty() ? none : person_sum / active);
    for (const double p : {0.1, 0.5, 0.9}) put(persons.bills.empty() ? none : quantile(persons.bills, p));
    std::vector<Spend> booked;
    for (const Cause cause : names_.causes) booked.push_back(by_cause[index(cause)]);
    for (const Spend& spend : booked) put(spend.money.units());
    for (const Tokens& tokens : all.tokens) put(static_cast<double>(tokens.count()));
    for (const auto* groups : {&by_team, &by_model, &booked}) {
        for (const Spend& spend : *groups) {
            put(spend.money.units());
            put(static_cast<double>(spend.all_tokens().count()));
            put(static_cast<double>(spend.calls));
        }
    }
}

}  // namespace burncast

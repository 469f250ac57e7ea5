#include "analysis/bill_tables.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/headline.hpp"
#include "analysis/wording.hpp"

namespace burncast {

namespace {

using Align = TextTable::Align;
using Cells = std::vector<TextTable::Cell>;

constexpr std::size_t most_months = 24;  // beyond, the table shows years only
constexpr std::size_t widest_bar = 40;

constexpr std::pair<std::string_view, std::string_view> cause_meanings[] = {
    {"useful", "work that was accepted"},
    {"failed", "first tries that came to nothing"},
    {"manual_retry", "later tries that came to nothing"},
    {"auto_retry", "calls that failed and were repeated by software"},
    {"loop", "agents that went in circles"},
    {"gaming", "use for the sake of a score"},
    {"side_job", "work for somebody else"},
    {"bug_fix", "mending what was accepted"},
    {"rework", "doing again what was accepted"},
    {"review", "reading what agents made"},
    {"unused", "paid for, and used by nobody"}};

std::string_view meaning_of(std::string_view cause) {
    for (const auto& [name, meaning] : cause_meanings)
        if (name == cause) return meaning;
    return {};
}

std::string number(const Distribution* d) { return d == nullptr ? "" : count_text(d->mean); }
std::string share(const Distribution* d) { return d == nullptr ? "" : share_text(d->mean); }

std::string range(const Report& report, const Distribution& d) {
    return report.replications == 1 ? "" : range_text(d.p05, d.p95, d.mean, true);
}

// The periods to show: months unless there are too many, then years, then the total where no single year says it.
std::vector<std::string> periods_of(const PolicyReport& policy) {
    std::vector<std::string> shown;
    std::vector<std::string> years;
    for (const MeasureSummary& m : policy.measures) {
        if (m.column.group_kind != "all" || m.column.measure != "bill") continue;
        if (is_month(m.column.period)) shown.push_back(m.column.period);
        if (is_year(m.column.period)) years.push_back(m.column.period);
    }
    if (shown.size() > most_months) shown.clear();
    if (shown.size() + years.size() == 0 || years.size() > 1) {
        shown.insert(shown.end(), years.begin(), years.end());
        years.clear();
    }
    if (shown.size() != 1 && policy.find("bill", "total") != nullptr) shown.push_back("total");
    return shown;
}

void add_period_bars(TextTable& rows, const PolicyReport& policy, const std::vector<std::string>& shown,
                     std::size_t width) {
    // Bars compare what is of one length: the months, or the years where there are no months.
    const auto has_bar = [&](const std::string& p) { return p != "total" && is_month(p) == is_month(shown.front()); };
    double full = 0;
    for (const std::string& period : shown) {
        const Distribution* bill = policy.find("bill", period);
        if (has_bar(period)) full = std::max({full, bill->mean, std::isfinite(bill->p95) ? bill->p95 : 0});
    }
    const std::size_t room = bar_room(rows, width, widest_bar);
    if (room == 0) return;
    Cells bars{{clipped("█ mean  ░ up to P95", room), Style::faint}};
    for (const std::string& period : shown) {
        const Distribution* bill = policy.find("bill", period);
        bars.push_back({has_bar(period) ? bar(bill->mean, bill->p95, full, room) : "", Style::plain});
    }
    rows.add_column(std::move(bars));
}

}  // namespace

bool has_people(const PolicyReport& policy) {
    const Distribution* half = policy.find("person_bill.p50", "total");
    return half != nullptr && !std::isnan(half->mean);
}

std::optional<TextTable> period_table(const Report& report, std::size_t width) {
    const PolicyReport& policy = report.policies.front();
    const std::vector<std::string> shown = periods_of(policy);
    if (shown.empty()) return std::nullopt;
    std::vector<std::string> titles = {"", "bill", "90% range", "tokens", "calls", "accepted"};
    if (has_people(policy)) titles.emplace_back("active");
    TextTable rows = numbers_under(titles);
    for (const std::string& period : shown) {
        const Distribution* bill = policy.find("bill", period);
        const Style style = is_month(period) ? Style::plain : Style::strong;
        Cells row{{period, style},
                  {money_text(bill->mean, report.currency), style},
                  {range(report, *bill), Style::plain},
                  {number(policy.find("tokens", period)), Style::plain},
                  {number(policy.find("calls", period)), Style::plain},
                  {number(policy.find("accepted_tasks", period)), Style::plain}};
        if (has_people(policy)) row.push_back({share(policy.find("active_share", period)), Style::plain});
        rows.add(std::move(row));
    }
    add_period_bars(rows, policy, shown, width);
    return rows;
}

std::optional<TextTable> cause_table(const Report& report, std::size_t width) {
    std::vector<CauseReport> sorted = report.policies.front().causes;
    std::erase_if(sorted, [](const CauseReport& cause) { return !(cause.bill > 0); });
    if (sorted.empty()) return std::nullopt;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const CauseReport& a, const CauseReport& b) { return a.bill > b.bill; });
    TextTable rows({Align::left, Align::right, Align::right, Align::left});
    std::vector<double> shares;
    for (const CauseReport& cause : sorted) {
        shares.push_back(cause.share);
        std::string name = safe_text(cause.cause);
        std::replace(name.begin(), name.end(), '_', ' ');
        rows.add({{name, Style::plain},
                  {share_text(cause.share), Style::plain},
                  {money_text(cause.bill, report.currency), Style::plain},
                  {std::string(meaning_of(cause.cause)), Style::faint}});
    }
    add_bars(rows, shares, width, widest_bar);
    return rows;
}

std::optional<TextTable> contract_table(const Report& report) {
    const PolicyReport& policy = report.policies.front();
    if (policy.contracts.empty()) return std::nullopt;
    TextTable rows = numbers_under({"", "paid", "at list prices", "used"});
    for (const ContractReport& contract : policy.contracts) {
        if (contract.bill == 0 && contract.list_cost == 0) continue;
        rows.add({{contract.contract == "list" ? "no contract" : safe_text(contract.contract), Style::plain},
                  {money_text(contract.bill, report.currency), Style::plain},
                  {money_text(contract.list_cost, report.currency), Style::plain},
                  {std::isnan(contract.utilisation) ? "" : share_text(contract.utilisation), Style::plain}});
    }
    return rows;
}

std::optional<TextTable> value_table(const Report& report) {
    const auto told = [](const PolicyReport& policy, std::string_view measure) {
        const Distribution* d = policy.find(measure, "total");
        return d == nullptr ? std::nan("") : d->mean;
    };
    if (report.policies.front().find("value", "total") == nullptr) return std::nullopt;
    TextTable rows =
        numbers_under({"", "value", "lasts", "absorbed", "own work", "reviews", "repairs", "bill", "return"});
    for (const PolicyReport& policy : report.policies) {
        const auto money = [&](std::string_view measure) {
            return TextTable::Cell{money_text(told(policy, measure), report.currency), Style::plain};
        };
        const auto share_of = [&](std::string_view measure) {
            return TextTable::Cell{share_text(told(policy, measure)), Style::plain};
        };
        rows.add({{safe_text(policy.name), Style::plain},
                  money("value"),
                  share_of("durable_share"),
                  share_of("absorbed_share"),
                  money("work_cost"),
                  money("review_cost"),
                  money("repair_cost"),
                  money("bill"),
                  share_of("roi")});
    }
    return rows;
}

}  // namespace burncast

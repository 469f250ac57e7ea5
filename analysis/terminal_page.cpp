#include "analysis/terminal_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include "analysis/headline.hpp"
#include "analysis/question_tables.hpp"
#include "analysis/text_layout.hpp"
#include "analysis/wording.hpp"

namespace burncast {

namespace {

using Align = TextTable::Align;
using Cells = std::vector<TextTable::Cell>;

constexpr std::size_t most_months = 24;  // beyond, the table shows years only
constexpr std::size_t widest_bar = 40;
constexpr std::size_t few_replications = 100;
constexpr std::size_t few_pairs = 30;

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
    {"review", "reading what agents made"}};

std::string_view meaning_of(std::string_view cause) {
    for (const auto& [name, meaning] : cause_meanings)
        if (name == cause) return meaning;
    return {};
}

class Page {
public:
    Page(const Report& report, std::size_t width, bool colour)
        : report_(report), width_(width), colour_(colour), year_(std::chrono::year_month_day(report.start).year()) {}

    std::string text() {
        paragraph(headline(report_), Style::strong);
        if (report_.policies.empty()) return page_;
        if (!report_.has_base())
            paragraph(
                "Base, the scenario without a policy, was not played: nothing is compared with it, and no "
                "observed fact is held against the forecast.");
        if (report_.interrupted) paragraph("Interrupted: these are the replications that were finished.", Style::bad);
        months();
        causes();
        people();
        policies();
        expectations();
        gates();
        trust();
        files();
        return page_;
    }

private:
    [[nodiscard]] const PolicyReport& base() const { return report_.policies.front(); }

    void paragraph(const std::string& sentence, Style style = Style::plain) {
        for (const std::string& line : wrapped_lines(safe_text(sentence), width_))
            page_ += painted(line, style, colour_) + '\n';
    }
    void section(const std::string& title) { page_ += '\n' + painted(title, Style::strong, colour_) + '\n'; }
    void table(const TextTable& table) { page_ += table.text(width_, colour_); }
    [[nodiscard]] std::string money(double amount) const { return money_text(amount, report_.currency); }
    [[nodiscard]] std::string number(const Distribution* d) const { return d == nullptr ? "" : count_text(d->mean); }
    [[nodiscard]] std::string share(const Distribution* d) const { return d == nullptr ? "" : share_text(d->mean); }
    [[nodiscard]] std::string money_range(const Distribution& d) const {
        return report_.replications == 1 ? "" : range_text(d.p05, d.p95, d.mean, true);
    }
    [[nodiscard]] std::string day(double days) const { return day_text(days, year_); }

    // Whether anybody but agents ever used a model.
    [[nodiscard]] bool has_people() const {
        const Distribution* half = base().find("person_bill.p50", "total");
        return half != nullptr && !std::isnan(half->mean);
    }

    // The periods to show: months unless there are too many, then years, then the total where no single year says it.
    [[nodiscard]] std::vector<std::string> periods() const {
        std::vector<std::string> shown;
        std::vector<std::string> years;
        for (const MeasureSummary& m : base().measures) {
            if (m.column.group_kind != "all" || m.column.measure != "bill") continue;
            if (is_month(m.column.period)) shown.push_back(m.column.period);
            if (is_year(m.column.period)) years.push_back(m.column.period);
        }
        if (shown.size() > most_months) shown.clear();
        if (shown.size() + years.size() == 0 || years.size() > 1) {
            shown.insert(shown.end(), years.begin(), years.end());
            years.clear();
        }
        if (shown.size() != 1 && base().find("bill", "total") != nullptr) shown.push_back("total");
        return shown;
    }

    void months() {
        const std::vector<std::string> shown = periods();
        if (shown.empty()) return;
        std::vector<std::string> titles = {"", "bill", "90% range", "tokens", "calls", "accepted"};
        if (has_people()) titles.emplace_back("active");
        TextTable rows(first_left(titles.size()));
        rows.add(header(titles));
        // Bars compare what is of one length: the months, or the years where there are no months.
        const auto has_bar = [&](const std::string& p) {
            return p != "total" && is_month(p) == is_month(shown.front());
        };
        double full = 0;
        for (const std::string& period : shown) {
            const Distribution* bill = base().find("bill", period);
            const Style style = is_month(period) ? Style::plain : Style::strong;
            Cells row{{period, style},
                      {money(bill->mean), style},
                      {money_range(*bill), Style::plain},
                      {number(base().find("tokens", period)), Style::plain},
                      {number(base().find("calls", period)), Style::plain},
                      {number(base().find("accepted_tasks", period)), Style::plain}};
            if (has_people()) row.push_back({share(base().find("active_share", period)), Style::plain});
            rows.add(std::move(row));
            if (has_bar(period)) full = std::max({full, bill->mean, std::isfinite(bill->p95) ? bill->p95 : 0});
        }
        const std::size_t room = std::min(widest_bar, rows.room(width_));
        Cells bars{{clipped("█ mean  ░ up to P95", room), Style::faint}};
        for (const std::string& period : shown) {
            const Distribution* bill = base().find("bill", period);
            bars.push_back({has_bar(period) ? bar(bill->mean, bill->p95, full, room) : "", Style::plain});
        }
        if (room >= 6) rows.add_column(std::move(bars));
        page_ += '\n';
        table(rows);
    }

    // Names on the left, numbers on the right.
    [[nodiscard]] static std::vector<Align> first_left(std::size_t columns) {
        std::vector<Align> aligns(columns, Align::right);
        aligns.front() = Align::left;
        return aligns;
    }

    [[nodiscard]] static Cells header(const std::vector<std::string>& titles) {
        Cells cells;
        for (const std::string& title : titles) cells.push_back({title, Style::faint});
        return cells;
    }

    void causes() {
        std::vector<CauseReport> sorted = base().causes;
        std::erase_if(sorted, [](const CauseReport& cause) { return !(cause.bill > 0); });
        if (sorted.empty()) return;
        std::stable_sort(sorted.begin(), sorted.end(),
                         [](const CauseReport& a, const CauseReport& b) { return a.bill > b.bill; });
        TextTable rows({Align::left, Align::right, Align::right, Align::left});
        Cells bars;
        for (const CauseReport& cause : sorted) {
            std::string name = safe_text(cause.cause);
            std::replace(name.begin(), name.end(), '_', ' ');
            rows.add({{name, Style::plain},
                      {share_text(cause.share), Style::plain},
                      {money(cause.bill), Style::plain},
                      {std::string(meaning_of(cause.cause)), Style::faint}});
        }
        const std::size_t room = std::min(widest_bar, rows.room(width_));
        for (const CauseReport& cause : sorted)
            bars.push_back({bar(cause.share, 0, sorted.front().share, room), Style::plain});
        if (room >= 6) rows.add_column(std::move(bars));
        section("Where the money goes");
        table(rows);
    }

    void people() {
        if (!has_people()) return;
        const Distribution* half = base().find("person_bill.p50", "total");
        const Distribution* tenth = base().find("person_bill.p90", "total");
        const Distribution* top = base().find("top_person_bill", "total");
        const Distribution* decile = base().find("top_decile_share", "total");
        if (tenth == nullptr || tenth->mean == 0) return;
        std::string sentence = "Of the people who spent anything, half spent less than " + money(half->mean) +
                               " and one in ten more than " + money(tenth->mean);
        if (top != nullptr) sentence += "; the top spender " + money(top->mean);
        if (decile != nullptr && !std::isnan(decile->mean))
            sentence += ". The top tenth accounts for " + share_text(decile->mean) + " of the money";
        section("Who spends");
        paragraph(sentence + ".");
    }

    [[nodiscard]] const Difference* bill_difference(const std::string& policy) const {
        for (const Difference& d : report_.differences)
            if (d.policy == policy && d.measure == "bill" && d.period == "total") return &d;
        return nullptr;
    }

    // How likely, and the median day where it is likelier than not.
    [[nodiscard]] std::string budget_out(const BudgetReport& budget) const {
        const std::string likely = share_text(budget.probability_exhausted);
        return std::isfinite(budget.exhausted_p50) ? likely + ", " + day(budget.exhausted_p50) : likely;
    }

    void policies() {
        if (report_.policies.size() < 2) return;
        std::vector<std::string> titles = {"", "bill", "90% range", "useful", "budget out"};
        if (report_.has_base()) titles.insert(titles.end(), {"bill changes by", "(95%)", "lower in"});
        TextTable rows(first_left(titles.size()));
        rows.add(header(titles));
        for (const PolicyReport& policy : report_.policies) {
            const Distribution* bill = policy.find("bill", "total");
            Cells row{{safe_text(policy.name), Style::plain},
                      {bill == nullptr ? "" : money(bill->mean), Style::plain},
                      {bill == nullptr ? "" : money_range(*bill), Style::plain},
                      {share_text(accepted_share(policy)), Style::plain},
                      {policy.budget ? budget_out(*policy.budget) : "", Style::plain}};
            if (const Difference* d = bill_difference(policy.name)) {
                const bool same = d->mean == 0 && d->low == 0 && d->high == 0;
                row.push_back({same ? "nothing" : money(d->mean), Style::plain});
                const bool known = !same && std::isfinite(d->low) && std::isfinite(d->high);
                row.push_back({known ? range_text(d->low, d->high, d->mean, true) : "", Style::plain});
                row.push_back({same ? "" : share_text(d->probability_lower), Style::plain});
            }
            rows.add(std::move(row));
        }
        section("Policies side by side, on the same luck");
        table(rows);
    }

    void expectations() {
        if (report_.expectations.empty()) return;
        section("Observed beside simulated");
        table(expectation_table(report_.expectations, report_.currency, year_));
        paragraph(
            "✓: the simulated median is as near as was asked for. Inside: the fact lies in the simulated 90%. "
            "Predicted facts were not used in setting up the scenario; calibrated ones were.",
            Style::faint);
    }

    void gates() {
        if (report_.gates.empty()) return;
        bool certain = true;
        bool told = true;  // by the intervals
        bool extreme = false;
        std::set<std::size_t> without_value;
        for (const GateReport& gate : report_.gates) {
            certain = certain && gate.certain;
            told = told && (gate.certain || gate.without_value > 0);
            if (gate.without_value > 0) without_value.insert(gate.without_value);
            extreme = extreme || (!gate.certain && (gate.gate.starts_with("min") || gate.gate.starts_with("max")));
        }
        section("Gates");
        table(gate_table(report_.gates, report_.currency, year_, report_.policies.size() > 1));
        if (certain) return;
        std::string doubt = "✓? passed and ✗? failed, but ";
        doubt += told ? "not for sure."
                      : fmt::format("{} replications cannot tell: the limit lies inside the 95% interval; run more.",
                                    report_.replications);
        if (extreme) doubt += " No number of them can tell a min or a max: ask for p01 or p99.";
        if (!without_value.empty())
            doubt += fmt::format(
                " {}{} of the {} replications have no value and were left out; what they would have "
                "said is not known.",
                without_value.size() > 1 ? "Up to " : "", *without_value.rbegin(), report_.replications);
        paragraph(doubt, Style::bad);
    }

    void trust() {
        const PrecisionReport& precision = report_.precision;
        std::string text = fmt::format("{} replication{}, seed {}.", report_.replications,
                                       report_.replications == 1 ? "" : "s", report_.seed);
        if (std::isfinite(precision.mean)) text += " The mean bill is known to ±" + error_text(precision.mean);
        if (std::isfinite(precision.mean) && std::isfinite(precision.p95))
            text += ", its P95 to ±" + error_text(precision.p95);
        if (std::isfinite(precision.mean))
            text += " (at 95%)" + (precision.note.empty() ? "" : "; " + precision.note) + ".";
        section("How far to trust this");
        paragraph(text);
        if (precision.reached == false)
            paragraph("Asked for ±" + error_text(*precision.asked) +
                          " and stopped short of it: allow more with --max-replications.",
                      Style::bad);
        else if (report_.replications < few_replications)
            paragraph("That is few: read the ranges as rough, or ask for more with --replications or --precision 1%.",
                      Style::bad);
        paragraph(spread_sentence());
    }

    [[nodiscard]] std::string spread_sentence() const {
        const Distribution* bill = base().find("bill", "total");
        if (bill == nullptr || std::isnan(bill->luck_share)) return {};
        if (!base().uncertain_inputs)
            return "All of the bill's spread is luck: no input of the scenario is uncertain, which reality seldom "
                   "grants.";
        const bool rough = report_.replications / 2 < few_pairs;
        return "Of the bill's spread" + std::string(rough ? ", roughly " : " ") + share_text(bill->luck_share) +
               " is luck, which nobody can know, and " + share_text(bill->ignorance_share) +
               " is ignorance: inputs given as ranges, which can be narrowed.";
    }

    void files() {
        if (report_.directory.empty()) return;
        section("Files");
        page_ += safe_text(report_.directory) + "\n";  // whole, so that it can be copied
        paragraph("summary.json, monthly.csv, replications.csv.gz, manifest.json", Style::faint);
    }

    const Report& report_;
    std::size_t width_;
    bool colour_;
    std::chrono::year year_;
    std::string page_;
};

}  // namespace

std::string terminal_page(const Report& report, int width, bool colour) {
    return Page(report, static_cast<std::size_t>(std::max(width, 60)), colour).text();
}

}  // namespace burncast

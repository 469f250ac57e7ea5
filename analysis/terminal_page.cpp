#include "analysis/terminal_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "analysis/bill_tables.hpp"
#include "analysis/comparison_tables.hpp"
#include "analysis/frontier_text.hpp"
#include "analysis/headline.hpp"
#include "analysis/page.hpp"
#include "analysis/question_tables.hpp"
#include "analysis/selection_page.hpp"
#include "analysis/wording.hpp"

namespace burncast {

namespace {

constexpr std::size_t few_replications = 100;

class TerminalPage {
public:
    TerminalPage(const Report& report, std::size_t width, bool colour)
        : report_(report), year_(std::chrono::year_month_day(report.start).year()), page_(width, colour) {}

    std::string text() {
        page_.paragraph(headline(report_), Style::strong);
        if (report_.policies.empty()) return page_.text();
        if (!report_.has_base())
            page_.paragraph(
                "Base, the scenario without a policy, was not played: nothing is compared with it, and no "
                "observed fact is held against the forecast.");
        if (report_.interrupted)
            page_.paragraph("Interrupted: these are the replications that were finished.", Style::bad);
        selection();
        show("", period_table(report_, page_.width()));
        show("Where the money goes", cause_table(report_, page_.width()));
        show("What is paid for it", contract_table(report_));
        people();
        show("What it is worth, and people's time for it", value_table(report_));
        policies();
        expectations();
        gates();
        trust();
        page_.end(report_.notes, report_.directory, "summary.json, monthly.csv, replications.csv.gz, manifest.json");
        return page_.text();
    }

private:
    [[nodiscard]] const PolicyReport& base() const { return report_.policies.front(); }

    // A table under its title, if there is one; nothing of either when there is nothing to show.
    void show(const std::string& title, const std::optional<TextTable>& rows) {
        if (!rows) return;
        if (title.empty())
            page_.gap();
        else
            page_.section(title);
        page_.table(*rows);
    }
    [[nodiscard]] std::string money(double amount) const { return money_text(amount, report_.currency); }

    void selection() {
        if (!report_.selection) return;
        const SelectionReport& found = *report_.selection;
        page_.section("Which policy: " + safe_text(found.question.text));
        page_.paragraph(selection_answer(found, report_.currency, year_), found.decided ? Style::strong : Style::bad);
        page_.table(selection_table(found, report_.currency, year_));
        page_.paragraph(selection_effort(found));
        page_.paragraph(selection_limits(found, report_.replications, report_.currency, year_), Style::faint);
    }

    void people() {
        if (!has_people(base())) return;
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
        page_.section("Who spends");
        page_.paragraph(sentence + ".");
    }

    void policies() {
        show("Policies side by side, on the same luck", policy_table(report_));
        for (const std::string& sentence : frontier_sentences(report_)) page_.paragraph(sentence);
        const std::optional<TextTable> changes = change_table(report_);
        show("What each of them changes, replication by replication", changes);
        if (changes)
            page_.paragraph(
                "Ties are half better. Pairing: unshared luck would have taken so many times the replications.",
                Style::faint);
        show("Waste by cause (? the sign is not sure)", waste_table(report_));
        if (const std::size_t more = left_out(report_); more > 0)
            page_.paragraph(fmt::format("{} more are in summary.json; --policy NAME compares some alone.", more),
                            Style::faint);
    }

    void expectations() {
        if (report_.expectations.empty() && report_.unanswered.empty()) return;
        page_.section("Observed beside simulated");
        if (!report_.expectations.empty()) {
            page_.table(expectation_table(report_.expectations, report_.currency, year_));
            page_.paragraph(expectation_legend, Style::faint);
        }
        for (const std::string& what : report_.unanswered)
            page_.paragraph(
                "Not answered: " + what + ". Not all of these policies were played; `burncast cases` plays them.",
                Style::bad);
    }

    // A comparison may well include what one is afraid of: of the other policies only what they break is shown.
    [[nodiscard]] std::vector<GateReport> gates_shown() const {
        std::vector<GateReport> shown = report_.gates;
        if (report_.has_base())
            std::erase_if(shown,
                          [](const GateReport& gate) { return gate.policy != "base" && gate.passed && !gate.named; });
        return shown;
    }

    void gates() {
        if (report_.gates.empty() && report_.unanswered_gates.empty()) return;
        const std::vector<GateReport> shown = gates_shown();
        page_.section("Gates");
        if (!shown.empty()) page_.table(gate_table(shown, report_.currency, year_, report_.policies.size() > 1));
        if (const std::size_t more = report_.gates.size() - shown.size(); more > 0)
            page_.paragraph(fmt::format("{} more {} kept by the other policies.", more, more == 1 ? "is" : "are"),
                            Style::faint);
        doubt(shown);
        std::string unanswered;
        for (const std::string& gate : report_.unanswered_gates) unanswered += (unanswered.empty() ? "" : "; ") + gate;
        if (!unanswered.empty())
            page_.paragraph("Not answered, as not all of their policies were played (`burncast compare` plays them): " +
                                unanswered + ".",
                            Style::bad);
    }

    void doubt(const std::vector<GateReport>& gates) {
        bool certain = true;
        bool told = true;  // by the intervals
        bool extreme = false;
        bool nothing = false;  // to have a share of
        std::set<std::size_t> without_value;
        for (const GateReport& gate : gates) {
            certain = certain && gate.certain;
            const bool of_nothing = !gate.certain && std::isnan(gate.value) && gate.without_value == 0;
            nothing = nothing || of_nothing;
            told = told && (gate.certain || gate.without_value > 0 || of_nothing);
            if (gate.without_value > 0) without_value.insert(gate.without_value);
            extreme = extreme || (!gate.certain && (gate.gate.starts_with("min") || gate.gate.starts_with("max")));
        }
        if (certain) return;
        std::string doubt = "✓? passed and ✗? failed, but ";
        doubt += told ? "not for sure."
                      : fmt::format("{} replications cannot tell: the limit lies inside the 95% interval; run more.",
                                    report_.replications);
        if (nothing) doubt += " Of a mean that is not above 0 there is no share.";
        if (extreme) doubt += " No number of them can tell a min or a max: ask for p01 or p99.";
        if (!without_value.empty())
            doubt += fmt::format(
                " {}{} of the {} replications have no value and were left out; what they would have "
                "said is not known.",
                without_value.size() > 1 ? "Up to " : "", *without_value.rbegin(), report_.replications);
        page_.paragraph(doubt, Style::bad);
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
        page_.section("How far to trust this");
        page_.paragraph(text + controlled_sentence());
        if (precision.reached == false)
            page_.paragraph("Asked for ±" + error_text(*precision.asked) +
                                " and stopped short of it: allow more with --max-replications.",
                            Style::bad);
        else if (report_.replications < few_replications)
            page_.paragraph(
                "That is few: read the ranges as rough, or ask for more with --replications or --precision 1%.",
                Style::bad);
        page_.paragraph(spread_sentence());
    }

    // Where control variates make the mean surer than some more replications would.
    [[nodiscard]] std::string controlled_sentence() const {
        constexpr double worth_telling = 1.2;
        const PrecisionReport& precision = report_.precision;
        const double times = precision.effective_replications / static_cast<double>(report_.replications);
        if (!precision.controlled || !(times >= worth_telling)) return {};
        const Estimate& mean = *precision.controlled;
        return " With what is known of the drawn inputs the mean is " + money_text(mean.value, report_.currency) +
               " ±" + error_text((mean.high - mean.value) / mean.value) + ", as sure as " +
               count_text(std::round(precision.effective_replications)) + " plain replications make it.";
    }

    [[nodiscard]] std::string spread_sentence() const {
        const Distribution* bill = base().find("bill", "total");
        if (bill == nullptr || std::isnan(bill->luck_share)) return {};
        if (!base().uncertain_inputs)
            return "All of the bill's spread is luck: no input of the scenario is uncertain, which reality seldom "
                   "grants.";
        return "Of the bill's spread " + share_text(bill->luck_share) + " (95%: " + share_text(bill->luck_low) +
               " to " + share_text(bill->luck_high) +
               ") is luck, which nobody can know; the rest is ignorance: inputs given as ranges, which can be "
               "narrowed.";
    }

    const Report& report_;
    std::chrono::year year_;
    Page page_;
};

}  // namespace

std::string terminal_page(const Report& report, int width, bool colour) {
    return TerminalPage(report, static_cast<std::size_t>(std::max(width, 60)), colour).text();
}

}  // namespace burncast

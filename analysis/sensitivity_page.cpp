#include "analysis/sensitivity_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "analysis/page.hpp"
#include "analysis/sensitivity_tables.hpp"
#include "analysis/wording.hpp"

namespace burncast {

namespace {

class SensitivityPage {
public:
    SensitivityPage(const SensitivityReport& report, std::size_t width, bool colour)
        : report_(report), page_(width, colour) {}

    std::string text() {
        page_.paragraph(headline(), Style::strong);
        if (report_.interrupted) page_.paragraph("Interrupted: this is what was finished.", Style::bad);
        show("Whose is the spread", index_table(report_, page_.width()), spread_legend());
        if (report_.at_medians)
            show(
                "One input at a time", tornado_table(report_, page_.width()),
                "From " + answer_text(report_, report_.at_medians->value) +
                    " with all inputs at their medians, both ends on the same luck. This is where an input alone would "
                    "take the answer; what it does together with others is in the shares.");
        show("Which inputs matter at all", effect_table(report_, page_.width()),
             "How far the answer moves when an input goes from its low end to its high one, wherever the others are; "
             "the "
             "spread is bends, the others and luck.");
        decision();
        trust();
        page_.end(report_.notes, report_.directory, "sensitivity.json, sensitivity.csv, lives.csv.gz, manifest.json");
        return page_.text();
    }

private:
    void show(const std::string& title, const std::optional<TextTable>& rows, std::string_view legend) {
        if (!rows) return;
        page_.section(title);
        page_.table(*rows);
        page_.paragraph(legend, Style::faint);
    }
    [[nodiscard]] std::string money(double amount) const { return money_text(amount, report_.currency); }

    // Under whatever policy but the scenario itself.
    [[nodiscard]] std::string under() const { return report_.policy == "base" ? "" : " under " + report_.policy; }

    [[nodiscard]] std::string headline() const {
        std::string text = report_.scenario + ": what moves " + report_.measure + under();
        if (!report_.luck) return text + ".";
        const bool scaled = report_.unit != "share";
        text += ", " + answer_text(report_, report_.mean) + " (90%: " +
                (scaled ? range_text(report_.p05, report_.p95, report_.mean, report_.unit.starts_with(report_.currency))
                        : share_text(report_.p05) + "–" + share_text(report_.p95)) +
                "). ";
        const InputSensitivity* first = nullptr;
        for (const InputSensitivity& input : report_.inputs)
            if (input.sobol && (!first || input.sobol->first.value > first->sobol->first.value)) first = &input;
        if (std::isnan(report_.luck->total.value)) return text + "It is the same in every life.";
        text += fmt::format("Luck by itself makes {} of its variance", percent(report_.luck->first.value));
        if (!first || !(first->sobol->first.low > 0)) return text + "; so few rows are not sure of any input's share.";
        const double known = std::min(first->sobol->first.value, 1.0);
        return text + fmt::format(
                          ", {} makes {} (95%: {} to {}): to know that exactly would make the range about {} narrower.",
                          first->name, percent(known), percent(first->sobol->first.low),
                          percent(first->sobol->first.high), share_text(1 - std::sqrt(1 - known)));
    }

    [[nodiscard]] static std::string percent(double index) { return share_text(std::clamp(index, 0.0, 1.0)); }

    [[nodiscard]] std::string spread_legend() const {
        std::string text =
            "Shares of the variance. Alone: what would be gone if this were known exactly, and nothing else. In all: "
            "what "
            "would be left if all else were known. Luck nobody can know; what it has in all cannot be bought off.";
        if (report_.others)
            text += fmt::format(
                " The inputs that stand alone have the largest effects below; the others are as uncertain as they are, "
                "but changed together.");
        return text;
    }

    void decision() {
        if (!report_.decision) return;
        const DecisionReport& decision = *report_.decision;
        page_.section("Which ignorance is worth paying to remove");
        const DecisionReport::Option& best = decision.options[decision.best];
        const DecisionReport::Option* next = nullptr;
        for (const DecisionReport::Option& option : decision.options)
            if (option.policy != best.policy && (!next || option.net_benefit > next->net_benefit)) next = &option;
        std::string text = "A policy has to be chosen. On what is known now, " + best.policy + " is best: ";
        text += decision.valued ? "a net benefit of " + money(best.net_benefit) + ", before " + next->policy +
                                      " with " + money(next->net_benefit) + "."
                                : "a bill of " + money(-best.net_benefit) + ", before " + next->policy + " with " +
                                      money(-next->net_benefit) + ".";
        page_.paragraph(text);
        if (is_anything_worth(decision)) page_.table(*information_table(report_, page_.width()));
        page_.paragraph(worth_sentence(decision, best.policy));
        page_.paragraph(benefit_sentence(decision), decision.valued ? Style::faint : Style::plain);
    }

    [[nodiscard]] bool is_anything_worth(const DecisionReport& decision) const {
        return decision.evpi.value > 0 ||
               std::any_of(report_.inputs.begin(), report_.inputs.end(),
                           [](const InputSensitivity& input) { return input.evppi && input.evppi->value > 0; });
    }

    [[nodiscard]] std::string worth_sentence(const DecisionReport& decision, const std::string& best) const {
        if (is_anything_worth(decision))
            return "A study, a pilot or a negotiation that tells an input exactly is worth this much and no more: it "
                   "would "
                   "sometimes show that another policy than " +
                   best +
                   " is the one to choose. An input that does not stand here is worth nothing that could be seen.";
        double most = std::isnan(decision.evpi.high) ? 0 : decision.evpi.high;
        for (const InputSensitivity& input : report_.inputs)
            if (input.evppi && !std::isnan(input.evppi->high)) most = std::max(most, input.evppi->high);
        if (most == 0)
            return fmt::format(
                "None: in none of {} draws of the inputs would another policy have been chosen, so to know them more "
                "exactly would not change what to do. It may still be worth it for the forecast.",
                decision.draws);
        return fmt::format(
            "None that {} draws could see: choosing by any input would have gained nothing on average, and at most {} "
            "(95%). "
            "It may still be worth it for the forecast.",
            decision.draws, money(most));
    }

    [[nodiscard]] static std::string benefit_sentence(const DecisionReport& decision) {
        if (!decision.valued)
            return "Results are not valued in this scenario (value:), so the best policy is simply the cheapest, "
                   "whatever work it costs: that is no reason to choose it.";
        return decision.time_counted
                   ? "Net benefit: what results are worth, less the bill and people's time for their own "
                     "work, reviews and repairs."
                   : "Net benefit: what results are worth, less the bill and the reviews; people's own "
                     "time is not counted, as somebody's skill is not known.";
    }

    void trust() {
        page_.section("How far to trust this");
        std::string text = fmt::format("{} lives, seed {}:", report_.lives, report_.seed);
        const auto add = [&](std::size_t count, std::string_view what) {
            if (count > 0) text += fmt::format("{} {} {}", text.back() == ':' ? "" : ",", count, what);
        };
        add(report_.rows, "rows of Saltelli's design");
        add(report_.trajectories, "of Morris's trajectories");
        add(report_.replications, "replications of each end");
        add(report_.decision ? report_.decision->draws : 0, "draws for the choice");
        page_.paragraph(text + ".");
        page_.paragraph(
            "It says what the intervals of this scenario do to its answer. A value that is written without an "
            "interval counts as known, and what the model leaves out is in no interval.");
        double widest = 0;
        for (const InputSensitivity& input : report_.inputs)
            if (input.sobol) widest = std::max(widest, input.sobol->first.high - input.sobol->first.low);
        if (widest > 0.3)
            page_.paragraph(
                "The intervals of the shares are wide: ask for more with --points, four times as many for half.",
                Style::bad);
        if (report_.without_value > 0)
            page_.paragraph(
                fmt::format("{} rows were left out because {} has no value in some of their lives; of those "
                            "nothing is said.",
                            report_.without_value, report_.measure),
                Style::bad);
    }

    const SensitivityReport& report_;
    Page page_;
};

}  // namespace

std::string sensitivity_page(const SensitivityReport& report, int width, bool colour) {
    return SensitivityPage(report, static_cast<std::size_t>(std::max(width, 60)), colour).text();
}

}  // namespace burncast

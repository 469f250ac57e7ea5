#include "analysis/selection_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/wording.hpp"

namespace burncast {

namespace {

using Align = TextTable::Align;
using Cell = TextTable::Cell;

// Amounts of what is compared, or of what the condition is about.
class Amounts {
public:
    Amounts(const ReportedValue& value, std::string_view currency, std::chrono::year year)
        : unit_(unit_text(value.unit, currency)), currency_(currency), year_(year) {}
    [[nodiscard]] std::string operator()(double amount) const {
        return fine_text(amount, unit_, currency_, year_) + unit_word(unit_);
    }
    // As somebody wrote it.
    [[nodiscard]] std::string given(double amount) const {
        return unit_ == currency_ ? given_money_text(amount, currency_) : (*this)(amount);
    }

private:
    std::string unit_;
    std::string_view currency_;
    std::chrono::year year_;
};

std::string name_of(const SelectionReport& selection, std::size_t place) {
    return safe_text(selection.contenders[place].policy);
}

std::string better(const SelectionQuestion& question) { return question.highest ? "higher" : "lower"; }

std::string why(const Contender& contender, const SelectionQuestion& question, const Amounts& amount,
                const Amounts& slack) {
    switch (contender.fate) {
        case Fate::chosen:
            return "chosen";
        case Fate::worse:
            return "worse than " + safe_text(contender.than) + " by " + amount(contender.worse_by);
        case Fate::tied:
            return "as good as " + safe_text(contender.than);
        case Fate::condition_broken:
            return "breaks the condition by " + slack(-contender.slack);
        case Fate::without_value:
            return "a replication has no " + safe_text(question.value.over.measure);
        case Fate::condition_without_value:
            return "a replication has nothing to hold against the condition";
        case Fate::undecided:
            return "still in question";
    }
    return {};
}

std::string keeping(const SelectionReport& selection, std::string_view currency, std::chrono::year year) {
    const std::optional<Condition>& condition = selection.question.condition;
    if (!condition) return "";
    return "keeps the condition by " + Amounts(condition->value, currency, year)(selection.tolerance) + " or more and ";
}

}  // namespace

std::string selection_answer(const SelectionReport& selection, std::string_view currency, std::chrono::year year) {
    const SelectionQuestion& question = selection.question;
    const Amounts amount(question.value, currency, year);
    const auto all = [&](Fate fate) {
        return std::all_of(selection.contenders.begin(), selection.contenders.end(),
                           [&](const Contender& contender) { return contender.fate == fate; });
    };
    if (selection.decided && !selection.chosen) {
        const std::string condition = question.condition ? safe_text(question.condition->text) : "";
        if (all(Fate::condition_broken)) return "Nothing is chosen: no policy keeps the condition " + condition + ".";
        if (question.condition) return "Nothing is chosen: no policy is known to keep the condition " + condition + ".";
        return "Nothing is chosen: every policy has a replication without " + safe_text(question.value.over.measure) +
               ".";
    }
    const std::string name = selection.chosen ? name_of(selection, *selection.chosen) : "none";
    if (selection.decided)
        return name + ", with a mean of " + amount(selection.contenders[*selection.chosen].mean) +
               ". Guarantee: if one policy " + keeping(selection, currency, year) + "is " + better(question) +
               " than every other" + (question.condition ? " that does not break it by as much" : "") + ", by " +
               amount.given(question.indifference) + " or more, it is the one chosen, with " +
               share_text(question.confidence) + " confidence.";
    const auto open = std::count_if(selection.contenders.begin(), selection.contenders.end(),
                                    [](const Contender& contender) { return contender.fate == Fate::undecided; });
    const std::string stop = selection.interrupted
                                 ? "it was interrupted"
                                 : fmt::format("{} replications of each, the most that were allowed, were played",
                                               question.most_replications);
    return fmt::format("Not decided: {} while {} {} still in question. Best so far: {}; nothing is guaranteed.", stop,
                       open, open == 1 ? "policy was" : "policies were", name);
}

TextTable selection_table(const SelectionReport& selection, std::string_view currency, std::chrono::year year) {
    const SelectionQuestion& question = selection.question;
    const Amounts amount(question.value, currency, year);
    const Amounts slack(question.condition ? question.condition->value : question.value, currency, year);
    TextTable rows = table_under({"", "mean", "", "told after", "played"},
                                 {Align::left, Align::right, Align::left, Align::right, Align::right});
    for (std::size_t i = 0; i < selection.contenders.size(); ++i) {
        const Contender& contender = selection.contenders[i];
        const Style style = contender.fate == Fate::chosen ? Style::good : Style::plain;
        rows.add({{name_of(selection, i), style},
                  {amount(contender.mean), Style::plain},
                  {why(contender, question, amount, slack), style},
                  {contender.decided_after > 0 ? fmt::format("{}", contender.decided_after) : "", Style::plain},
                  {fmt::format("{}", contender.played), Style::plain}});
    }
    return rows;
}

std::string selection_effort(const SelectionReport& selection) {
    std::string text = fmt::format("{} lives were played.", selection.lives);
    const auto times = [&](std::size_t lives) {
        return count_text(static_cast<double>(lives) / static_cast<double>(selection.lives)) + " times as many";
    };
    if (selection.decided && selection.chosen && selection.lives_two_stage > selection.lives)
        text += fmt::format(
            " Equal allocation takes {}, {}: the same promise{} with as many lives for every policy (two stages, Clark "
            "and Yang 1986), also paired.",
            count_text(static_cast<double>(selection.lives_two_stage)), times(selection.lives_two_stage),
            selection.question.condition ? " but for the condition" : "");
    if (selection.decided && selection.lives_if_equal > selection.lives)
        text += fmt::format(" Every policy for as long as the last decision took would have been {}, {}.",
                            count_text(static_cast<double>(selection.lives_if_equal)), times(selection.lives_if_equal));
    return text;
}

std::string selection_limits(const SelectionReport& selection, std::size_t common, std::string_view currency,
                             std::chrono::year year) {
    const SelectionQuestion& question = selection.question;
    std::string text =
        "Means are taken as normal (Kim and Nelson 2001). Where several policies are closer together than " +
        Amounts(question.value, currency, year).given(question.indifference) +
        ", it is likely that one of the best is chosen, but no theorem says so.";
    if (question.condition)
        text += " Whoever keeps or breaks the condition by less than " +
                Amounts(question.condition->value, currency, year)(selection.tolerance) + " may be told either way.";
    text += fmt::format(
        " Policies that went out early look a little worse than they are. All that follows is over the {} "
        "replications that every policy has.",
        common);
    return text;
}

}  // namespace burncast

#include "sim/scenario/selection_text.hpp"

#include <cmath>
#include <string_view>

#include "sim/config/node.hpp"
#include "sim/config/number_text.hpp"
#include "sim/config/suggestion.hpp"
#include "sim/scenario/amount_text.hpp"
#include "sim/scenario/comparison_text.hpp"
#include "sim/scenario/questions.hpp"
#include "sim/scenario/value_text.hpp"

namespace burncast {

namespace {

constexpr std::string_view subject_to = "subject to";
constexpr std::string_view of_base = "of base";

// bill / tokens → bill.total / tokens.total
std::string with_total(std::string_view text) {
    constexpr std::string_view sign = " / ";
    const std::size_t slash = text.find(sign);
    const std::string over = std::string(trimmed(text.substr(0, slash))) + ".total";
    if (slash == std::string_view::npos) return over;
    return over + std::string(sign) + std::string(trimmed(text.substr(slash + sign.size()))) + ".total";
}

// One step for each option; each says what is wrong with it.
class SelectionReader {
public:
    SelectionReader(const SelectionText& text, const LoadedScenario& loaded, Faults& faults)
        : text_(text), loaded_(loaded), faults_(faults), currency_{loaded.base().currency} {}

    std::optional<SelectionQuestion> read() {
        const std::size_t before = faults_.count();
        question_.text = std::string(trimmed(text_.select));
        const std::string wrong = read_select(question_.text);
        if (!wrong.empty()) blame("--select", text_.select, wrong);
        read_confidence();
        if (wrong.empty()) {  // else the units are not known
            read_indifference();
            read_tolerance();
        }
        return faults_.count() == before ? std::optional(std::move(question_)) : std::nullopt;
    }

private:
    void blame(const std::string& option, const std::string& text, const std::string& wrong) {
        faults_.add({}, option + (text.empty() ? "" : " " + shown(text)), wrong);
    }

    std::string read_select(std::string_view text) {
        const std::string_view name = trimmed(text.substr(0, text.find('(')));
        const std::optional<Call> call = split_call(text);
        if ((name != "min" && name != "max") || !call)
            return "is neither min(VALUE) nor max(VALUE), as in min(bill) or max(value)" +
                   (call ? did_you_mean(name, {"min", "max"}) : "");
        question_.highest = name == "max";
        if (call->inside.find('(') != std::string_view::npos)
            return "what is inside min(…) or max(…) is a value such as bill; its mean is meant";
        if (std::string wrong = read_value(call->inside, question_.value); !wrong.empty()) return wrong;
        return call->rest.empty() ? "" : read_condition(call->rest);
    }

    std::string read_value(std::string_view text, ReportedValue& value) {
        Parsed<ReportedValue> parsed = parse_value(text);
        if (!parsed && !text.empty()) {
            Parsed<ReportedValue> total = parse_value(with_total(text));
            if (total || text.find('.') == std::string_view::npos) parsed = std::move(total);
        }
        if (!parsed) return parsed.wrong;
        value = std::move(*parsed.value);
        if (value.over.period == "year" || value.over.period == "month")
            return "a policy is best in one period: total, or name the year or month";
        if (value.unit == UnitKind::date) return "“" + shown(text) + "” is a date that may be never, and has no mean";
        return unreported(value, loaded_);
    }

    std::string read_condition(std::string_view text) {
        if (!text.starts_with(subject_to)) return "after “)” nothing or `subject to` is due, not “" + shown(text) + "”";
        text = trimmed(text.substr(subject_to.size()));
        const std::optional<Comparison> comparison = split_comparison(text);
        if (!comparison)
            return "after `subject to` a condition is due, such as bill <= " + currency_.symbol() +
                   "100k or value >= 95% of base";
        Condition condition;
        condition.text = std::string(text);
        condition.relation = comparison->relation;
        if (std::string wrong = read_value(comparison->left, condition.value); !wrong.empty()) return wrong;
        if (std::string wrong = read_limit(comparison->right, condition); !wrong.empty()) return wrong;
        question_.condition = std::move(condition);
        return {};
    }

    std::string read_limit(std::string_view text, Condition& condition) {
        condition.of_base = text == "base" || text.ends_with(of_base);
        if (!condition.of_base) {
            const Parsed<Amount> amount = parse_amount(text, condition.value.unit, currency_);
            if (!amount) return "“" + shown(text) + "” " + amount.wrong + ", or a share of base such as 95% of base";
            condition.limit = amount.value->value;
            return {};
        }
        if (text == "base") text = "100% of base";
        const std::string_view share = trimmed(text.substr(0, text.size() - of_base.size()));
        const Parsed<double> parsed = parse_quantity(share, Dimension::share);
        if (!parsed) return "“" + shown(share) + "” " + parsed.wrong + " (a share of base such as 95% of base)";
        if (*parsed.value < 0) return "“" + shown(share) + "” of base is negative";
        condition.limit = *parsed.value;
        return {};
    }

    void read_confidence() {
        if (text_.confidence.empty()) return;
        const Parsed<double> share = parse_quantity(text_.confidence, Dimension::share);
        if (!share)
            blame("--confidence", text_.confidence, share.wrong + " (a share such as 95%)");
        else if (*share.value < 0.5 || *share.value >= 1)
            blame("--confidence", text_.confidence, "must be at least 50% and below 100%");
        else
            question_.confidence = *share.value;
    }

    void read_indifference() {
        const std::string due = example(question_.value.unit, currency_);
        if (text_.indifference.empty())
            return blame("--indifference", "", "is missing: a difference too small to be worth finding, " + due);
        const Parsed<Amount> amount = parse_amount(text_.indifference, question_.value.unit, currency_);
        if (!amount)
            blame("--indifference", text_.indifference, amount.wrong);
        else if (amount.value->value <= 0)
            blame("--indifference", text_.indifference, "must be above 0: the last dollar would take for ever to find");
        else
            question_.indifference = amount.value->value;
    }

    void read_tolerance() {
        if (!question_.condition) {
            if (!text_.tolerance.empty())
                blame("--tolerance", text_.tolerance, "belongs to a condition, and --select has none (subject to …)");
            return;
        }
        Condition& condition = *question_.condition;
        condition.tolerance = condition.of_base ? usual_tolerance : usual_tolerance * std::abs(condition.limit);
        if (text_.tolerance.empty() && condition.tolerance > 0) return;
        const UnitKind unit = condition.of_base ? UnitKind::share : condition.value.unit;
        const std::string due = condition.of_base ? "a share of base like 1%" : example(unit, currency_);
        if (text_.tolerance.empty()) {
            blame("--tolerance", "", "is missing: of a limit of 0 there is no 1%; give " + due);
            return;
        }
        const Parsed<Amount> amount = parse_amount(text_.tolerance, unit, currency_);
        if (!amount)
            blame("--tolerance", text_.tolerance, amount.wrong);
        else if (amount.value->value <= 0)
            blame("--tolerance", text_.tolerance, "must be above 0 (" + due + ")");
        else
            condition.tolerance = amount.value->value;
    }

    const SelectionText& text_;
    const LoadedScenario& loaded_;
    Faults& faults_;
    Currency currency_;
    SelectionQuestion question_;
};

}  // namespace

std::optional<SelectionQuestion> read_selection(const SelectionText& text, const LoadedScenario& loaded,
                                                Faults& faults) {
    return SelectionReader(text, loaded, faults).read();
}

}  // namespace burncast

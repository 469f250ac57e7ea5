#include "sim/scenario/gate_text.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "sim/config/node.hpp"
#include "sim/config/number_text.hpp"
#include "sim/scenario/amount_text.hpp"
#include "sim/scenario/comparison_text.hpp"
#include "sim/scenario/value_text.hpp"

namespace burncast {

namespace {

using Result = Parsed<Gate>;

// Takes the word from the front of the text; false when another stands there.
bool take_word(std::string_view& text, std::string_view word) {
    const std::string_view rest = trimmed(text);
    if (!rest.starts_with(word)) return false;
    if (rest.size() > word.size() && rest[word.size()] != ' ') return false;
    text = trimmed(rest.substr(word.size()));
    return true;
}

// What stands before and after a word, by its place.
struct Halves {
    std::string_view before, after;
};
std::optional<Halves> split_at(std::string_view text, std::string_view word, std::size_t from = 0) {
    const std::size_t at = text.find(word, from);
    if (at == std::string_view::npos) return std::nullopt;
    return Halves{trimmed(text.substr(0, at)), trimmed(text.substr(at + word.size()))};
}

// VALUE of POLICY: names may hold an `of` themselves, so the first one that leaves a value before it.
std::string_view value_before_policy(std::string_view text) {
    constexpr std::string_view word = " of ";
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
        if (parse_value(trimmed(text.substr(0, at)))) return text.substr(0, at);
    return text.substr(0, text.find(word));
}

// The reader of one gate; each step says what is wrong, or nothing.
class GateReader {
public:
    GateReader(std::string_view text, const Currency& currency) : text_(trimmed(text)), currency_(currency) {
        gate_.text = std::string(text_);
    }

    Result read() {
        std::string wrong = read_gate();
        if (wrong.empty()) wrong = wrong_comparison();
        return wrong.empty() ? Result::of(std::move(gate_)) : Result::fault(wrong);
    }

private:
    [[nodiscard]] bool is_event() const { return gate_.statistic.kind == Statistic::Kind::probability; }

    // STATISTIC(VALUE) …, P(EVENT) …, or VALUE …, whose mean is meant.
    std::string read_gate() {
        const std::string_view first_word = text_.substr(0, text_.find_first_of(" (<>"));
        if (first_word.find_first_of(".@") != std::string_view::npos) return read_bare();
        const std::string_view name = trimmed(text_.substr(0, text_.find('(')));
        Parsed<Statistic> statistic = parse_statistic(name, ", or P(…)");
        if (!statistic && name != "P") return statistic.wrong;
        const std::optional<Call> call = split_call(text_);
        if (!call)
            return "“" + shown(text_) + "” lacks its parentheses, as in p95(bill.total) < " + currency_.symbol() +
                   "14M";
        gate_.statistic = name == "P" ? Statistic{Statistic::Kind::probability, 0} : *statistic.value;
        return read_parts(text_.substr(0, text_.find(')') + 1), call->inside, call->rest);
    }

    std::string read_bare() {
        gate_.statistic = {Statistic::Kind::mean, 0};
        const std::optional<Comparison> comparison = split_comparison(text_);
        const std::string_view left = comparison ? comparison->left : text_;
        const std::string_view value = value_before_policy(left);
        return read_parts(trimmed(value), trimmed(value), trimmed(text_.substr(value.size())));
    }

    // `rest` is what follows the value: of POLICY RELATION AMOUNT.
    std::string read_parts(std::string_view head, std::string_view inside, std::string_view rest) {
        const std::optional<Comparison> comparison = split_comparison(rest);
        std::string_view whose = comparison ? comparison->left : std::string_view();
        const bool named = take_word(whose, "of");
        if (named)
            if (const std::string wrong = read_policies(whose); !wrong.empty()) return wrong;
        const bool split = comparison && (named || comparison->left.empty());
        // What stands inside is told first, as it is written first.
        if (const std::string wrong = is_event() ? read_event(inside) : read_value(inside); !wrong.empty())
            return wrong;
        if (!split) return "after “" + shown(head) + "” one of <, <=, > or >= is due";
        gate_.relation = comparison->relation;
        return read_limit(comparison->right, is_event() ? UnitKind::share : gate_.value.unit, gate_.limit, gate_.unit,
                          !is_event());
    }

    // POLICY, or POLICY - POLICY.
    std::string read_policies(std::string_view text) {
        const std::optional<Halves> halves = split_at(text, " - ");
        gate_.policy = std::string(halves ? halves->before : text);
        if (halves) {
            gate_.versus = Versus::difference;
            gate_.against = std::string(halves->after);
        }
        if (gate_.policy.empty() || (halves && gate_.against.empty())) return "after `of` the name of a policy is due";
        return {};
    }

    std::string read_value(std::string_view text) {
        Parsed<ReportedValue> value = parse_value(text);
        if (!value) return value.wrong;
        gate_.value = std::move(*value.value);
        return {};
    }

    // AMOUNT, or where it `may_be_share` SHARE of POLICY.
    std::string read_limit(std::string_view text, UnitKind unit, double& amount, UnitKind& written, bool may_be_share) {
        const std::optional<Halves> halves = may_be_share ? split_at(text, " of ") : std::nullopt;
        if (halves) {
            const Parsed<double> share = parse_quantity(halves->before, Dimension::share);
            if (!share || *share.value < 0)
                return "“" + shown(halves->before) + "” " + (share ? "is negative" : share.wrong) +
                       " (a share of another policy's value, like 90% of base)";
            if (gate_.versus == Versus::difference)
                return "a difference of two policies is held to an amount, not to a share of a third";
            amount = *share.value;
            written = UnitKind::share;
            gate_.versus = Versus::share;
            gate_.against = std::string(halves->after);
            return halves->after.empty() ? "after `of` the name of a policy is due" : "";
        }
        // An amount may also be a difference where that is asked: outside, of the value itself.
        const bool is_difference = gate_.versus == Versus::difference && may_be_share;
        const Parsed<Amount> parsed = parse_amount(text, unit, currency_, is_difference);
        if (!parsed) return (text.empty() ? "" : "“" + shown(text) + "” ") + parsed.wrong;
        amount = parsed.value->value;
        written = parsed.value->unit;
        return {};
    }

    std::string read_event(std::string_view text) {
        UnitKind written{};
        if (take_word(text, "budget")) return read_exhaustion(text);
        const std::optional<Comparison> comparison = split_comparison(text);
        if (!comparison)
            return "an event is due inside P(…), such as P(bill.total > " + currency_.symbol() +
                   "14M) or P(budget exhausted before 2026-10-01)";
        if (const std::string wrong = read_value(comparison->left); !wrong.empty()) return wrong;
        gate_.event_relation = comparison->relation;
        return read_limit(comparison->right, gate_.value.unit, gate_.event_limit, written, true);
    }

    std::string read_exhaustion(std::string_view text) {
        UnitKind written{};
        gate_.value = {{"budget_exhausted_on", "total", "all", ""}, std::nullopt, UnitKind::date};
        gate_.event_relation = Relation::less;
        gate_.event_limit = std::numeric_limits<double>::infinity();
        if (!take_word(text, "exhausted")) return "after `budget`, `exhausted` or `exhausted before 2026-10-01` is due";
        if (text.empty()) return {};
        if (!take_word(text, "before")) return "after `budget exhausted` nothing or `before 2026-10-01` is due";
        return read_limit(text, UnitKind::date, gate_.event_limit, written, false);
    }

    // What two policies cannot be asked together.
    [[nodiscard]] std::string wrong_comparison() const {
        if (gate_.versus == Versus::nobody) return {};
        const std::string other = shown(gate_.against);
        if (gate_.policy.empty())
            return "says what it is held against and not whose it is: write … of POLICY before the relation";
        if (gate_.policy == gate_.against) return "“" + other + "” is held against itself";
        if (gate_.value.unit == UnitKind::date)
            return "a day that may be never has no difference and no share; ask P(budget exhausted) of each";
        if (gate_.versus == Versus::share && gate_.statistic.kind == Statistic::Kind::quantile)
            return "a share of “" + other +
                   "” is of a mean or an event; ask for the difference in each replication (of " + shown(gate_.policy) +
                   " - " + other + "), or P(… of " + other + ") of " + shown(gate_.policy);
        return {};
    }

    std::string_view text_;
    const Currency& currency_;
    Gate gate_;
};

}  // namespace

Parsed<Gate> parse_gate(std::string_view text, const Currency& currency) { return GateReader(text, currency).read(); }

}  // namespace burncast

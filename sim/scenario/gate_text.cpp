#include "sim/scenario/gate_text.hpp"

#include <limits>
#include <optional>

#include "sim/config/node.hpp"
#include "sim/config/number_text.hpp"
#include "sim/scenario/amount_text.hpp"
#include "sim/scenario/value_text.hpp"

namespace burncast {

namespace {

using Result = Parsed<Gate>;

struct Sign {
    std::string_view text;
    Relation relation;
};
constexpr Sign signs[] = {
    {"<=", Relation::less_or_equal},   {"≤", Relation::less_or_equal}, {">=", Relation::greater_or_equal},
    {"≥", Relation::greater_or_equal}, {"<", Relation::less},          {">", Relation::greater}};

// The first relation of a text, with what stands before and after it.
struct Comparison {
    std::string_view left;
    Relation relation = Relation::less;
    std::string_view right;
};
std::optional<Comparison> split_comparison(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at)
        for (const Sign& sign : signs)
            if (text.substr(at).starts_with(sign.text))
                return Comparison{trimmed(text.substr(0, at)), sign.relation,
                                  trimmed(text.substr(at + sign.text.size()))};
    return std::nullopt;
}

// Takes the word from the front of the text; false when another stands there.
bool take_word(std::string_view& text, std::string_view word) {
    const std::string_view rest = trimmed(text);
    if (!rest.starts_with(word)) return false;
    if (rest.size() > word.size() && rest[word.size()] != ' ') return false;
    text = trimmed(rest.substr(word.size()));
    return true;
}

// The reader of one gate; each step says what is wrong, or nothing.
class GateReader {
public:
    GateReader(std::string_view text, const Currency& currency) : text_(trimmed(text)), currency_(currency) {
        gate_.text = std::string(text_);
    }

    Result read() {
        const std::string wrong = read_gate();
        return wrong.empty() ? Result::of(std::move(gate_)) : Result::fault(wrong);
    }

private:
    std::string read_gate() {
        const std::string_view name = trimmed(text_.substr(0, text_.find('(')));
        const bool is_event = name == "P";
        Parsed<Statistic> statistic = parse_statistic(name, ", or P(…)");
        if (!statistic && !is_event) return statistic.wrong;
        const std::optional<Call> call = split_call(text_);
        if (!call)
            return "“" + shown(text_) + "” lacks its parentheses, as in p95(bill.total) < " + currency_.symbol() +
                   "14M";
        gate_.statistic = is_event ? Statistic{Statistic::Kind::probability, 0} : *statistic.value;
        if (const std::string wrong = is_event ? read_event(call->inside) : read_value(call->inside); !wrong.empty())
            return wrong;
        const std::optional<Comparison> comparison = split_comparison(call->rest);
        if (!comparison || !comparison->left.empty())
            return "after “" + shown(text_.substr(0, text_.find(')') + 1)) + "” one of <, <=, > or >= is due";
        gate_.relation = comparison->relation;
        return read_amount(comparison->right, is_event ? UnitKind::share : gate_.value.unit, gate_.limit, gate_.unit);
    }

    std::string read_value(std::string_view text) {
        Parsed<ReportedValue> value = parse_value(text);
        if (!value) return value.wrong;
        gate_.value = std::move(*value.value);
        return {};
    }

    std::string read_amount(std::string_view text, UnitKind unit, double& amount, UnitKind& written) {
        const Parsed<Amount> parsed = parse_amount(text, unit, currency_);
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
        return read_amount(comparison->right, gate_.value.unit, gate_.event_limit, written);
    }

    std::string read_exhaustion(std::string_view text) {
        UnitKind written{};
        gate_.value = {{"budget_exhausted_on", "total", "all", ""}, std::nullopt, UnitKind::date};
        gate_.event_relation = Relation::less;
        gate_.event_limit = std::numeric_limits<double>::infinity();
        if (!take_word(text, "exhausted")) return "after `budget`, `exhausted` or `exhausted before 2026-10-01` is due";
        if (text.empty()) return {};
        if (!take_word(text, "before")) return "after `budget exhausted` nothing or `before 2026-10-01` is due";
        return read_amount(text, UnitKind::date, gate_.event_limit, written);
    }

    std::string_view text_;
    const Currency& currency_;
    Gate gate_;
};

}  // namespace

Parsed<Gate> parse_gate(std::string_view text, const Currency& currency) { return GateReader(text, currency).read(); }

}  // namespace burncast

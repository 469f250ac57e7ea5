#include "sim/scenario/gate_text.hpp"

#include <limits>
#include <optional>

#include "sim/config/node.hpp"
#include "sim/config/number_text.hpp"
#include "sim/config/suggestion.hpp"
#include "sim/scenario/amount_text.hpp"
#include "sim/scenario/value_name.hpp"

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

// What the statistic asks; nothing when there is none of this name.
bool take_statistic(std::string_view name, Gate& gate) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    gate.asks = name == "mean" ? Gate::Asks::mean : name == "P" ? Gate::Asks::probability : Gate::Asks::quantile;
    if (gate.asks != Gate::Asks::quantile) return true;
    if (name == "median") return gate.level = 0.5, true;
    if (name == "min") return gate.level = 0, true;
    if (name == "max") return gate.level = 1, true;
    if (name.size() != 3 || name[0] != 'p' || !is_digit(name[1]) || !is_digit(name[2]) || name == "p00") return false;
    gate.level = ((name[1] - '0') * 10 + (name[2] - '0')) / 100.0;
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
        const std::size_t open = text_.find('(');
        const std::string_view name = trimmed(text_.substr(0, open));
        if (!take_statistic(name, gate_))
            return "“" + shown(name) + "” is no statistic (mean, median, min, max, p01 to p99, or P(…))" +
                   did_you_mean(name, {"mean", "median", "min", "max", "p05", "p95"});
        const std::size_t close = text_.find(')', open == std::string_view::npos ? text_.size() : open);
        if (close == std::string_view::npos)
            return "“" + shown(text_) + "” lacks its parentheses, as in p95(bill.total) < " + currency_.symbol() +
                   "14M";
        const std::string_view asked = trimmed(text_.substr(open + 1, close - open - 1));
        const bool is_event = gate_.asks == Gate::Asks::probability;
        gate_.unit = UnitKind::share;
        if (const std::string wrong = is_event ? read_event(asked) : read_value(asked, gate_.unit); !wrong.empty())
            return wrong;
        const std::optional<Comparison> comparison = split_comparison(text_.substr(close + 1));
        if (!comparison || !comparison->left.empty())
            return "after “" + shown(text_.substr(0, close + 1)) + "” one of <, <=, > or >= is due";
        gate_.relation = comparison->relation;
        return read_amount(comparison->right, gate_.unit, gate_.limit);
    }

    std::string read_value(std::string_view text, UnitKind& unit) {
        Parsed<ValueName> name = parse_value_name(text);
        if (!name) return name.wrong;
        gate_.measure = std::move(name.value->measure);
        gate_.period = std::move(name.value->period);
        unit = name.value->unit;
        return {};
    }

    std::string read_amount(std::string_view text, UnitKind unit, double& amount) {
        const Parsed<double> parsed = parse_amount(text, unit, currency_);
        if (!parsed) return parsed.wrong;
        amount = *parsed.value;
        return {};
    }

    std::string read_event(std::string_view text) {
        if (take_word(text, "budget")) return read_exhaustion(text);
        const std::optional<Comparison> comparison = split_comparison(text);
        if (!comparison)
            return "an event is due inside P(…), such as P(bill.total > " + currency_.symbol() +
                   "14M) or P(budget exhausted before 2026-10-01)";
        UnitKind unit{};
        if (const std::string wrong = read_value(comparison->left, unit); !wrong.empty()) return wrong;
        gate_.event_relation = comparison->relation;
        return read_amount(comparison->right, unit, gate_.event_limit);
    }

    std::string read_exhaustion(std::string_view text) {
        gate_.measure = "budget_exhausted_on";
        gate_.period = "total";
        gate_.event_relation = Relation::less;
        gate_.event_limit = std::numeric_limits<double>::infinity();
        if (!take_word(text, "exhausted")) return "after `budget`, `exhausted` or `exhausted before 2026-10-01` is due";
        if (text.empty()) return {};
        if (!take_word(text, "before")) return "after `budget exhausted` nothing or `before 2026-10-01` is due";
        return read_amount(text, UnitKind::date, gate_.event_limit);
    }

    std::string_view text_;
    const Currency& currency_;
    Gate gate_;
};

}  // namespace

Parsed<Gate> parse_gate(std::string_view text, const Currency& currency) { return GateReader(text, currency).read(); }

}  // namespace burncast

#include "analysis/gate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include "analysis/quantity.hpp"
#include "analysis/scanner.hpp"
#include "analysis/value_name.hpp"
#include "sim/stats/moments.hpp"
#include "sim/stats/quantile.hpp"

namespace burncast {

namespace {

constexpr std::string_view exhaustion_measure = "budget_exhausted_on";

std::optional<Relation> read_relation(Scanner& text) {
    if (text.take("<=") || text.take("≤")) return Relation::less_or_equal;
    if (text.take(">=") || text.take("≥")) return Relation::greater_or_equal;
    if (text.take("<")) return Relation::less;
    if (text.take(">")) return Relation::greater;
    return std::nullopt;
}

// A gate, read step by step; each step says whether it went well and otherwise leaves the fault behind.
class Reader {
public:
    Reader(std::string_view text, std::string_view currency) : text_(text), currency_(currency) {
        gate_.text = std::string(text);
    }

    Reading<Gate> read() {
        if (read_left() && read_limit(gate_.relation, gate_.limit, gate_.unit) && read_end()) return gate_;
        return Reading<Gate>::fault(error_, at_);
    }

private:
    bool fault(std::string message, std::size_t at) {
        error_ = std::move(message);
        at_ = at;
        return false;
    }

    bool read_sign(std::string_view sign) {
        return text_.take(sign) || fault("here `" + std::string(sign) + "` is due", text_.at());
    }

    bool read_left() {
        text_.skip_spaces();
        const std::size_t begin = text_.at();
        const std::string_view name = text_.dotted_name();
        if (name == "P") {
            gate_.asks = Gate::Asks::probability;
            gate_.unit = UnitKind::share;
            return read_sign("(") && read_event() && read_sign(")");
        }
        const std::optional<double> level = level_of(name);
        if (!level)
            return fault("`" + std::string(name) + "` is no statistic (mean, median, min, max, p01 to p99, or P(…))",
                         begin);
        gate_.asks = std::isnan(*level) ? Gate::Asks::mean : Gate::Asks::quantile;
        gate_.level = *level;
        return read_sign("(") && read_value(gate_.unit) && read_sign(")");
    }

    // The level of a quantile, NaN for the mean.
    static std::optional<double> level_of(std::string_view name) {
        if (name == "mean") return std::numeric_limits<double>::quiet_NaN();
        if (name == "median") return 0.5;
        if (name == "min") return 0;
        if (name == "max") return 1;
        if (name.size() != 3 || name[0] != 'p' || !Scanner::is_digit(name[1]) || !Scanner::is_digit(name[2]) ||
            name == "p00")
            return std::nullopt;
        return ((name[1] - '0') * 10 + (name[2] - '0')) / 100.0;
    }

    bool read_event() {
        const std::size_t begin = text_.at();
        if (text_.take_word("budget")) {
            gate_.asks = Gate::Asks::exhaustion;
            if (!text_.take_word("exhausted"))
                return fault("here `budget exhausted` or `budget exhausted before 2026-10-01` is due", begin);
            if (!text_.take_word("before")) return true;
            text_.skip_spaces();
            const std::size_t place = text_.at();
            gate_.before = read_date(text_);
            return gate_.before.has_value() ||
                   fault("here " + allowed_text(UnitKind::date, currency_) + " is due", place);
        }
        UnitKind unit{};
        return read_value(unit) && read_limit(gate_.event_relation, gate_.event_limit, unit);
    }

    bool read_value(UnitKind& unit) {
        text_.skip_spaces();
        const std::size_t begin = text_.at();
        const Reading<ValueName> name = parse_value_name(text_.dotted_name());
        if (!name) return fault(name.error, begin + name.at);
        gate_.measure = name.value->measure;
        gate_.period = name.value->period;
        unit = name.value->unit;
        return true;
    }

    bool read_limit(Relation& relation, double& limit, UnitKind unit) {
        text_.skip_spaces();
        const std::optional<Relation> sign = read_relation(text_);
        if (!sign) return fault("here <, <=, > or >= is due", text_.at());
        relation = *sign;
        const Reading<double> quantity = read_quantity(text_, unit, currency_);
        if (!quantity) return fault(quantity.error, quantity.at);
        limit = *quantity.value;
        return true;
    }

    bool read_end() {
        return text_.at_end() || fault("the gate should end before `" + std::string(text_.rest()) + "`", text_.at());
    }

    Scanner text_;
    std::string_view currency_;
    Gate gate_;
    std::string error_;
    std::size_t at_ = 0;
};

double share_of(std::span<const double> values, auto&& event) {
    std::size_t seen = 0;
    std::size_t count = 0;
    for (const double value : values) {
        if (std::isnan(value)) continue;
        ++seen;
        count += event(value) ? 1 : 0;
    }
    return seen == 0 ? std::numeric_limits<double>::quiet_NaN()
                     : static_cast<double>(count) / static_cast<double>(seen);
}

double answer(const Gate& gate, std::vector<double> values) {
    switch (gate.asks) {
        case Gate::Asks::probability:
            return share_of(values, [&](double v) { return holds(v, gate.event_relation, gate.event_limit); });
        case Gate::Asks::exhaustion: {
            const double end = gate.before ? static_cast<double>(gate.before->time_since_epoch().count())
                                           : std::numeric_limits<double>::infinity();
            return share_of(values, [&](double v) { return v < end; });
        }
        case Gate::Asks::mean:
        case Gate::Asks::quantile:
            break;
    }
    std::erase_if(values, [](double v) { return std::isnan(v); });
    if (gate.asks == Gate::Asks::quantile) {
        std::sort(values.begin(), values.end());
        return quantile(values, gate.level);
    }
    Moments moments;
    for (const double value : values) moments.add(value);
    return moments.mean();
}

std::vector<std::size_t> columns_asked(const Gate& gate, std::span<const Column> columns) {
    if (gate.asks == Gate::Asks::exhaustion)
        return matching_columns({std::string(exhaustion_measure), "total", {}}, columns);
    return matching_columns({gate.measure, gate.period, {}}, columns);
}

}  // namespace

bool holds(double left, Relation relation, double right) {
    switch (relation) {
        case Relation::less:
            return left < right;
        case Relation::less_or_equal:
            return left <= right;
        case Relation::greater:
            return left > right;
        case Relation::greater_or_equal:
            return left >= right;
    }
    return false;
}

Reading<Gate> parse_gate(std::string_view text, std::string_view currency) { return Reader(text, currency).read(); }

std::string check_gate(const Gate& gate, std::span<const Column> columns) {
    if (!columns_asked(gate, columns).empty()) return {};
    if (gate.asks == Gate::Asks::exhaustion) return "the scenario has no budget that could be exhausted";
    return missing_value_text({gate.measure, gate.period, {}}, columns);
}

GateReport evaluate_gate(const Gate& gate, const PolicyRows& policy) {
    const std::vector<std::size_t> columns = columns_asked(gate, policy.rows.columns());
    if (columns.empty()) throw std::invalid_argument(gate.text + ": " + check_gate(gate, policy.rows.columns()));
    GateReport report{gate.text, policy.name, 0, gate.unit, true};
    const bool wants_small = gate.relation == Relation::less || gate.relation == Relation::less_or_equal;
    bool first = true;
    for (const std::size_t column : columns) {
        const double value = answer(gate, policy.rows.column(column));
        const bool passed = holds(value, gate.relation, gate.limit);
        // The worst is shown; what has no value is worst of all.
        const bool worse = wants_small ? value > report.value : value < report.value;
        if (first || (!std::isnan(report.value) && (worse || std::isnan(value)))) report.value = value;
        report.passed = report.passed && passed;
        first = false;
    }
    return report;
}

}  // namespace burncast

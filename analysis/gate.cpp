#include "analysis/gate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>
#include <vector>

#include "sim/stats/interval.hpp"
#include "sim/stats/moments.hpp"
#include "sim/stats/quantile.hpp"
#include "sim/stats/summary.hpp"

namespace burncast {

namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

struct Answer {
    double value = no_value;
    ConfidenceInterval interval{no_value, no_value};
    std::size_t without_value = 0;
};

double mean_of(const std::vector<double>& values) {
    Moments moments;
    for (const double value : values)
        if (!std::isnan(value)) moments.add(value);
    return std::isfinite(moments.mean()) ? moments.mean() : no_value;
}

Answer quantile_answer(const std::vector<double>& values, double level, std::size_t block_size) {
    std::vector<double> sorted = values;
    std::erase_if(sorted, [](double v) { return std::isnan(v); });
    std::sort(sorted.begin(), sorted.end());
    const double value = quantile(sorted, level);
    if (sorted.empty()) return {};
    if (level == 0) return {value, {-infinity, value}};
    if (level == 1) return {value, {value, infinity}};
    return {value, quantile_interval(values, level, block_size)};
}

Answer probability_answer(const Gate& gate, std::vector<double> values, std::size_t block_size) {
    for (double& value : values)
        if (!std::isnan(value)) value = holds(value, gate.event_relation, gate.event_limit) ? 1 : 0;
    return {mean_of(values), probability_interval(values, block_size)};
}

Answer answer_of_those_with_value(const Gate& gate, const std::vector<double>& values, std::size_t block_size) {
    switch (gate.asks) {
        case Gate::Asks::mean:
            return {mean_of(values), possible(mean_interval(values, block_size), gate.unit)};
        case Gate::Asks::quantile:
            return quantile_answer(values, gate.level, block_size);
        case Gate::Asks::probability:
            return probability_answer(gate, values, block_size);
    }
    return {};
}

Answer answer(const Gate& gate, const std::vector<double>& values, std::size_t block_size) {
    Answer answer = answer_of_those_with_value(gate, values, block_size);
    for (const double value : values) answer.without_value += std::isnan(value) ? 1 : 0;
    return answer;
}

// Of one period, the worst first.
enum class Verdict { broken_for_sure, broken, kept, kept_for_sure };

Verdict verdict_of(const Gate& gate, const Answer& answer) {
    const auto kept = [&](double value) { return holds(value, gate.relation, gate.limit); };
    const bool passed = kept(answer.value);
    const bool sure = answer.without_value == 0 && !std::isnan(answer.interval.low) &&
                      !std::isnan(answer.interval.high) && kept(answer.interval.low) == passed &&
                      kept(answer.interval.high) == passed;
    if (passed) return sure ? Verdict::kept_for_sure : Verdict::kept;
    return sure ? Verdict::broken_for_sure : Verdict::broken;
}

// Further from what the gate wants; what has no value is furthest.
bool is_worse(const Gate& gate, double value, double than) {
    if (std::isnan(value) || std::isnan(than)) return std::isnan(value) && !std::isnan(than);
    const bool wants_small = gate.relation == Relation::less || gate.relation == Relation::less_or_equal;
    return wants_small ? value > than : value < than;
}

}  // namespace

GateReport evaluate_gate(const Gate& gate, const PolicyRows& policy, std::size_t block_size) {
    const std::vector<std::size_t> columns = columns_asked(policy.rows.columns(), gate.measure, gate.period);
    if (columns.empty())
        throw std::invalid_argument(gate.text + ": the rows have no " + gate.measure + "." + gate.period);
    GateReport report;
    report.gate = gate.text;
    report.policy = policy.name;
    report.unit = gate.unit;
    report.relation = gate.relation;
    report.limit = gate.limit;
    std::optional<Verdict> worst;
    for (const std::size_t column : columns) {
        const Answer each = answer(gate, policy.rows.column(column), block_size);
        const Verdict verdict = verdict_of(gate, each);
        if (worst && (verdict > *worst || (verdict == *worst && !is_worse(gate, each.value, report.value)))) continue;
        worst = verdict;
        report.period = policy.rows.columns()[column].period;
        report.value = each.value;
        report.low = each.interval.low;
        report.high = each.interval.high;
        report.without_value = each.without_value;
    }
    report.passed = *worst >= Verdict::kept;
    report.certain = *worst == Verdict::kept_for_sure || *worst == Verdict::broken_for_sure;
    return report;
}

}  // namespace burncast

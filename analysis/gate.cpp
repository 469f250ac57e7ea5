#include "analysis/gate.hpp"

#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "sim/stats/interval.hpp"
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

Answer quantile_answer(const Statistic& asked, const std::vector<double>& values, std::size_t block_size) {
    const double value = statistic_of(asked, values);
    if (std::isnan(value)) return {};
    if (asked.level == 0) return {value, {-infinity, value}};
    if (asked.level == 1) return {value, {value, infinity}};
    return {value, quantile_interval(values, asked.level, block_size)};
}

Answer probability_answer(const Gate& gate, std::vector<double> values, std::size_t block_size) {
    for (double& value : values)
        if (!std::isnan(value)) value = holds(value, gate.event_relation, gate.event_limit) ? 1 : 0;
    return {statistic_of(gate.statistic, values), probability_interval(values, block_size)};
}

Answer answer_of_those_with_value(const Gate& gate, const std::vector<double>& values, std::size_t block_size) {
    switch (gate.statistic.kind) {
        case Statistic::Kind::mean:
            return {statistic_of(gate.statistic, values),
                    possible(mean_interval(values, block_size), gate.value.unit, gate.value.over.measure)};
        case Statistic::Kind::quantile:
            return quantile_answer(gate.statistic, values, block_size);
        case Statistic::Kind::probability:
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
    GateReport report;
    report.gate = gate.text;
    report.policy = policy.name;
    report.unit = gate.unit;
    report.relation = gate.relation;
    report.limit = gate.limit;
    std::optional<Verdict> worst;
    for (const Series& series : series_of(gate.value, policy.rows)) {
        const Answer each = answer(gate, series.values, block_size);
        const Verdict verdict = verdict_of(gate, each);
        if (worst && (verdict > *worst || (verdict == *worst && !is_worse(gate, each.value, report.value)))) continue;
        worst = verdict;
        report.period = series.period;
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
